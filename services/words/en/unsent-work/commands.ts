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
  'work-dealt-with': 'This change has been dealt with already.',
  'work-not-to-be-retried':
    'This change cannot be sent again as it is: choose which one to keep, or acknowledge it, first.',
  'work-stays-on-record': 'What was done here stays on record: it will be sent.',
  'work-partly-shared':
    'Part of this change is on the shared record already, so the rest of it cannot be discarded. Try again; if the shared ' +
    'record goes on refusing it, tell your system administrator.',
  'work-built-upon':
    'Later changes for this patient rest on this one. Decide about those first, then about this one.',
  'nothing-to-choose': 'There is nothing to choose any more: both are the same now.',
  'switched-off-since-seen':
    'Something was switched off elsewhere after you looked, so nothing was chosen. See below what differs now, then choose again.',
  'discard-reason-missing':
    'This change of somebody else’s takes access away. Say why it is discarded: they will read it.',
  'notice-dealt-with': 'This notice has been acknowledged already.',
};

const FATES = {
  retried: 'sent again',
  'given-up': 'discarded',
  ours: 'kept, not the one made elsewhere',
  theirs: 'discarded for the one made elsewhere',
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
  noticeSeen: (notice: {
    readonly description: string;
    /** When it had been done. */
    readonly doneAt: Instant;
    /** Who discarded it, and when. */
    readonly byName: string;
    readonly at: Instant;
  }): string =>
    `Took note that their own unsent change "${notice.description}", ${dates.instant(notice.doneAt)}, was discarded by ${notice.byName}, ${dates.instant(notice.at)}`,
};
