import { withdrawAccess } from '../../domain/account/withdraw-access.ts';
import { whyNoPatientOfOurs } from '../../domain/patient/eligibility.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { disablingReasonOf } from '../../domain/services/disabling.ts';
import { ok, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { sentenceOf } from '../commands/refusal.ts';
import type { QuietDesk } from '../commands/staff-action.ts';
import { mustEndAccess } from '../patient/who-is-let-in.ts';

/**
 * Withdraws the codes and disables the account of a patient who has died, left, or whose record was replaced, once
 * somebody who may manage accounts opens them. Nobody asked for it: where anything stands against it nothing is done,
 * and the next who opens the patient does it. Nothing is lost that could not be given again.
 */
export async function endAccess(
  desk: QuietDesk,
  { environment }: CommandPorts,
  patientRef: string,
): Promise<Result<void>> {
  const action = await desk.quietly('end-access', Permission.manageAccounts, patientRef);
  const reason = action && whyNoPatientOfOurs(action.patient);
  const ending = action?.patient.ending;
  if (action === undefined || reason === undefined || ending === undefined) return ok();
  if (!mustEndAccess(action)) return ok();
  const operationId = environment.newId();
  const act = { id: operationId, at: action.facts.now };
  const after = withdrawAccess(action.records, disablingReasonOf(ending), act);
  if (!after.ok) return after;
  return action.commitRecords(after.value, {
    operationId,
    description: words('commands').account.endAccess,
    summary: words('commands').account.accessEnded(sentenceOf(reason)),
  });
}
