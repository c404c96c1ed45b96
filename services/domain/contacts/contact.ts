/** A way to reach the patient, from the host's record. */
export interface Contact {
  /** Absent on one not saved yet. */
  readonly id?: string;
  readonly type: ContactType;
  readonly value: string;
  /** The practice has checked that it reaches this patient; messages go to verified contacts only. */
  readonly verified: boolean;
  readonly preferred: boolean;
}

export const ContactType = { email: 'email', mobile: 'mobile', phone: 'phone' } as const;
export type ContactType = (typeof ContactType)[keyof typeof ContactType];

/** The address or number that messages go to: the preferred one, once it is verified. */
export function verifiedPreferred(
  contacts: readonly Contact[],
  type: ContactType,
): Contact | undefined {
  return contacts.find((contact) => contact.type === type && contact.verified && contact.preferred);
}
