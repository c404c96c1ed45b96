/** How it is found out that an address or number reaches the patient (TPP: the practice wrote to it and the patient replied). */
import {
  checkReason,
  type GivenReason,
  type OfferedReason,
  type ReasonInput,
} from '../account/given-reason.ts';
import { AccountStatus, type AccountRecord, type Instant, type StaffMember } from '../records.ts';
import { ok, type Result } from '../result.ts';
import { ContactType, verifiedPreferred, type Contact, type Verification } from './contact.ts';

/** Why staff may tick *Verified* without a code. */
export const VERIFIED_REASONS = [
  { code: 'patient-replied' },
  { code: 'shown-here' },
  { code: 'other', needsText: true },
] as const satisfies readonly OfferedReason<string>[];
export type VerifiedReason = (typeof VERIFIED_REASONS)[number]['code'];

/** A code works for so long, and so many may be typed. */
export const CODE_MINUTES = 15;
export const CODE_TRIES = 5;
export const CODE_DIGITS = 6;

/** Whether saving it is to verify it: it was not, or it is another address or number than the one that was. */
export function isNewlyVerified(held: Contact | undefined, wanted: Contact): boolean {
  return wanted.verified && !isSameVerified(held, wanted);
}

/** Who ticks it, when and why. */
export interface Tick extends ReasonInput {
  readonly at: Instant;
  readonly by: StaffMember;
}

/**
 * The contact as it is to be kept: how it was verified goes with the address that it is true of, and a tick takes a
 * reason. The failure's `field` is `reasonCode` or `reason`.
 */
export function withVerification(
  held: Contact | undefined,
  wanted: Contact,
  tick: Tick,
): Result<Contact> {
  const { verification: _given, ...contact } = wanted;
  if (!wanted.verified) return ok(contact);
  if (isSameVerified(held, wanted)) {
    return ok({ ...contact, ...(held?.verification && { verification: held.verification }) });
  }
  const why = checkReason<VerifiedReason>(VERIFIED_REASONS, tick);
  return why.ok ? ok({ ...contact, verification: ticked(tick, why.value) }) : why;
}

function ticked({ at, by }: Tick, { code, text }: GivenReason<VerifiedReason>): Verification {
  return { at, how: 'staff', by, reason: code, ...(text !== undefined && { note: text }) };
}

function isSameVerified(held: Contact | undefined, wanted: Contact): boolean {
  return held?.verified === true && held.type === wanted.type && held.value === wanted.value;
}

/**
 * Whether saving a contact leaves a patient who has registered without an email that messages go to: they could not be
 * told of a new password, and not activate.
 */
export function losesEmail(
  contacts: readonly Contact[],
  wanted: Contact,
  account: AccountRecord | undefined,
): boolean {
  if (account === undefined || account.status === AccountStatus.created) return false;
  if (verifiedPreferred(contacts, ContactType.email) === undefined) return false;
  const others = contacts
    .filter(({ id }) => id !== wanted.id)
    .map((other) =>
      wanted.preferred && other.type === wanted.type ? { ...other, preferred: false } : other,
    );
  return verifiedPreferred([...others, wanted], ContactType.email) === undefined;
}
