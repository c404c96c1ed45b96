import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { RecordRow } from './record-row.ts';
import { rebaseRecord, removeAccount } from './remote-changes.ts';
import { surplusCodes } from './surplus-codes.ts';
import { DropReason, type DroppedEntry, type OnConflict } from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Gives up a whole change: its records are what the server has, with later changes on top. An account never shared goes
 * with all that belongs to it. Refused (`not-allowed`), with the set to be thrown away, when that would leave half a
 * change: a part of it has arrived, or later work cannot stand without it. Gives all entries that are given up.
 */
export function giveUp(
  set: WorkingSet,
  entries: readonly OutboxEntry[],
  onConflict: OnConflict,
): Result<readonly OutboxEntry[]> {
  if (entries.some(({ partlyShared }) => partlyShared === true)) {
    return refuse(FailureKind.notAllowed, { code: 'work-partly-shared' });
  }
  const surplusBefore = surplusOf(set, entries);
  const belonging = belongingTo(set, entries);
  const changes = new Set([...entries, ...belonging].map(({ changeId }) => changeId));
  const left = [...changes].flatMap((changeId) => {
    set.forgetOperation(changeId);
    return set.change(changeId);
  });
  left.forEach((entry) => {
    set.removeEntry(entry);
  });
  const dropped = left.flatMap((entry) => undo(set, entry, onConflict));
  const isOrphaned = dropped.some(({ why }) => why === DropReason.orphaned);
  return isOrphaned || surplusOf(set, entries) > surplusBefore
    ? refuse(FailureKind.notAllowed, { code: 'work-built-upon' })
    : ok([...belonging, ...left]);
}

/** Unsent work on accounts that go because their creation is given up; taken out here. */
function belongingTo(set: WorkingSet, entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return entries
    .filter(({ kind, before }) => kind === 'account' && before === undefined)
    .flatMap((entry) => neverShared(set.row(entry)))
    .flatMap((account) => removeAccount(set, account));
}

function neverShared(row: RecordRow | undefined): readonly RecordRow[] {
  return row === undefined || row.server !== undefined ? [] : [row];
}

/** The record without the entry: the server's version with what else is unsent on top. */
function undo(
  set: WorkingSet,
  entry: OutboxEntry,
  onConflict: OnConflict,
): readonly DroppedEntry[] {
  const row = set.row(entry);
  return row === undefined ? [] : rebaseRecord(set, row, row.patientRef, row.server, onConflict);
}

/** Giving up the end of older codes must not bring them back beside newer ones. */
function surplusOf(set: WorkingSet, [first]: readonly OutboxEntry[]): number {
  return surplusCodes(set.rowsOf(first?.patientRef ?? '')).size;
}
