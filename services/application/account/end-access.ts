import { withdrawAccess } from '../../domain/account/withdraw-access.ts';
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { whyNoPatientOfOurs } from '../../domain/patient/eligibility.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { disablingReasonOf } from '../../domain/services/disabling.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { PatientAction, QuietDesk } from '../commands/staff-action.ts';
import { mustEndAccess } from '../patient/who-is-let-in.ts';

/**
 * Withdraws the codes and disables the account of a patient who has died, left, or whose record was replaced, once
 * somebody who may manage accounts opens them. Nobody asked for it: where anything stands against it nothing is done,
 * and the next who opens the patient does it. Nothing is lost that could not be given again.
 */
export async function endAccess(
  desk: QuietDesk,
  ports: CommandPorts,
  patientRef: string,
): Promise<Result<void>> {
  const action = await desk.quietly('end-access', Permission.manageAccounts, patientRef);
  const reason = action && whyNoPatientOfOurs(action.patient);
  const ending = action?.patient.ending;
  if (action === undefined || reason === undefined || ending === undefined) return ok();
  if (!mustEndAccess(action)) return ok();
  const actId = await actIdOf(action, ports);
  const act = { id: actId, at: action.facts.now };
  const after = withdrawAccess(action.records, disablingReasonOf(ending), act);
  if (!after.ok) return after;
  return action.commitRecords(after.value, {
    operationId: ports.environment.newId(),
    auditId: actId,
    description: words('commands').account.endAccess,
    summary: words('commands').account.accessEnded(sentenceOf(reason)),
  });
}

/** Audit rows of a patient among which one of this act would be. */
const LATEST = 200;

/**
 * The same at every workstation that ends the same access on the same day, so that it is one act, told once: it goes by
 * the codes that end, or by the last check of identity, without which no ended account is enabled again. Where that has been used
 * here already, somebody has let them in otherwise, and it is another act.
 */
async function actIdOf(
  { records, facts, patient }: PatientAction,
  { environment, store }: CommandPorts,
): Promise<string> {
  const [newest] = [...records.identityChecks].sort((one, other) =>
    other.recordedAt.localeCompare(one.recordedAt),
  );
  const what = pendingRegistration(records)?.id ?? newest?.id ?? records.account?.id ?? '';
  const id = `end-access-${facts.today}-${what}`;
  const told = await store.audit({ patientRef: patient.ref, limit: LATEST });
  const isUsed = !told.ok || told.value.some((row) => row.id === id);
  return isUsed ? environment.newId() : id;
}
