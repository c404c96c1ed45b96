import { whyNoAccount } from '../account/account-state.ts';
import type { AccountRuleReason } from '../account/reasons.ts';
import { whyIdentityUnknown } from '../identity/identity-check.ts';
import { hasExpired, pendingRegistration } from '../codes/pending-codes.ts';
import { AccountStatus, type CalendarDate, type PatientRecords } from '../records.ts';
import type { LetterRuleReason } from './reasons.ts';

/** Why there is no letter to print now; `undefined` = there is one. */
export function whyNotPrintLetter(
  state: PatientRecords,
  today: CalendarDate,
): AccountRuleReason | LetterRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  if (state.account?.kind === 'osu') return { code: 'basic-account' };
  const unknown = whyIdentityUnknown(state.identityChecks);
  if (unknown !== undefined) return unknown;
  const pending = pendingRegistration(state);
  // First: enabling the account would bring no codes back.
  if (pending === undefined) {
    return state.account?.status === AccountStatus.created
      ? { code: 'no-working-codes' }
      : { code: 'letter-codes-used' };
  }
  if (state.account?.enabled === false) return { code: 'account-disabled' };
  return hasExpired(pending, today) ? { code: 'letter-codes-expired' } : undefined;
}
