import {
  AccountStatus,
  type AccountRecord,
  type Instant,
  type PatientRecords,
} from '../records.ts';
import type { AccountRuleReason } from './reasons.ts';

/** What rules say that need an account. */
export const NO_ACCOUNT: AccountRuleReason = { code: 'no-account' };

/** Why there is nothing to do to an account: the patient has none. */
export function whyNoAccount(state: PatientRecords): AccountRuleReason | undefined {
  return state.account === undefined ? NO_ACCOUNT : undefined;
}

/** A lock that has run out is over, also before the website has said so. */
export function statusNow({ status, lockedUntil }: AccountRecord, now: Instant): AccountStatus {
  const isOver = status === AccountStatus.locked && lockedUntil !== undefined && lockedUntil <= now;
  return isOver ? AccountStatus.active : status;
}

/** Registered on the website, but not activated in time. */
export function hasLapsed(account: AccountRecord, at: Instant): boolean {
  return (
    account.status === AccountStatus.registered &&
    account.activateBy !== undefined &&
    account.activateBy < at
  );
}

/** Registered, not activated, and in time to do so. */
export function isWaitingForActivation(account: AccountRecord, at: Instant): boolean {
  return account.status === AccountStatus.registered && !hasLapsed(account, at);
}

/** Whether this change resets the account. */
export function isReset(before: AccountRecord, after: AccountRecord): boolean {
  return after.resetId !== undefined && after.resetId !== before.resetId;
}

/** A basic account lets its owner in without a check of identity, and has no letter. */
export function isUncheckedKind({ account }: PatientRecords): boolean {
  return account?.kind === 'osu';
}
