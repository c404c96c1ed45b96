import { oursOverTheirs } from '../domain/conflict.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { OutboxState, type OutboxEntry } from '../ports/outbox.ts';
import type { RecordRow } from './record-row.ts';
import { rebaseRecord, removeAccount } from './remote-changes.ts';
import { onTopOf, waitingAgain } from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/** What a member of staff may decide about unsent work. Refused: `changed-meanwhile`, `not-allowed`. */
export type StaffDecision =
  | { readonly kind: 'retry' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'resolve'; readonly choice: 'ours' | 'theirs' };

/** Carries out a decision about one entry. */
export function decide(set: WorkingSet, entryId: string, decision: StaffDecision): Result<void> {
  const entry = set.entry(entryId);
  if (entry === undefined) {
    return refuse(FailureKind.changedMeanwhile, 'This work has been dealt with already.');
  }
  switch (decision.kind) {
    case 'retry':
      return retry(set, entry);
    case 'discard':
      return discard(set, entry);
    case 'resolve':
      return resolve(set, entry, decision.choice);
  }
}

function retry(set: WorkingSet, entry: OutboxEntry): Result<void> {
  if (entry.state === OutboxState.waiting) return ok();
  if (entry.state !== OutboxState.parked) {
    return refuse(
      FailureKind.notAllowed,
      'This work cannot be sent again as it is: choose a version or acknowledge it first.',
    );
  }
  set.putEntry(waitingAgain(entry));
  return ok();
}

function discard(set: WorkingSet, entry: OutboxEntry): Result<void> {
  if (entry.state === OutboxState.superseded) {
    set.removeEntry(entry);
    return ok();
  }
  if (entry.state !== OutboxState.parked) {
    return refuse(
      FailureKind.notAllowed,
      'Only work that the shared record has refused can be given up.',
    );
  }
  set.removeEntry(entry);
  const row = set.row(entry);
  if (row !== undefined) undo(set, row, entry);
  return ok();
}

/** The record without the entry: the server's version with what else is unsent on top. */
function undo(set: WorkingSet, row: RecordRow, entry: OutboxEntry): void {
  const neverShared = entry.before === undefined && row.server === undefined;
  if (neverShared && row.kind === 'account') removeAccount(set, row);
  else rebaseRecord(set, row, row.patientRef, row.server);
}

function resolve(set: WorkingSet, entry: OutboxEntry, choice: 'ours' | 'theirs'): Result<void> {
  const row = set.row(entry);
  const { theirs } = entry;
  if (entry.state !== OutboxState.conflict || theirs === undefined || row === undefined) {
    return refuse(
      FailureKind.changedMeanwhile,
      'There is nothing to choose any more: the two versions agree now.',
    );
  }
  if (choice === 'theirs') {
    set.removeEntry(entry);
    rebaseRecord(set, row, row.patientRef, row.server, 'drop');
    return ok();
  }
  const after = oursOverTheirs(entry.before, entry.after.body, theirs);
  set.putEntry(onTopOf(entry, theirs, after));
  rebaseRecord(set, row, row.patientRef, row.server);
  return ok();
}
