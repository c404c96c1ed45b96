import { checkReason, type ReasonInput } from '../../domain/account/given-reason.ts';
import { REJECTION_REASONS, type RejectionReason } from '../../domain/osu/reject-reasons.ts';
import { FailureKind, refuse, type Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { auditReason } from '../commands/reasons-given.ts';
import type { StaffAction } from '../commands/staff-action.ts';
import { reject, waitingOne } from './dealing.ts';

interface Input extends ReasonInput {
  readonly operationId: string;
  readonly applicationId: string;
}

/** *Reject*: for a reason of the list. The applicant learns that the practice could not make the account, and nothing else. */
export async function rejectApplication(
  action: StaffAction,
  input: Input,
  ports: CommandPorts,
): Promise<Result<void>> {
  const why = checkReason<RejectionReason>(REJECTION_REASONS, input);
  if (!why.ok) return why;
  const held = await waitingOne(input.applicationId, ports);
  if (!held.ok) return held;
  if (!action.isSignedInStill()) return refuse(FailureKind.notAllowed, { code: 'signed-out' });
  const summary = words('commands').osu.rejected(why.value.code);
  return reject(action, held.value, { summary, why: auditReason(why.value) }, ports);
}
