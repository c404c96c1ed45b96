import { AccountStatus, type AccountRecord, type PatientRecords } from '../records.ts';
import { whyIdentityUnknown } from '../identity/identity-check.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { NO_ACCOUNT, whyNoAccount } from './account-state.ts';
import type { AccountRuleReason } from './reasons.ts';

/** Why the account cannot be unlocked now; `undefined` = it can. */
export function whyNotUnlock(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  return state.account?.status === AccountStatus.locked
    ? whyIdentityUnknown(state.identityChecks)
    : { code: 'not-locked' };
}

/** The records with a lock ended before its time. */
export function unlockAccount(state: PatientRecords): Result<PatientRecords> {
  const reason = whyNotUnlock(state);
  if (reason !== undefined || state.account === undefined) {
    return refuse(FailureKind.notAllowed, reason ?? NO_ACCOUNT);
  }
  return ok({ ...state, account: unlocked(state.account) });
}

function unlocked(account: AccountRecord): AccountRecord {
  const { lockedAt: _at, lockedUntil: _until, ...rest } = account;
  return { ...rest, status: AccountStatus.active };
}
