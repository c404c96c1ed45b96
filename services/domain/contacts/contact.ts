import type { Instant, StaffMember } from '../terms.ts';

/** A way to reach the patient, from the host's record. */
export interface Contact {
  /** Absent on one not saved yet. */
  readonly id?: string;
  readonly type: ContactType;
  readonly value: string;
  /** The practice has checked that it reaches this patient; messages go to verified contacts only. */
  readonly verified: boolean;
  readonly preferred: boolean;
  /** How it came to be verified; absent where nobody has said, or it is not. */
  readonly verification?: Verification;
}

/** When and how it was found that a contact reaches the patient. */
export interface Verification {
  readonly at: Instant;
  /** By a code that was sent there, by the tick of somebody who knows, or at the patient website. */
  readonly how: 'code' | 'staff' | 'website';
  readonly by?: StaffMember;
  /** Of the tick, a code of `verifying.ts`; one of a later version is kept as it is. */
  readonly reason?: string;
  /** Of the tick, in the words of who made it. */
  readonly note?: string;
}

/** Characters of an address that can be written to (RFC 5321). */
export const LONGEST_EMAIL = 254;

export const ContactType = { email: 'email', mobile: 'mobile', phone: 'phone' } as const;
export type ContactType = (typeof ContactType)[keyof typeof ContactType];

/** The address or number that messages go to: the preferred one, once it is verified. */
export function verifiedPreferred(
  contacts: readonly Contact[],
  type: ContactType,
): Contact | undefined {
  return contacts.find((contact) => contact.type === type && contact.verified && contact.preferred);
}
