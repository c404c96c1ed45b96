/** Who may vouch for a patient. It is known when a vouch is recorded, and never again: rights come and go. */
import type { SharedSettings } from '../practice/shared-settings.ts';
import type { IdentityCheckRecord, IdentityMethod, StaffMember } from '../records.ts';
import { describeMethod } from './identity-methods.ts';
import type { IdentityReason } from './reasons.ts';

/** A vouch as it is about to be recorded. */
export interface Vouch {
  readonly method: IdentityMethod;
  /** Who is named as having vouched. */
  readonly staff: StaffMember;
  /** Who records it. */
  readonly recordedBy: StaffMember;
  /** Whether who records it may manage accounts. */
  readonly managesAccounts: boolean;
}

/** Why this vouch is not taken; `undefined` = it is, or it is none. */
export function whyNotVouch(
  vouch: Vouch,
  vouching: SharedSettings['identityVouching'],
): IdentityReason | undefined {
  if (!isVouch(vouch.method) || vouching === 'recorders') return undefined;
  if (vouching === 'nobody') return { code: 'vouching-not-taken' };
  return vouchedAs(vouch) === undefined ? { code: 'vouching-by-managers' } : undefined;
}

/**
 * As whom somebody has vouched, to be kept with the check. Of a colleague's rights a host says nothing: only who vouches in
 * their own name is known to manage accounts.
 */
export function vouchedAs({
  method,
  staff,
  recordedBy,
  managesAccounts,
}: Vouch): IdentityCheckRecord['vouchedAs'] {
  const isOwn = staff.id === recordedBy.id && managesAccounts;
  return isVouch(method) && isOwn ? 'account-manager' : undefined;
}

function isVouch(method: IdentityMethod): boolean {
  return describeMethod(method)?.group === 'vouching';
}
