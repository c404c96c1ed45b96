const BECAUSE = {
  'no-patient': 'the patient’s record was closed',
  'signed-out': 'nobody is signed in any more',
  'not-permitted': 'the person signed in may not use it',
  'another-patient': 'another patient was opened',
};

export const tab = {
  loading: 'Loading online services…',
  openPatient: 'Open a patient to see their online services.',
  signIn: 'Sign in to see online services.',
  dismiss: 'Dismiss message',
  stopped: 'This screen has stopped following the record: what it shows may be out of date.',
  restart: 'Start again',
  saving: 'Saving…',
  dialogsNotLoaded:
    'A part of Online Services could not be loaded, so dialogs do not open. Check the network connection; it is tried again when you go on.',
  commandsNotLoaded:
    'What can be done here could not be loaded, so its buttons are missing. Check the network connection; it is tried again by itself. If they stay away, reload the page.',
  dialogClosed: (closed: {
    readonly heading: string;
    readonly patientName: string | undefined;
    readonly because: keyof typeof BECAUSE;
    /** A command was in flight. */
    readonly busy: boolean;
  }): string => {
    const fate = closed.busy
      ? 'Open that patient again to see whether it was saved.'
      : 'Nothing of it was saved.';
    return `“${closed.heading}” for ${closed.patientName ?? 'the patient'} was closed because ${BECAUSE[closed.because]}. ${fate}`;
  },
  /** Told after the patient's part of the screen has gone. */
  refusedFor: (patientName: string | undefined, refusal: string): string =>
    `For ${patientName ?? 'the patient before'}: ${refusal}`,
  statusNow: (status: string): string => `The account is now ${status}.`,
  nowDisabled: 'The account is now disabled by the practice.',
  noLongerDisabled: 'The account is no longer disabled by the practice.',
  notPossible: 'Not possible just now: see the message at the top.',
  syncUnknown: 'Not known just now.',
};
