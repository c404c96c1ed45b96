import type { CalendarDate, Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const identity = {
  heading: 'Identification',
  add: 'Add…',
  addIdentification: 'Add… identification',
  none: 'Nothing recorded yet. An account can be made once it is recorded how the patient’s identity was checked.',
  date: 'Date',
  type: 'Type',
  staff: 'Staff',
  freetext: 'Freetext',
  action: 'Action',
  notSent: 'Not sent yet',
  strike: 'Entered in error…',
  strikeThis: (check: { readonly method: string; readonly date: CalendarDate }): string =>
    `Entered in error… ${check.method}, ${dates.date(check.date)}`,
  enteredInError: 'Entered in error',
  enteredInErrorBy: (error: {
    readonly at: Instant;
    readonly byName: string;
    readonly reason: string;
  }): string => `${dates.instant(error.at)}, ${error.byName}: ${error.reason}`,
  recordedBy: (name: string): string => `recorded by ${name}`,
};
