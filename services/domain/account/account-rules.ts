/** When an account can be created, unlocked, reset and shut, and why not. */
import { pendingRegistration } from '../codes/pending-codes.ts';
import { wasIdentityChecked, whyIdentityUnknown } from '../identity/identity-check.ts';
import { AccountStatus, type CalendarDate, type PatientRecords } from '../records.ts';
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
  if (state.account?.status !== AccountStatus.locked) return { code: 'not-locked' };
  return isUncheckedKind(state) ? undefined : whyIdentityUnknown(state.identityChecks);
}

/** A basic account lets its owner in without a check of identity, and has no letter. */
export function isUncheckedKind({ account }: PatientRecords): boolean {
  return account?.kind === 'osu';
}

/** What a reset is held against. */
export interface ResetBounds {
  readonly today: CalendarDate;
  /** The practice wants an identity check made on the day. */
  readonly needsIdentityCheck: boolean;
}

/** Why the account cannot be reset now; `undefined` = it can. A disabled one can, and stays disabled. */
export function whyNotReset(
  state: PatientRecords,
  { today, needsIdentityCheck }: ResetBounds,
): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  if (isUncheckedKind(state)) return { code: 'basic-account' };
  if (state.account?.status === AccountStatus.created) return { code: 'nothing-to-reset' };
  const unknown = whyIdentityUnknown(state.identityChecks);
  if (unknown !== undefined) return unknown;
  return needsIdentityCheck && !wasIdentityChecked(state.identityChecks, today)
    ? { code: 'identity-not-checked-today' }
    : undefined;
}

/** Why there is no access to withdraw; `undefined` = the account is enabled, or codes wait to be used. */
export function whyNotWithdrawAccess(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  const isOpen = state.account?.enabled === true || pendingRegistration(state) !== undefined;
  return isOpen ? undefined : { code: 'access-withdrawn' };
}
