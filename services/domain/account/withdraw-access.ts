import { endPendingCodes } from '../codes/ending-codes.ts';
import { RegistrationState, type PatientRecords } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { DisablingAct } from '../services/disabling.ts';
import type { RuleDisablingReason } from '../services/rule-reasons.ts';
import { NO_ACCOUNT } from './account-state.ts';
import { whyNotWithdrawAccess } from './open-access.ts';

/** The records with the account disabled and no codes left to use. Which services were ticked is kept. */
export function withdrawAccess(
  state: PatientRecords,
  because: RuleDisablingReason,
  act: DisablingAct,
): Result<PatientRecords> {
  const reason = whyNotWithdrawAccess(state);
  const { account } = state;
  if (reason !== undefined || account === undefined) {
    return refuse(FailureKind.notAllowed, reason ?? NO_ACCOUNT);
  }
  return ok({
    ...endPendingCodes(state, RegistrationState.withdrawn),
    account: account.enabled
      ? { ...account, enabled: false, disabling: { ...act, reason: because } }
      : account,
  });
}
