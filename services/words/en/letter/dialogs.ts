export const letter = {
  heading: 'Registration letter',
  making: 'Making the letter…',
  working: 'Working…',
  none: 'There is no letter to show.',
  preview: 'Preview of the letter',
  ready: 'The letter is ready',
  cannotShow: 'This browser cannot show it here. Print it or save it to look at it.',
  handOver:
    'Give the letter to the patient in person, or send it by a secure route: whoever holds it can open the patient’s account.',
  askedFor: 'Print the patient’s address on it',
  askedForHint:
    'This record is restricted, so the letter bears no address and is given in person. Tick this only if the patient has asked for it to be sent to their address.',
  /** After why the one before did not go out. */
  anew: 'This is the letter as it is now. Look at it before you print it.',
  close: 'Close',
  print: { label: 'Print', working: 'Printing…' },
  save: { label: 'Save…', working: 'Saving…' },
  done: {
    print: 'The letter was handed to the printer.',
    save: 'The letter was saved.',
  },
  cancelled: {
    print: 'Printing was cancelled. No letter was recorded.',
    save: 'Saving was cancelled. No letter was recorded.',
  },
};
