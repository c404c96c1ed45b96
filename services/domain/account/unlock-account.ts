import { AccountStatus, type AccountRecord, type PatientRecords } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { whyNotUnlock } from './account-rules.ts';
import { NO_ACCOUNT } from './account-state.ts';

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
