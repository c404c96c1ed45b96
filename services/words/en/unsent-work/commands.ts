import type { Instant } from '../../../domain/records.ts';
import type { WorkReason } from '../../../domain/unsent-work/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';

export const workReasons: Sentences<WorkReason> = {
  'changed-elsewhere':
    'This has been changed elsewhere since you opened it. Nothing was saved: look at the new details, then try again.',
  'account-made-elsewhere':
    'This patient has an online account already, made a moment ago elsewhere. No second one was created.',
  'work-settled': 'This change has been settled meanwhile. Nothing was changed.',
  'work-dealt-with': 'This work has been dealt with already.',
  'work-not-to-be-retried':
    'This work cannot be sent again as it is: choose a version or acknowledge it first.',
  'work-stays-on-record': 'What was done here stays on record: it will be sent.',
  'work-partly-shared':
    'Part of this change is on the shared record already, so the rest of it cannot be given up. Try again; if the shared ' +
    'record goes on refusing it, tell your system administrator.',
  'work-built-upon':
    'Later work for this patient builds on this change. Decide about that first, then about this one.',
  'nothing-to-choose': 'There is nothing to choose any more: the two versions agree now.',
  'discard-reason-missing':
    'This change of somebody else’s takes access away. Say why it is discarded: they will read it.',
  'notice-dealt-with': 'This notice has been acknowledged already.',
};

const FATES = {
  retried: 'sent again',
  'given-up': 'given up',
  ours: 'conflict decided for the change made here',
  theirs: 'conflict decided for the change made elsewhere',
};

export const unsentWork = {
  decided: (work: {
    readonly description: string;
    readonly authorName: string;
    /** When the author had made it. */
    readonly at: Instant;
    readonly fate: keyof typeof FATES;
  }): string =>
    `Unsent change "${work.description}" of ${work.authorName}, ${dates.instant(work.at)}: ${FATES[work.fate]}`,
  noticeSeen: 'Took note that their own unsent change was discarded by somebody else',
};
