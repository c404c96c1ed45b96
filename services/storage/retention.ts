import type { TableName } from './database-tables.ts';

/** What clears the rows of a table: an event, or their age. */
export type Retention =
  | { readonly clearedBy: string }
  | {
      /** Days since the moment that the index holds; rows it does not hold stay. */
      readonly days: number;
      readonly index: string;
      readonly why: string;
    };

/** How long what is kept on this workstation is kept, table by table. Unsent work is never cleared by age. */
export const RETENTION: Readonly<Record<TableName, Retention>> = {
  patientRecords: {
    // Also those of patients who have left: a copy is what keeps a second account from being made when they return.
    clearedBy: 'nothing, as long as the shared record lists it; one row a record',
  },
  outbox: { clearedBy: 'the server’s answer, or a decision of staff' },
  audit: {
    days: 92,
    index: 'sentAt',
    why: 'The shared record has it for good; here it only shows what was done lately.',
  },
  operations: {
    days: 31,
    index: 'at',
    why: 'It keeps one form from being saved twice, and no form stays open for a month.',
  },
  cursors: { clearedBy: 'the next page; one row a kind' },
  quarantine: { clearedBy: 'a version that can be read; one row a resource' },
  meta: { clearedBy: 'the next value; one row a fact' },
};
