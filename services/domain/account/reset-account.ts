import { endPendingCodes } from '../codes/ending-codes.ts';
import { issuedRegistration, type IssuedCodes } from '../codes/issued-codes.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type Instant,
  type PatientRecords,
  type StaffMember,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { whyNotReset, type ResetBounds } from './account-rules.ts';
import { NO_ACCOUNT } from './account-state.ts';

/** A reset, with the codes of the letter that comes after it. */
export interface Reset {
  readonly at: Instant;
  readonly resetId: string;
  readonly by: StaffMember;
  readonly codes: IssuedCodes;
}

/**
 * The records with the patient and every app of theirs unlinked, earlier codes withdrawn and new ones issued. Account ID,
 * services, notes, identity checks and letters are kept; what the practice has disabled stays disabled.
 */
export function resetAccount(
  state: PatientRecords,
  reset: Reset,
  bounds: ResetBounds,
): Result<PatientRecords> {
  const reason = whyNotReset(state, bounds);
  if (reason !== undefined || state.account === undefined) {
    return refuse(FailureKind.notAllowed, reason ?? NO_ACCOUNT);
  }
  const account = unlinkedAccount(state.account, reset);
  const { registrations } = endPendingCodes(state, RegistrationState.withdrawn);
  return ok({
    ...state,
    account,
    registrations: [issuedRegistration(account, reset), ...registrations],
  });
}

/** The account without whoever registered with it: no login and no app of before counts any more. */
export function unlinkedAccount(
  account: AccountRecord,
  { at, resetId, by }: Omit<Reset, 'codes'>,
): AccountRecord {
  const {
    registeredAt: _registered,
    activatedAt: _activated,
    activateBy: _by,
    reminder: _reminder,
    lockedAt: _locked,
    lockedUntil: _until,
    // Whoever typed them has been unlinked.
    offeredEmail: _email,
    offeredMobile: _mobile,
    ...kept
  } = account;
  return { ...kept, status: AccountStatus.created, resetAt: at, resetId, resetBy: by };
}
