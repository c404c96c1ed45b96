import type { Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

export const unsentWork = {
  sharedRecord: 'Shared record',
  lastChecked: (at: Instant): string => `Last checked ${dates.instant(at)}.`,
  check: 'Check now',
  checking: 'Checking the shared record.',
  listNotLoaded:
    'The list of this patient’s changes that are not shared yet could not be loaded. Check the network connection; it is tried again by itself. If it stays away, reload the page.',
  /** Of other patients on this workstation; one of the counts is not 0. */
  others: (changes: { readonly waiting: number; readonly undecided: number }): string => {
    const { waiting, undecided } = changes;
    const wait = `${counted(waiting)} to other patients on this computer ${waiting === 1 ? 'waits' : 'wait'} to be sent`;
    const need = `${counted(undecided)} to other patients ${undecided === 1 ? 'needs' : 'need'} a person to decide`;
    if (undecided === 0) return `${wait}.`;
    return waiting === 0 ? `${need}.` : `${wait}; ${need}.`;
  },
  /** Of everybody's on this workstation; not 0. */
  auditRows: (rows: number): string =>
    rows === 1 ? '1 audit entry waits to be sent.' : `${rows} audit entries wait to be sent.`,
};

function counted(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`;
}
