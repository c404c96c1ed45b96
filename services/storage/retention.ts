import type { TableName } from './database-tables.ts';

/** What clears the rows of a table: something that happens, or their age. */
export type Retention =
  | 'by-event'
  | {
      /** Days since the moment that the index holds; rows it does not hold stay. */
      readonly days: number;
      readonly index: string;
    };

/** How long what is kept on this workstation is kept, table by table. Unsent work is never cleared by age. */
export const RETENTION: Readonly<Record<TableName, Retention>> = {
  // Stays as long as the shared record lists it, one row a record, also for patients who have left: a copy is what
  // keeps a second account from being made when they return.
  patientRecords: 'by-event',
  // The server's answer, or a decision of staff.
  outbox: 'by-event',
  // The shared record has it for good; here it only shows what was done lately.
  audit: { days: 92, index: 'sentAt' },
  // It keeps one form from being saved twice, and no form stays open for a month.
  operations: { days: 31, index: 'at' },
  // The next page; one row a kind.
  cursors: 'by-event',
  // A version that can be read; one row a resource.
  quarantine: 'by-event',
  // Who is to be told takes note of it; whoever has been away for a year is not told any more, the audit still says it.
  notices: { days: 366, index: 'at' },
  // The next value; one row a fact. The practice's settings of the shared record are one: they are nobody's, and no free text
  // about patients.
  meta: 'by-event',
  // As long as what is known of the operations that a job is made of: an older one cannot go on, for it might do somebody twice.
  jobs: { days: 31, index: 'startedAt' },
  jobPatients: { days: 31, index: 'startedAt' },
  jobOutcomes: { days: 31, index: 'startedAt' },
};
