import { NO_ACCOUNT } from '../account/account-state.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type Instant,
  type PatientRecords,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { whyNotIssueNewCodes } from './codes-rules.ts';
import { endPendingCodes } from './ending-codes.ts';
import { issuedRegistration, type IssuedCodes } from './issued-codes.ts';

/** The records with new codes, and every earlier set withdrawn: one set of codes works at most. */
export function issueNewCodes(
  state: PatientRecords,
  issue: { readonly at: Instant; readonly codes: IssuedCodes },
): Result<PatientRecords> {
  const reason = whyNotIssueNewCodes(state, issue.at);
  if (reason !== undefined || state.account === undefined) {
    return refuse(FailureKind.notAllowed, reason ?? NO_ACCOUNT);
  }
  const account = startedAgain(state.account);
  const { registrations } = endPendingCodes(state, RegistrationState.withdrawn);
  return ok({
    ...state,
    account,
    registrations: [issuedRegistration(account, issue), ...registrations],
  });
}

/** A registration that lapsed starts again from the letter. */
function startedAgain(account: AccountRecord): AccountRecord {
  if (account.status !== AccountStatus.registered) return account;
  const { registeredAt: _at, activateBy: _by, ...rest } = account;
  return { ...rest, status: AccountStatus.created };
}
