import type { CalendarDate } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const identity = {
  add: 'Identification – Add',
  recording: 'Recording…',
  date: 'Date',
  type: 'Type',
  chooseType: 'Choose…',
  staff: 'Staff',
  whoChecked: 'Who checked the identity.',
  somebodyElse: 'Somebody else…',
  staffName: 'Name of the member of staff',
  freetext: 'Freetext',
  freetextOptional: 'Optional. Do not write document numbers.',
  addCodedEntry: 'Also add “Patient registration data verified” to the record',
  codedEntry: 'A coded entry in the patient’s clinical history.',
  unchangeable:
    'This cannot be changed afterwards. Should it be wrong, mark it as entered in error and add another.',
  ok: 'OK',
  error: {
    heading: 'Entered in error',
    marking: 'Marking…',
    means: (check: {
      readonly method: string;
      readonly date: CalendarDate;
      readonly staffName: string;
    }): string =>
      `${check.method}, ${dates.date(check.date)}, ${check.staffName}. The entry stays readable, struck through, and no longer counts as proof of identity.`,
    reason: 'Reason',
    reasonHint: 'For example: recorded for the wrong patient.',
    mark: 'Mark as entered in error',
  },
};
