import { FailureKind, ok, refuse, type Result } from '../result.ts';

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

/** A local part, an @, and a domain with at least one dot: what a person can get wrong without noticing. */
const EMAIL = /^[^\s@<>()[\],;:"\\]+@[^\s@.<>()[\],;:"\\]+(\.[^\s@.<>()[\],;:"\\]+)+$/u;
/** UK numbers with their area code, or international ones with +, spaces aside. */
const PHONE = /^(?:0\d{9,10}|\+[1-9]\d{6,14})$/;
const UK_MOBILE = /^(?:07|\+447)\d{9}$/;

/** Tidies and checks what was typed; the shared record strips spaces from numbers and addresses too. */
export function checkContact(contact: Contact): Result<Contact> {
  const value = contact.value.trim();
  if (value === '') {
    return refuse(FailureKind.invalid, { code: 'contact-missing' }, 'value');
  }
  return contact.type === ContactType.email
    ? checkEmail(contact, value)
    : checkPhone(contact, value.replace(/[\s().-]/g, ''));
}

function checkEmail(contact: Contact, value: string): Result<Contact> {
  if (/\s/.test(value)) {
    return refuse(FailureKind.invalid, { code: 'email-with-spaces' }, 'value');
  }
  if (!EMAIL.test(value) || value.length > 254) {
    return refuse(FailureKind.invalid, { code: 'not-an-email' }, 'value');
  }
  return ok({ ...contact, value });
}

function checkPhone(contact: Contact, value: string): Result<Contact> {
  if (!PHONE.test(value)) {
    return refuse(FailureKind.invalid, { code: 'not-a-phone-number' }, 'value');
  }
  if (contact.type === ContactType.mobile && value.startsWith('0') && !UK_MOBILE.test(value)) {
    return refuse(FailureKind.invalid, { code: 'not-a-mobile-number' }, 'value');
  }
  return ok({ ...contact, value });
}

/** The email to use: the preferred one among the verified, else the only verified one, else none. */
export function verifiedPreferred(
  contacts: readonly Contact[],
  type: ContactType,
): Contact | undefined {
  return contacts.find((contact) => contact.type === type && contact.verified && contact.preferred);
}
