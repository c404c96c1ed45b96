import type { Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const actions = {
  retry: 'Try again',
  discard: 'Discard…',
  ours: 'Keep ours',
  theirs: 'Take theirs',
  acknowledge: 'Acknowledge',
};

export const list = 'Work not on the shared record yet';
export const working = 'Working…';

export const states = {
  waiting: 'Waiting',
  parked: 'Refused',
  conflict: 'Changed elsewhere too',
  superseded: 'Made elsewhere first',
};

export const doneBy = (work: { readonly authorName: string; readonly at: Instant }): string =>
  `${work.authorName}, ${dates.instant(work.at)}`;
export const actionOn = (action: keyof typeof actions, work: string): string =>
  `${actions[action]} ${work}`;
export const done = {
  retry: 'It is sent again.',
  discard: 'It was discarded.',
  ours: 'Ours was kept.',
  theirs: 'Theirs was taken.',
  acknowledge: 'Acknowledged.',
};

export const differs = 'What differs';
export const ours = { column: 'Ours (this workstation)', cell: 'Ours' };

export const theirs = { column: 'Theirs (shared record)', cell: 'Theirs' };

export const explanation = {
  parked: (why: string | undefined): string =>
    why === undefined ? 'The shared record refused it.' : `The shared record refused it: ${why}`,
  conflict: 'Somebody else changed the same thing. Compare, then choose which to keep.',
  superseded:
    'This patient’s online account had already been created elsewhere. That account stands, and the one made here was ' +
    'dropped. Any letter printed here for the dropped account holds codes that will not work and must be replaced: ' +
    'destroy it and print a new letter.',
  waitsForAuthor: (author: string): string =>
    `Waits until ${author} signs in here again. If that will not happen, discard it and do it anew.`,
  waitsForNetwork: 'Waits for the network.',
  waitsForTurn: 'Waits for its turn.',
};
/** What differs between two versions. */
export const fields = {
  status: 'Status',
  enabled: 'Enabled',
  enabledNotes: 'Notes',
  notes: 'Notes',
  state: 'Codes',
  expiresOn: 'Codes expire on',
  lockedAt: 'Locked',
  lockedUntil: 'Locked until',
  registeredAt: 'Registered',
  activatedAt: 'Activated',
  reason: 'Reason',
};

export const values = { nothing: 'nothing', yes: 'yes', no: 'no' };
