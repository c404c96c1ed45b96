import type { Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const unsentWork = {
  discard: (work: {
    readonly description: string;
    readonly authorName: string;
    readonly at: Instant;
  }): {
    readonly title: string;
    readonly message: string;
    readonly yes: string;
    readonly no: string;
  } => ({
    title: 'Discard this change',
    message: `“${work.description}”, done by ${work.authorName} on ${dates.instant(work.at)}, has not reached the shared record. If you discard it, it is lost for good.`,
    yes: 'Discard',
    no: 'Keep it',
  }),
  /** Of somebody else's, who took access away by it. */
  discardOthers: {
    title: 'Discard somebody else’s change',
    working: 'Discarding…',
    means: (work: {
      readonly description: string;
      readonly authorName: string;
      readonly at: Instant;
    }): string =>
      `By “${work.description}” on ${dates.instant(work.at)}, ${work.authorName} took access away. It has not reached the shared record: discarded, it is lost for good, and the patient’s access stays as the shared record has it.`,
    reason: 'Reason',
    reasonHint: (authorName: string): string =>
      `Kept in the audit, and shown to ${authorName} at their next sign-in here.`,
    yes: 'Discard',
    no: 'Keep it',
  },
};
