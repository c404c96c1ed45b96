import { decidedOverTheirRecord, disablingsIn } from '../domain/unsent-work/disable-wins.ts';
import { isSafetyOfAnother, permissionsLacking } from '../domain/unsent-work/deciding.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { OutboxState, type OutboxEntry, type StaffDecision } from '../ports/outbox.ts';
import { auditEntry } from './audit-entry.ts';
import type { Stamp } from './change-plan.ts';
import { giveUp } from './given-up-change.ts';
import type { RecordBody } from './record-row.ts';
import { rebaseRecord } from './remote-changes.ts';
import { ASK, onTopOf, waitingAgain, type OnConflict } from './unsent-queue.ts';
import type { WorkingSet } from './working-set.ts';

/** What is to become of a change of unsent work. */
export type ChangeFate =
  | { readonly kind: 'retry' }
  | { readonly kind: 'discard' }
  | { readonly kind: 'resolve'; readonly choice: 'ours' | 'theirs' };

/**
 * Carries out a decision about one change, the whole of it, and queues its audit row; the caller keeps the row itself
 * in the same transaction. Refused, with the set to be thrown away: `changed-meanwhile`, `not-allowed`,
 * `not-permitted`, `invalid`.
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
  const mayBegin = permitted(entries, decision);
  if (!mayBegin.ok) return mayBegin;
  const decided = carryOut(set, entries, fate, decision, stamp);
  if (!decided.ok) return decided;
  // With the creation of an account all goes that belongs to it, also what other rights were needed for.
  const mayEnd = permitted(decided.value, decision);
  if (!mayEnd.ok) return mayEnd;
  set.addEntry(auditEntry(decision.audit, first.patientName));
  return ok();
}

function permitted(
  entries: readonly OutboxEntry[],
  { permissions: held }: StaffDecision,
): Result<void> {
  const permissions = permissionsLacking(entries, held);
  return permissions.length === 0
    ? ok()
    : refuse(FailureKind.notPermitted, { code: 'work-takes-permission', permissions });
}

/** Gives the entries that were decided about. */
function carryOut(
  set: WorkingSet,
  entries: readonly OutboxEntry[],
  fate: ChangeFate,
  decision: StaffDecision,
  stamp: Stamp,
): Result<readonly OutboxEntry[]> {
  switch (fate.kind) {
    case 'retry':
      return retry(set, entries);
    case 'discard':
      return discard(set, entries, decision, stamp);
    case 'resolve':
      if (!entries.some(isConflict)) return nothingToChoose();
      return fate.choice === 'ours'
        ? keepOurs(set, entries.filter(isConflict), decision, stamp)
        : giveUpWithNotice(set, entries, decision, stamp, ({ author }) =>
            author.id === decision.by.id ? 'drop' : 'ask',
          );
  }
}

function retry(set: WorkingSet, entries: readonly OutboxEntry[]): Result<readonly OutboxEntry[]> {
  const maySend = ({ state }: OutboxEntry): boolean =>
    state === OutboxState.waiting || state === OutboxState.parked;
  if (!entries.every(maySend)) {
    return refuse(FailureKind.notAllowed, { code: 'work-not-to-be-retried' });
  }
  entries.forEach(({ sentOn: _sentOn, ...entry }) => {
    set.putEntry(waitingAgain(entry));
  });
  return ok(entries);
}

function discard(
  set: WorkingSet,
  entries: readonly OutboxEntry[],
  decision: StaffDecision,
  stamp: Stamp,
): Result<readonly OutboxEntry[]> {
  const messages = entries.filter(({ state }) => state === OutboxState.superseded);
  messages.forEach((entry) => {
    set.removeEntry(entry);
  });
  if (messages.length > 0) return ok(messages);
  if (entries.some(({ kind }) => kind === 'audit')) {
    return refuse(FailureKind.notAllowed, { code: 'work-stays-on-record' });
  }
  return giveUpWithNotice(set, entries, decision, stamp, ASK);
}

/** Gives a change up. Somebody else's switch-off takes a reason, and they are told. */
function giveUpWithNotice(
  set: WorkingSet,
  entries: readonly OutboxEntry[],
  { by, reason, audit }: StaffDecision,
  stamp: Stamp,
  onConflict: OnConflict,
): Result<readonly OutboxEntry[]> {
  const undone = entries.filter((entry) => isSafetyOfAnother(entry, by.id));
  if (undone.length > 0 && reason === undefined) {
    return refuse(FailureKind.invalid, { code: 'discard-reason-missing' }, 'reason');
  }
  const authors = new Map(undone.map((entry) => [entry.author.id, entry]));
  for (const [staffId, { at: doneAt, description, patientName, patientRef }] of authors) {
    const ofWhom = { patientName, ...(patientRef !== undefined && { patientRef }) };
    const done = { staffId, description, ...ofWhom, doneAt };
    const why = { reason: reason ?? '', auditId: audit.id };
    set.addNotice({ id: stamp.newId(), ...done, by, at: stamp.now(), ...why });
  }
  return giveUp(set, entries, onConflict);
}

/** New entries in the old ones' place: they go in the name of who decides, and the server cannot have had them yet. */
function keepOurs(
  set: WorkingSet,
  conflicts: readonly OutboxEntry[],
  { by, seen = [] }: StaffDecision,
  stamp: Stamp,
): Result<readonly OutboxEntry[]> {
  const switchedOff = disablingsIn(conflicts.flatMap(({ theirs }) => theirs ?? []));
  if (switchedOff.some((act) => !seen.includes(act))) {
    return refuse(FailureKind.changedMeanwhile, { code: 'switched-off-since-seen' });
  }
  for (const entry of conflicts) {
    const row = set.row(entry);
    const { theirs } = entry;
    if (theirs === undefined || row === undefined) return nothingToChoose();
    const after = deliberately(entry, theirs);
    const decided = { id: stamp.newId(), author: by, at: stamp.now(), attempts: 0 };
    set.removeEntry(entry);
    set.putEntry({ ...onTopOf(entry, theirs, after), ...decided });
    rebaseRecord(set, row, row.patientRef, row.server);
  }
  return ok(conflicts);
}

/** A record that is new here is in conflict with nothing that it was built on. */
function deliberately({ before, after: { body } }: OutboxEntry, theirs: RecordBody): RecordBody {
  return before === undefined ? body : decidedOverTheirRecord(before, body, theirs);
}

/** There is no such notice for who takes note of it. */
export function noticeGone(): Result<never> {
  return refuse(FailureKind.changedMeanwhile, { code: 'notice-dealt-with' });
}

function isConflict(entry: OutboxEntry): boolean {
  return entry.state === OutboxState.conflict;
}

function nothingToChoose(): Result<never> {
  return refuse(FailureKind.changedMeanwhile, { code: 'nothing-to-choose' });
}
