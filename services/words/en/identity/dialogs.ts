import type { IdentityMethodDescription } from '../../../domain/identity/identity-methods.ts';
import type { CalendarDate } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

/** What to look at before a check of the group is taken. */
const GROUP_HINTS: Partial<Readonly<Record<IdentityMethodDescription['group'], string>>> = {
  'proof-of-address':
    'Take it only when it is no older than three months and shows the address on the record. Optional here. Do not write document numbers.',
};

export const identity = {
  groups: {
    vouching: 'Vouching',
    'photo-identity': 'Photo identity',
    'proof-of-address': 'Proof of address',
    'other-documents': 'Other documents',
    'nhs-login': 'NHS login',
  },
  groupHints: GROUP_HINTS,
  add: 'Identification – Add',
  saving: 'Saving…',
  date: 'Date',
  dateHint: 'Day, month and year, for example 01/03/2026 or 1 Mar 26.',
  type: 'Type',
  staff: 'Staff',
  whoChecked: 'Who checked the identity.',
  freetext: 'Freetext',
  freetextOptional: 'Optional. Do not write document numbers.',
  addCodedEntry: 'Also add “Patient registration data verified” to the record',
  codedEntry: 'A coded entry in the patient’s clinical history.',
  unchangeable:
    'This cannot be changed afterwards. Should it be wrong, mark it as entered in error and add another.',
  save: 'Save',
  saveAndCreate: 'Save and create account',
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
  recorded: 'The identification was recorded.',
  recordedWithoutEntry: (reason: string): string =>
    `The identification was recorded. The entry “Patient registration data verified” was not added to the record: ${reason}`,
  recordedIncomplete: (missing: string): string => `The identification was recorded. ${missing}`,
  struck: 'The identification was marked as entered in error.',
};
