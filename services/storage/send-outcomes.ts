/**
 * What becomes of entries that were sent, as work on the records of their patients. Loaded with the first that is sent.
 * An entry that is gone meanwhile (staff or a pull were quicker) changes nothing but what the server's version brings.
 */
import type { Instant } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';
import type { KeptRemoteRecord } from './kept-remote.ts';
import { keyOf, rebaseRecord, takeRemote } from './remote-changes.ts';
import type { WorkingSet } from './working-set.ts';

/** Work inside the transaction that settles. */
export type Outcome = (set: WorkingSet) => void;

/** The server has the entry's change: it is sent, the rest of the record's queue stands on the server's version. */
export function confirmed(entryId: string, remote: KeptRemoteRecord): Outcome {
  return (set) => {
    const entry = set.entry(entryId);
    const isAnswered =
      entry !== undefined &&
      entry.state !== OutboxState.superseded &&
      remote.body.id === entry.recordId;
    if (isAnswered) set.removeShared(entry);
    takeRemote(set, remote, 'answered');
    if (!isAnswered) return;
    const row = set.row(keyOf(remote));
    // A pull may have brought a later version already; the queue has become shorter all the same.
    if (row?.server !== undefined) rebaseRecord(set, row, row.patientRef, row.server);
  };
}

/** The server's version is taken in, and is what the entry is sent on, if anything of it is left. */
export function rebased(entryId: string, remote: KeptRemoteRecord): Outcome {
  return (set) => {
    takeRemote(set, remote, 'read');
    const entry = set.entry(entryId);
    if (entry !== undefined) set.putEntry({ ...entry, sentOn: remote.version.versionId });
  };
}

/** The server's account is taken in, in place of the one that was sent. */
export function superseded(remote: KeptRemoteRecord): Outcome {
  return (set) => {
    takeRemote(set, remote, 'answered');
  };
}

/** A try did not work out. Only waiting work waits on: staff or a pull may have been quicker. */
export function postponed(
  entryId: string,
  reason: ExchangeReason,
  nextAttemptAt: Instant,
): Outcome {
  return changed(entryId, (entry) => ({ ...entry, reason, nextAttemptAt }));
}

/** The server refused it for good. Only waiting work is parked, as with {@link postponed}. */
export function parked(entryId: string, reason: ExchangeReason): Outcome {
  return changed(entryId, ({ nextAttemptAt: _nextAttemptAt, ...rest }) => ({
    ...rest,
    state: OutboxState.parked,
    reason,
  }));
}

function changed(entryId: string, change: (waiting: OutboxEntry) => OutboxEntry): Outcome {
  return (set) => {
    const entry = set.entry(entryId);
    if (entry?.state === OutboxState.waiting) set.putEntry(change(entry));
  };
}
