import type { PatientAction } from '../commands/staff-action.ts';
import { unlockAccount as unlocked } from '../../domain/account/unlock-account.ts';
import type { Result } from '../../domain/result.ts';
import { words } from '../../words/words.ts';
import type { PatientOperation } from '../commands/staff-command.ts';

/** Ends a lock before its four hours are over. */
export async function unlockAccount(
  action: PatientAction,
  { operationId }: PatientOperation,
): Promise<Result<void>> {
  const after = unlocked(action.records);
  if (!after.ok) return after;
  return action.commitRecords(after.value, {
    operationId,
    description: words('commands').account.unlock,
    summary: words('commands').account.unlocked,
  });
}
