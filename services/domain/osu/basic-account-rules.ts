/** When a basic account can be made a full one, or rejected, and why not. */
import { whyNotKnownEnough } from '../account/account-rules.ts';
import { whyNoAccount } from '../account/account-state.ts';
import type { AccountRuleReason } from '../account/reasons.ts';
import type { IdentityMinimum } from '../identity/identity-minimum.ts';
import type { AccountRecord, PatientRecords } from '../records.ts';
import type { BasicAccountReason } from './reasons.ts';

/** Whether the patient made it without a letter, and nobody has checked yet whose it is. */
export function isBasic(account: Pick<AccountRecord, 'kind'> | undefined): boolean {
  return account?.kind === 'osu';
}

/** Why it cannot be made a full account now: by the same identification as creating one. */
export function whyNotUpgrade(
  state: PatientRecords,
  minimum: IdentityMinimum,
): AccountRuleReason | BasicAccountReason | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  if (!isBasic(state.account)) return { code: 'not-basic' };
  if (state.account?.enabled === false) return { code: 'basic-account-disabled' };
  return whyNotKnownEnough(state, minimum);
}

/** Why there is no basic account to reject. */
export function whyNotReject(
  state: PatientRecords,
): AccountRuleReason | BasicAccountReason | undefined {
  const none = whyNoAccount(state);
  return none ?? (isBasic(state.account) ? undefined : { code: 'not-basic' });
}
