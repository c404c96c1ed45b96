import isEmail from 'validator/lib/isEmail.js';
import { whyTooLong, type TextTooLong } from '../limited-text.ts';
import type { ContactReason } from './reasons.ts';

/** Mailboxes are named in ASCII: what goes beyond it, few mail systems deliver to. */
const NOT_IN_A_NAME = /[^\x21-\x7e]/u;
/** Domains may be written in any script, in letters and digits. */
const NOT_IN_A_DOMAIN = /[^\x21-\x7e\p{L}\p{M}\p{N}]/u;

/** Why mail systems would not take an address. What a person can see and mend comes first. */
export function whyNotEmail(address: string): ContactReason | TextTooLong | undefined {
  if (/\s/.test(address)) return { code: 'email-with-spaces' };
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (at < 0) return { code: 'email-without-part', part: 'at' };
  if (at === 0) return { code: 'email-without-part', part: 'name' };
  if (!domain.includes('.')) return { code: 'email-without-part', part: 'domain' };
  const [sign] = NOT_IN_A_NAME.exec(address.slice(0, at)) ?? NOT_IN_A_DOMAIN.exec(domain) ?? [];
  if (sign !== undefined) return { code: 'email-with-sign', sign };
  const tooLong = whyTooLong('email', address);
  if (tooLong !== undefined) return tooLong;
  return isEmail(address) ? undefined : { code: 'not-an-email' };
}
