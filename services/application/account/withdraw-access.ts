import { withdrawAccess as withoutAccess } from '../../domain/account/withdraw-access.ts';
import { disablingReasonOf } from '../../domain/services/disabling.ts';
import { RuleDisablingReason } from '../../domain/services/rule-reasons.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import type { PatientOperation } from '../commands/staff-command.ts';

/** *Withdraw codes and disable*: nobody gets in any more, neither by a letter nor by a password. */
export async function withdrawAccess(
  action: PatientAction,
  { operationId }: PatientOperation,
): Promise<Result<void>> {
  const { ending } = action.patient;
  const because =
    ending === undefined ? RuleDisablingReason.identityWithdrawn : disablingReasonOf(ending);
  const after = withoutAccess(action.records, because, { id: operationId, at: action.facts.now });
  if (!after.ok) return after;
  return action.commitRecords(after.value, {
    operationId,
    description: words('commands').account.withdraw,
    summary: words('commands').account.withdrawn,
  });
}
