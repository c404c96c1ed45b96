import { oursOverTheirs } from '../domain/unsent-work/conflict.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { OutboxState, type OutboxEntry, type StaffDecision } from '../ports/outbox.ts';
import { auditEntry, type Stamp } from './change-plan.ts';
import { giveUp } from './given-up-change.ts';
import { rebaseRecord } from './remote-changes.ts';
import { onTopOf, waitingAgain } from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/** What is to become of a change of unsent work. */
export type ChangeFate =
  | { readonly kind: 'retry' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'resolve'; readonly choice: 'ours' | 'theirs' };

/**
 * Carries out a decision about one change, the whole of it, and queues its audit row; the caller keeps the row itself in
 * the same transaction. Refused, with the set to be thrown away: `changed-meanwhile`, `not-allowed`.
 */
export function decide(
  set: WorkingSet,
  changeId: string,
  fate: ChangeFate,
  decision: StaffDecision,
  stamp: Stamp,
): Result<void> {
  const entries = set.change(changeId);
  const [first] = entries;
  if (first === undefined) {
    return refuse(FailureKind.changedMeanwhile, { code: 'work-dealt-with' });
  }
  const decided = carryOut(set, entries, fate, decision, stamp);
  if (decided.ok) set.addEntry(auditEntry(decision.audit, first.patientName));
  return decided;
}

function carryOut(
  set: WorkingSet,
  entries: readonly OutboxEntry[],
  fate: ChangeFate,
  decision: StaffDecision,
  stamp: Stamp,
): Result<void> {
  switch (fate.kind) {
    case 'retry':
      return retry(set, entries);
    case 'discard':
      return discard(set, entries);
    case 'resolve':
      if (!entries.some(isConflict)) return nothingToChoose();
      return fate.choice === 'ours'
        ? keepOurs(set, entries.filter(isConflict), decision, stamp)
        : giveUp(set, entries, 'drop');
  }
}

function retry(set: WorkingSet, entries: readonly OutboxEntry[]): Result<void> {
  const maySend = ({ state }: OutboxEntry): boolean =>
    state === OutboxState.waiting || state === OutboxState.parked;
  if (!entries.every(maySend)) {
    return refuse(FailureKind.notAllowed, { code: 'work-not-to-be-retried' });
  }
  entries.forEach((entry) => {
    set.putEntry(waitingAgain(entry));
  });
  return ok();
}

function discard(set: WorkingSet, entries: readonly OutboxEntry[]): Result<void> {
  const messages = entries.filter(({ state }) => state === OutboxState.superseded);
  messages.forEach((entry) => {
    set.removeEntry(entry);
  });
  if (messages.length > 0) return ok();
  if (entries.some(({ kind, state }) => kind === 'audit' && state === OutboxState.waiting)) {
    return refuse(FailureKind.notAllowed, { code: 'work-stays-on-record' });
  }
  return giveUp(set, entries, 'ask');
}

/** New entries in the old ones' place: they go in the name of who decides, and the server cannot have had them yet. */
function keepOurs(
  set: WorkingSet,
  conflicts: readonly OutboxEntry[],
  { by }: StaffDecision,
  stamp: Stamp,
): Result<void> {
  for (const entry of conflicts) {
    const row = set.row(entry);
    const { theirs } = entry;
    if (theirs === undefined || row === undefined) return nothingToChoose();
    const after = oursOverTheirs(entry.before, entry.after.body, theirs);
    const decided = { id: stamp.newId(), author: by, at: stamp.now(), attempts: 0 };
    set.removeEntry(entry);
    set.putEntry({ ...onTopOf(entry, theirs, after), ...decided });
    rebaseRecord(set, row, row.patientRef, row.server);
  }
  return ok();
}

function isConflict(entry: OutboxEntry): boolean {
  return entry.state === OutboxState.conflict;
}

function nothingToChoose(): Result<void> {
  return refuse(FailureKind.changedMeanwhile, { code: 'nothing-to-choose' });
}
