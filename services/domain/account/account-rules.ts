/** When an account can be created, unlocked and reset, and why not. */
import { wasIdentityChecked, whyIdentityUnknown } from '../identity/identity-check.ts';
import {
  whyIncomplete,
  whyIncompleteOn,
  type IdentityMinimum,
} from '../identity/identity-minimum.ts';
import { AccountStatus, type CalendarDate, type PatientRecords } from '../records.ts';
import { isUncheckedKind, whyNoAccount } from './account-state.ts';
import type { AgeGroup } from '../patient/patient-questions.ts';
import type { SharedSettings } from '../practice/shared-settings.ts';
import type { AccountRuleReason } from './reasons.ts';

/** Why an account cannot be created now; `undefined` = it can. */
export function whyNotCreate(
  state: PatientRecords,
  minimum: IdentityMinimum,
): AccountRuleReason | undefined {
  return state.account === undefined ? whyNotKnownEnough(state, minimum) : { code: 'has-account' };
}

/** Why somebody new is not given access: they are not known, or not as well as the practice asks for. */
export function whyNotKnownEnough(
  { identityChecks }: PatientRecords,
  minimum: IdentityMinimum,
): AccountRuleReason | undefined {
  return whyIdentityUnknown(identityChecks) ?? whyIncomplete(identityChecks, minimum);
}

/** Why the account cannot be unlocked now; `undefined` = it can. */
export function whyNotUnlock(state: PatientRecords): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  if (state.account?.status !== AccountStatus.locked) return { code: 'not-locked' };
  return isUncheckedKind(state) ? undefined : whyIdentityUnknown(state.identityChecks);
}

/** What a reset is held against. */
export interface ResetBounds {
  readonly today: CalendarDate;
  /** The practice wants an identity check made on the day. */
  readonly needsIdentityCheck: boolean;
  /** What such a check has to be. */
  readonly minimum: IdentityMinimum;
}

/** Why the account cannot be reset now; `undefined` = it can. A disabled one can, and stays disabled. */
export function whyNotReset(
  state: PatientRecords,
  { today, needsIdentityCheck, minimum }: ResetBounds,
): AccountRuleReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  if (isUncheckedKind(state)) return { code: 'basic-account' };
  if (state.account?.status === AccountStatus.created) return { code: 'nothing-to-reset' };
  const unknown = whyIdentityUnknown(state.identityChecks);
  if (unknown !== undefined) return unknown;
  if (!needsIdentityCheck) return undefined;
  return wasIdentityChecked(state.identityChecks, today)
    ? whyIncompleteOn(today, state.identityChecks, minimum)
    : { code: 'identity-not-checked-today' };
}

/** Why no account is made for somebody of this age: the practice's own choice. */
export function whyNotOfAge(
  group: AgeGroup,
  { childrenUnder11, children11To15 }: Pick<SharedSettings, 'childrenUnder11' | 'children11To15'>,
): AccountRuleReason | undefined {
  if (group === 'adult') return undefined;
  const choice = group === 'under-11' ? childrenUnder11 : children11To15;
  return choice === 'refuse' ? { code: 'children-refused', group } : undefined;
}
