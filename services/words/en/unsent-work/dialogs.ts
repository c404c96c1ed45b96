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
    title: 'Discard unsent work',
    message: `“${work.description}”, done by ${work.authorName} on ${dates.instant(work.at)}, is given up: it has not reached the shared record and will be lost for good.`,
    yes: 'Discard',
    no: 'Keep it',
  }),
};
