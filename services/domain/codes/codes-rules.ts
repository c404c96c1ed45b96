/** When new codes can be issued, and why not. */
import { hasLapsed, NO_ACCOUNT } from '../account/account-state.ts';
import type { AccountRuleReason } from '../account/reasons.ts';
import { dateOf } from '../calendar.ts';
import { whyIdentityUnknown } from '../identity/identity-check.ts';
import { AccountStatus, type Instant, type PatientRecords } from '../records.ts';
import { hasExpired, pendingRegistration } from './pending-codes.ts';
import type { CodesRuleReason } from './reasons.ts';

/** Why new codes cannot be issued now; `undefined` = they can. */
export function whyNotIssueNewCodes(
  state: PatientRecords,
  at: Instant,
): AccountRuleReason | CodesRuleReason | undefined {
  return whyNoNewCodesNeeded(state, at) ?? whyIdentityUnknown(state.identityChecks);
}

/** New codes are for a patient who has not used any, or did not activate in time; they break every other account. */
export function whyNoNewCodesNeeded(
  { account }: PatientRecords,
  at: Instant,
): AccountRuleReason | CodesRuleReason | undefined {
  if (account === undefined) return NO_ACCOUNT;
  if (account.kind === 'osu') return { code: 'basic-account' };
  if (account.status === AccountStatus.registered) {
    return hasLapsed(account, at) ? undefined : { code: 'can-still-activate' };
  }
  return account.status === AccountStatus.created ? undefined : { code: 'codes-used' };
}

/** Whether there is a letter whose codes still work, so that new ones should be issued only for a good reason. */
export function hasWorkingCodes(state: PatientRecords, at: Instant): boolean {
  const pending = pendingRegistration(state);
  return pending !== undefined && !hasExpired(pending, dateOf(at));
}
