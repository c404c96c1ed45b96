const notShown = (what: string): string =>
  `${what} cannot be shown: a part of Online Services could not be loaded. Check the network connection; it is tried again by itself.`;

export const tab = {
  loading: 'Loading online services…',
  openPatient: 'Open a patient to see their online services.',
  signIn: 'Sign in to see online services.',
  dismiss: 'Dismiss message',
  /** Beside the name of a section. */
  whatIsThis: 'What is this?',
  stopped: 'This screen has stopped following the record: what it shows may be out of date.',
  restart: 'Start again',
  saving: 'Saving…',
  dialogsNotLoaded:
    'A part of Online Services could not be loaded, so buttons that open a window do not work yet. Check the network connection; it is tried again by itself.',
  commandsNotLoaded:
    'A part of Online Services could not be loaded, so buttons are missing here. Check the network connection; it is tried again by itself. If they stay away, reload the page.',
  /** In the place of a part that cannot be shown. */
  notShown: {
    offered: notShown('What the patient changed at the website'),
    presets: notShown('The presets of the practice'),
    reminders: notShown('When the patient is reminded'),
    saving: notShown('Save and Cancel'),
  },
  /** Every opening is audited; the next try comes by itself. */
  openingNotNoted: (why: string): string =>
    `Opening this patient could not be noted in the audit; it is tried again. ${why}`,
  /** Told after the patient's part of the screen has gone. */
  refusedFor: (patientName: string | undefined, refusal: string): string =>
    `For ${patientName ?? 'the patient before'}: ${refusal}`,
  statusNow: (status: string): string => `The account is now ${status}.`,
  nowDisabled: 'The account is now disabled by the practice.',
  noLongerDisabled: 'The account is no longer disabled by the practice.',
  notPossible: 'Not possible just now: see the message at the top.',
  syncUnknown: 'Not known just now.',
};
