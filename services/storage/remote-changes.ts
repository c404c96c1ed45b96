import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';
import { isMissedByNobody } from './dropped-account.ts';
import { isMoved, type KeptRemoteRecord } from './kept-remote.ts';
import type { RecordKey, RecordRow, RowKind, ServerState } from './record-row.ts';
import { isSealedAlike } from './seal-marks.ts';
import { standAside } from './reset-elsewhere.ts';
import { isSameVersion, takesPlaceOf, type VersionSource } from './server-version-order.ts';
import {
  ASK,
  DropReason,
  rebaseQueue,
  withoutOutcome,
  type DroppedEntry,
  type OnConflict,
} from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/** What became of a version from the server; nothing has changed unless it was taken. */
export type Taking =
  /** It is held now, or was already. */
  | 'taken'
  /** It looks older than the one held. */
  | 'older-looking'
  /** It says that it is another patient's, or another record, than the one held. */
  | 'moved';

/**
 * Takes in a version from the server: the row takes it with unsent changes re-based on top. An account that another
 * workstation made first replaces ours that was never sent.
 */
export function takeRemote(
  set: WorkingSet,
  remote: KeptRemoteRecord,
  source: VersionSource,
): Taking {
  const key = keyOf(remote);
  const row = set.row(key);
  if (row !== undefined && isMoved(row, remote)) return 'moved';
  const local = neverSentAccountBeside(set, remote);
  if (local !== undefined) replaceAccount(set, local, remote);
  const held = row?.server;
  if (held !== undefined) {
    const isSame = isSameVersion(remote.version, held.version);
    if (isSame && isSealedAlike(held, remote)) return 'taken';
    if (!isSame && !takesPlaceOf(remote.version, held.version, source)) return 'older-looking';
  }
  const carried = set.queueOf(key).find((entry) => entry.id === remote.operationId);
  // The version carries our change: its answer was lost, but it has been sent.
  if (carried !== undefined) set.removeShared(carried);
  rebaseRecord(set, key, remote.body.patientRef, { body: remote.body, version: remote.version });
  return 'taken';
}

/**
 * Rebuilds a record from the server's version and its unsent changes; without either it is gone. Gives the entries of
 * which nothing is left.
 */
export function rebaseRecord(
  set: WorkingSet,
  key: RecordKey & { readonly kind: RowKind },
  patientRef: string,
  server: ServerState | undefined,
  onConflict: OnConflict = ASK,
): readonly DroppedEntry[] {
  const queue = rebaseQueue(server?.body, set.queueOf(key), onConflict);
  queue.kept.forEach((entry) => {
    set.putEntry(entry);
  });
  for (const { entry, why } of queue.dropped) {
    if (why === DropReason.shared) set.removeShared(entry);
    else if (why === DropReason.resetElsewhere) standAside(set, entry, server?.body);
    else set.removeEntry(entry);
  }
  const { kind, recordId } = key;
  if (queue.body === undefined) set.removeRow(key);
  else set.putRow({ kind, recordId, patientRef, body: queue.body, ...(server && { server }) });
  return queue.dropped;
}

/** Removes a local account with its registrations, services and letters, and their unsent changes, which it gives. */
export function removeAccount(set: WorkingSet, account: RecordRow): readonly OutboxEntry[] {
  const dependents = set
    .rowsOf(account.patientRef)
    .filter(({ body }) => 'accountKey' in body && body.accountKey === account.recordId);
  const rows = [account, ...dependents];
  const entries = rows.flatMap((row) => set.queueOf(row));
  entries.forEach((entry) => {
    set.removeEntry(entry);
  });
  rows.forEach((row) => {
    set.removeRow(row);
  });
  return entries;
}

/** Removes our account in favour of the one that stands; its create stays as the message to staff, where there is anything to tell. */
function replaceAccount(set: WorkingSet, account: RecordRow, standing: KeptRemoteRecord): void {
  const create = set.queueOf(account).find((entry) => entry.before === undefined);
  const isTold = create && !isMissedByNobody(set, create);
  removeAccount(set, account);
  if (!isTold) return;
  set.putEntry({ ...withoutOutcome(create), state: OutboxState.superseded, theirs: standing.body });
}

function neverSentAccountBeside(set: WorkingSet, remote: KeptRemoteRecord): RecordRow | undefined {
  if (remote.kind !== 'account') return undefined;
  const { id, patientRef, practiceId } = remote.body;
  return set
    .rowsOf(patientRef)
    .find(
      (row) =>
        row.kind === 'account' &&
        row.recordId !== id &&
        row.server === undefined &&
        row.body.practiceId === practiceId,
    );
}

/** The row a version from the server is about. */
export function keyOf(remote: KeptRemoteRecord): RecordKey & { readonly kind: RowKind } {
  return { kind: remote.kind, recordId: remote.body.id };
}
