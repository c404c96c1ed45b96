/** An account that its patient has taken to another practice: closed here, and opened again where that is taken back. */
import { NO_ACCOUNT } from '../account/account-state.ts';
import { unlinkedAccount } from '../account/reset-account.ts';
import { endPendingCodes } from '../codes/ending-codes.ts';
import {
  RegistrationState,
  type AccountRecord,
  type Instant,
  type PatientRecords,
  type StaffMember,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { RuleDisablingReason } from '../services/rule-reasons.ts';
import type { NamedPractice, Transfer } from './transfer.ts';

/** The act of closing. */
export interface Closing {
  /** {@link Transfer.closing} */
  readonly id: string;
  readonly at: Instant;
  readonly by: StaffMember;
  readonly to: NamedPractice;
  /** Says where to, for staff: on the account's own switch, unless something is noted there. */
  readonly note: string;
}

/**
 * The records with the account closed: nobody gets in, no code is left, and every app is unlinked as by a reset. What was
 * switched off before stays so by its own act. Which services were ticked is kept, for the case that it is taken back.
 */
export function movedAway(state: PatientRecords, closing: Closing): Result<PatientRecords> {
  if (state.account === undefined) return refuse(FailureKind.notAllowed, NO_ACCOUNT);
  const { id, at, by, to, note } = closing;
  const account = {
    ...unlinkedAccount(state.account, { at, resetId: id, by }),
    movedTo: to.id,
    movedToName: to.name,
  };
  const disabling = { id, at, reason: RuleDisablingReason.moved };
  return ok({
    ...endPendingCodes(state, RegistrationState.withdrawn),
    account: account.enabled
      ? { enabledNotes: note, ...account, enabled: false, disabling }
      : account,
  });
}

/** Whether the account has gone to another practice, and its patient has not come back. */
export function hasMoved(
  account: AccountRecord | undefined,
): account is AccountRecord & { readonly movedTo: string } {
  return account?.movedTo !== undefined && !account.enabled;
}

/** Whether the practice had disabled it, whether or not it has been closed since because its patient moved. */
export function wasDisabled({ enabled, disabling }: AccountRecord): boolean {
  return !enabled && disabling?.reason !== RuleDisablingReason.moved;
}

/** Whether the account was closed by this transfer, and nothing has come of it since. */
export function isClosedBy(
  account: AccountRecord | undefined,
  { closing }: { readonly closing: string },
): boolean {
  return hasMoved(account) && account.resetId === closing;
}

/** Whether the account is as open as it was when this was handed over: nobody has closed it since, whoever may have come back. */
export function wasNeverClosed(
  account: AccountRecord | undefined,
  { closing, handedOverAt }: Pick<Transfer, 'closing' | 'handedOverAt'>,
): boolean {
  if (account === undefined || hasMoved(account) || account.resetId === closing) return false;
  return (account.cameBackAt ?? '') < handedOverAt;
}

/** The account as one of this practice again: enabled if it was before. It has no codes: those are issued anew. */
export function backHere(state: PatientRecords, note: string): Result<PatientRecords> {
  if (state.account === undefined) return refuse(FailureKind.notAllowed, NO_ACCOUNT);
  const { movedTo: _to, movedToName: _name, ...account } = state.account;
  const { disabling, enabledNotes, ...rest } = account;
  const kept = enabledNotes === undefined || enabledNotes === note ? {} : { enabledNotes };
  const wasClosed = disabling?.reason === RuleDisablingReason.moved;
  return ok({ ...state, account: wasClosed ? { ...rest, ...kept, enabled: true } : account });
}
