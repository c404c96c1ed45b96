import { lostAtSignOut } from './lost.ts';
import { count } from './count.ts';

const BECAUSE = {
  'no-patient': 'the patient’s record was closed',
  'signed-out': 'nobody is signed in any more',
  'not-permitted': 'the person signed in may not use it',
  'another-patient': 'another patient was opened',
};

export const dialog = {
  refused: 'This could not be done',
  cancel: 'Cancel',
  lostAtSignOut,
  /** Of dialogs of the patient now open again. */
  leftToComeBackTo: (dialogs: readonly string[]): string =>
    `Left without saving: ${dialogs.join(', ')}. Open it again: what you typed is there.`,
  goneUnsaved: (dialogs: readonly string[]): string =>
    `Not saved, and gone: ${dialogs.join(', ')}. What it was about is not there any more.`,
  leftUnsaved: 'You typed this before and left without saving it.',
  /** Answers to a question of a command. */
  yesOrNo: { yes: 'Yes', no: 'No' },
  /** At the top of the tab, of a dialog that closed by itself. */
  closed: (closed: {
    readonly heading: string;
    readonly patientName: string | undefined;
    readonly because: keyof typeof BECAUSE;
    /** A command was in flight. */
    readonly busy: boolean;
    /** Something was typed in it. */
    readonly isUnsaved: boolean;
  }): string => {
    const isKept = closed.isUnsaved && closed.patientName !== undefined;
    const fate = closed.busy
      ? 'Open that patient again to see whether it was saved.'
      : `Nothing of it was saved.${isKept ? ' What you typed is there when you open it again for that patient.' : ''}`;
    return `“${closed.heading}” for ${closed.patientName ?? 'the patient'} was closed because ${BECAUSE[closed.because]}. ${fate}`;
  },
  calendar: 'Choose from a calendar',
  count,
};
