import type { Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

const ACTIONS = {
  retry: 'Try again',
  discard: 'Discard…',
  ours: 'Keep ours',
  theirs: 'Take theirs',
  acknowledge: 'Acknowledge',
};

export const unsentWork = {
  sharedRecord: 'Shared record',
  lastChecked: (at: Instant): string => `Last checked ${dates.instant(at)}`,
  check: 'Check now',
  checking: 'Checking the shared record.',
  working: 'Working…',
  list: 'Work not on the shared record yet',
  /** Of other patients on this workstation; one of the counts is not 0. */
  others: (changes: { readonly waiting: number; readonly undecided: number }): string => {
    const { waiting, undecided } = changes;
    const wait = `${counted(waiting)} to other patients on this workstation ${waiting === 1 ? 'waits' : 'wait'} to be sent`;
    const need = `${counted(undecided)} to other patients ${undecided === 1 ? 'needs' : 'need'} a person to decide`;
    if (undecided === 0) return `${wait}.`;
    return waiting === 0 ? `${need}.` : `${wait}; ${need}.`;
  },
  states: {
    waiting: 'Waiting',
    parked: 'Refused',
    conflict: 'Changed elsewhere too',
    superseded: 'Made elsewhere first',
  },
  doneBy: (work: { readonly authorName: string; readonly at: Instant }): string =>
    `${work.authorName}, ${dates.instant(work.at)}`,
  actions: ACTIONS,
  actionOn: (action: keyof typeof ACTIONS, work: string): string => `${ACTIONS[action]} ${work}`,
  done: {
    retry: 'It is sent again.',
    discard: 'It was discarded.',
    ours: 'Ours was kept.',
    theirs: 'Theirs was taken.',
    acknowledge: 'Acknowledged.',
  },
  differs: 'What differs',
  ours: { column: 'Ours (this workstation)', cell: 'Ours' },
  theirs: { column: 'Theirs (shared record)', cell: 'Theirs' },
};

function counted(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`;
}
