import { endPendingCodes } from '../codes/pending-codes.ts';
import { RegistrationState, type PatientRecords } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { whyNoAccount } from './account-state.ts';
import type { AccountRuleReason } from './reasons.ts';

/** Why there is no access to withdraw; `undefined` = the account is enabled, or codes wait to be used. */
export function whyNotWithdrawAccess(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  return withoutAccess(state) === state ? { code: 'access-withdrawn' } : undefined;
}

/** The records with the account disabled and no codes left to use. Which services were ticked is kept. */
export function withdrawAccess(state: PatientRecords): Result<PatientRecords> {
  const reason = whyNotWithdrawAccess(state);
  return reason === undefined ? ok(withoutAccess(state)) : refuse(FailureKind.notAllowed, reason);
}

/** The same object when there is nothing to withdraw. */
function withoutAccess(state: PatientRecords): PatientRecords {
  const { account } = state;
  const withoutCodes = endPendingCodes(state, RegistrationState.withdrawn);
  const ended = withoutCodes.registrations.some(
    (each, index) => each !== state.registrations[index],
  );
  if (account?.enabled === true) {
    return { ...withoutCodes, account: { ...account, enabled: false } };
  }
  return ended ? withoutCodes : state;
}
