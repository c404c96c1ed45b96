import { pendingRegistration } from '../codes/pending-codes.ts';
import type { PatientRecords } from '../records.ts';
import { whyNoAccount } from './account-state.ts';
import type { AccountRuleReason } from './reasons.ts';

/** Why there is no access to withdraw; `undefined` = the account is enabled, or codes wait to be used. */
export function whyNotWithdrawAccess(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  const isOpen = state.account?.enabled === true || pendingRegistration(state) !== undefined;
  return isOpen ? undefined : { code: 'access-withdrawn' };
}
