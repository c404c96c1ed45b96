import { oursOverTheirs } from '../domain/unsent-work/conflict.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { OutboxState, type OutboxEntry, type StaffDecision } from '../ports/outbox.ts';
import { auditEntry, type Stamp } from './change-plan.ts';
import type { RecordRow } from './record-row.ts';
import { rebaseRecord, removeAccount } from './remote-changes.ts';
import { onTopOf, waitingAgain } from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/** What is to become of an entry of unsent work. */
export type EntryFate =
  | { readonly kind: 'retry' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'resolve'; readonly choice: 'ours' | 'theirs' };

/**
 * Carries out a decision about one entry and queues its audit row; the caller keeps the row itself in the same
 * transaction. Refused, with nothing done: `changed-meanwhile`, `not-allowed`.
 */
export function decide(
  set: WorkingSet,
  entryId: string,
  fate: EntryFate,
  decision: StaffDecision,
  stamp: Stamp,
): Result<void> {
  const entry = set.entry(entryId);
  if (entry === undefined) {
    return refuse(FailureKind.changedMeanwhile, 'This work has been dealt with already.');
  }
  const decided = carryOut(set, entry, fate, decision, stamp);
  if (decided.ok) set.addEntry(auditEntry(decision.audit, entry.patientName));
  return decided;
}

function carryOut(
  set: WorkingSet,
  entry: OutboxEntry,
  fate: EntryFate,
  decision: StaffDecision,
  stamp: Stamp,
): Result<void> {
  switch (fate.kind) {
    case 'retry':
      return retry(set, entry);
    case 'discard':
      return discard(set, entry);
    case 'resolve':
      return fate.choice === 'ours'
        ? keepOurs(set, entry, decision, stamp)
        : takeTheirs(set, entry);
  }
}

function retry(set: WorkingSet, entry: OutboxEntry): Result<void> {
  const maySend = entry.state === OutboxState.waiting || entry.state === OutboxState.parked;
  if (!maySend) {
    return refuse(
      FailureKind.notAllowed,
      'This work cannot be sent again as it is: choose a version or acknowledge it first.',
    );
  }
  set.putEntry(waitingAgain(entry));
  return ok();
}

function discard(set: WorkingSet, entry: OutboxEntry): Result<void> {
  if (entry.kind === 'audit' && entry.state === OutboxState.waiting) {
    return refuse(FailureKind.notAllowed, 'What was done here stays on record: it will be sent.');
  }
  set.removeEntry(entry);
  const row = entry.state === OutboxState.superseded ? undefined : set.row(entry);
  if (row !== undefined) undo(set, row, entry);
  return ok();
}

/** The record without the entry: the server's version with what else is unsent on top. */
function undo(set: WorkingSet, row: RecordRow, entry: OutboxEntry): void {
  const neverShared = entry.before === undefined && row.server === undefined;
  if (neverShared && row.kind === 'account') removeAccount(set, row);
  else rebaseRecord(set, row, row.patientRef, row.server);
}

/** A new entry in the old one's place: it goes in the name of who decides, and the server cannot have had it yet. */
function keepOurs(
  set: WorkingSet,
  entry: OutboxEntry,
  { by }: StaffDecision,
  stamp: Stamp,
): Result<void> {
  const row = set.row(entry);
  const { theirs } = entry;
  if (!isConflict(entry) || theirs === undefined || row === undefined) return nothingToChoose();
  const after = oursOverTheirs(entry.before, entry.after.body, theirs);
  const decided = { id: stamp.newId(), author: by, at: stamp.now(), attempts: 0 };
  set.removeEntry(entry);
  set.putEntry({ ...onTopOf(entry, theirs, after), ...decided });
  rebaseRecord(set, row, row.patientRef, row.server);
  return ok();
}

function takeTheirs(set: WorkingSet, entry: OutboxEntry): Result<void> {
  const row = set.row(entry);
  if (!isConflict(entry) || row === undefined) return nothingToChoose();
  set.removeEntry(entry);
  rebaseRecord(set, row, row.patientRef, row.server, 'drop');
  return ok();
}

function isConflict(entry: OutboxEntry): boolean {
  return entry.state === OutboxState.conflict;
}

function nothingToChoose(): Result<void> {
  return refuse(
    FailureKind.changedMeanwhile,
    'There is nothing to choose any more: the two versions agree now.',
  );
}
