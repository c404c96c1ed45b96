/** When an account can be created, unlocked and shut, and why not. */
import { pendingRegistration } from '../codes/pending-codes.ts';
import { whyIdentityUnknown } from '../identity/identity-check.ts';
import { AccountStatus, type PatientRecords } from '../records.ts';
import { whyNoAccount } from './account-state.ts';
import type { AccountRuleReason } from './reasons.ts';

/** Why an account cannot be created now; `undefined` = it can. */
export function whyNotCreate(state: PatientRecords): AccountRuleReason | undefined {
  return state.account === undefined
    ? whyIdentityUnknown(state.identityChecks)
    : { code: 'has-account' };
}

/** Why the account cannot be unlocked now; `undefined` = it can. */
export function whyNotUnlock(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  return state.account?.status === AccountStatus.locked
    ? whyIdentityUnknown(state.identityChecks)
    : { code: 'not-locked' };
}

/** Why there is no access to withdraw; `undefined` = the account is enabled, or codes wait to be used. */
export function whyNotWithdrawAccess(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  const isOpen = state.account?.enabled === true || pendingRegistration(state) !== undefined;
  return isOpen ? undefined : { code: 'access-withdrawn' };
}
