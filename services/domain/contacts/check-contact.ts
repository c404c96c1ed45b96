import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { ContactType, type Contact } from './contact.ts';
import { whyNotEmail } from './email-address.ts';
import type { TextTooLong } from '../limited-text.ts';
import type { ContactReason } from './reasons.ts';

/** UK numbers with their area code, or international ones with +, spaces aside. */
const PHONE = /^(?:0\d{9,10}|\+[1-9]\d{6,14})$/;
const UK_MOBILE = /^(?:07|\+447)\d{9}$/;

/** Tidies and checks what was typed; the shared record strips spaces from numbers and addresses too. */
export function checkContact(contact: Contact): Result<Contact> {
  const value = tidied(contact);
  const reason = whyNot(contact.type, value);
  return reason === undefined
    ? ok({ ...contact, value })
    : refuse(FailureKind.invalid, reason, 'value');
}

function tidied({ type, value }: Contact): string {
  const trimmed = value.trim();
  return type === ContactType.email ? trimmed : trimmed.replace(/[\s().-]/g, '');
}

function whyNot(type: ContactType, value: string): ContactReason | TextTooLong | undefined {
  if (value === '') return { code: 'contact-missing' };
  if (type === ContactType.email) return whyNotEmail(value);
  if (!PHONE.test(value)) return { code: 'not-a-phone-number' };
  const isUkMobile = UK_MOBILE.test(value) || !value.startsWith('0');
  return type === ContactType.mobile && !isUkMobile ? { code: 'not-a-mobile-number' } : undefined;
}
