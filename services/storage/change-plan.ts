import type { WorkReason } from '../domain/unsent-work/reasons.ts';
import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import { OutboxState } from '../ports/outbox.ts';
import type { Environment } from '../ports/practice-host.ts';
import type { RecordChange, RecordWrite } from '../ports/record-store.ts';
import { auditEntry } from './audit-entry.ts';
import { withoutEndedCodesInEntry } from './ended-registration.ts';
import type { NewEntry } from './queued-entry.ts';
import { surplusCodes } from './surplus-codes.ts';
import type { WorkingSet } from './working-set.ts';

/** When, and where ids come from. */
export type Stamp = Pick<Environment, 'now' | 'newId'>;

/**
 * Puts a change into the working set: rows and entries, those of the audit last. Refused (`changed-meanwhile`), with
 * nothing written, when a record is not as its author saw it, the patient has an account already, or codes would be
 * issued beside others that wait to be used.
 */
export function planChange(
  set: WorkingSet,
  change: RecordChange,
  stamp: Stamp,
  inTheClear = change,
): Result<void> {
  // One moment for the whole change: by it a person's change is known as one, however many records it has.
  const at = stamp.now();
  for (const [index, write] of change.writes.entries()) {
    const refused = refusal(set, write, inTheClear.writes[index]?.before);
    if (refused !== undefined) return refuse(FailureKind.changedMeanwhile, refused);
    writeRecord(set, change, write, { id: stamp.newId(), at });
  }
  if (issuesBesideOthers(set, change)) {
    return refuse(FailureKind.changedMeanwhile, { code: 'changed-elsewhere' });
  }
  change.audit.forEach((audit) => {
    set.addEntry(auditEntry(audit, change.patientName));
  });
  return ok();
}

/** What is stored may be from before there was a key, and its turn to be sealed still to come. */
function refusal(
  set: WorkingSet,
  { before, after }: RecordWrite,
  inTheClear: RecordWrite['before'],
): WorkReason | undefined {
  const stored = set.row({ kind: after.kind, recordId: after.body.id })?.body;
  const isAsSeen = samePlainData(before, stored) || samePlainData(inTheClear, stored);
  if (!isAsSeen) return { code: 'changed-elsewhere' };
  if (after.kind !== 'account' || before !== undefined) return undefined;
  const hasAccount = set.rowsOf(after.body.patientRef).some(({ kind }) => kind === 'account');
  return hasAccount ? { code: 'account-made-elsewhere' } : undefined;
}

/** One set of codes works: whoever issues a new one ends all that wait, also those their screen did not show. */
function issuesBesideOthers(set: WorkingSet, { patientRef, writes }: RecordChange): boolean {
  const isIssue = writes.some(
    ({ before, after }) => before === undefined && after.kind === 'registration',
  );
  if (!isIssue) return false;
  const rows = set.rowsOf(patientRef);
  return surplusCodes(rows).size > 0;
}

function writeRecord(
  set: WorkingSet,
  change: RecordChange,
  { before, after }: RecordWrite,
  made: Pick<NewEntry, 'id' | 'at'>,
): void {
  if (after.kind === 'audit') throw new TypeError('Audit rows go with a change, not into it.');
  if (after.body.patientRef !== change.patientRef) throw new TypeError('A change of two patients.');
  const key = { kind: after.kind, recordId: after.body.id };
  const server = set.row(key)?.server;
  set.putRow({
    ...key,
    patientRef: after.body.patientRef,
    body: after.body,
    ...(server && { server }),
  });
  const entry: NewEntry = {
    ...key,
    ...made,
    changeId: change.operationId,
    patientRef: after.body.patientRef,
    patientName: change.patientName,
    description: change.description,
    author: change.author,
    permission: change.permission,
    state: OutboxState.waiting,
    ...(before !== undefined && { before }),
    after,
    attempts: 0,
  };
  set.addEntry(withoutEndedCodesInEntry(entry));
}
