import { checkReason, type ReasonInput } from '../../domain/account/given-reason.ts';
import { rejectBasicAccount as rejected } from '../../domain/osu/basic-account.ts';
import {
  BASIC_REJECTION_REASONS,
  type BasicRejectionReason,
} from '../../domain/osu/reject-reasons.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { CommandPorts } from '../commands/command-ports.ts';
import { auditReason } from '../commands/reasons-given.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';

type Input = PatientOperation & ReasonInput;

/** *Reject OSU account*: whoever made it is signed out for good, and the account is disabled. */
export async function rejectBasicAccount(
  action: PatientAction,
  input: Input,
  { environment }: CommandPorts,
): Promise<Result<void>> {
  const why = checkReason<BasicRejectionReason>(BASIC_REJECTION_REASONS, input);
  if (!why.ok) return why;
  const { operationId } = input;
  const at = environment.now();
  const by = action.session.staff;
  const rejection = { id: operationId, at, by, resetId: environment.newId(), why: why.value };
  const after = rejected(action.records, rejection);
  if (!after.ok) return after;
  const said = words('commands').osu;
  return action.commitRecords(after.value, {
    operationId,
    description: said.rejectBasic,
    summary: said.rejectedBasic(why.value.code),
    why: auditReason(why.value),
  });
}
