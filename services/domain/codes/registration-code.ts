/**
 * What registration codes look like and how a typed one is compared. Shared by the practice, the letter and the
 * website, which must agree to the letter.
 */

/**
 * The characters of a registration code. Left out: vowels, so that no code spells a word, and of every pair that is
 * mistaken for one another in print or by hand at least one: 0 O, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V.
 */
export const REGISTRATION_CODE_ALPHABET = 'CDFHJKMNPQRTWXY2346789';

/** Characters in a registration token or a linkage key: 22^16, a little over 71 bits. */
export const REGISTRATION_CODE_LENGTH = 16;

/** Digits in an Account ID, the check digit included. */
export const ACCOUNT_ID_LENGTH = 12;

/**
 * A code as it is hashed and compared: upper case, without the spaces and hyphens (or the dashes a phone makes of them)
 * that people type between the groups.
 */
export function normaliseCode(typed: string): string {
  return typed.replace(/[\s\u00ad\u2010-\u2015\u2212-]/g, '').toUpperCase();
}

/** Whether this is twelve digits of which the last is the Luhn check digit of the others. */
export function hasValidAccountId(accountId: string): boolean {
  if (accountId.length !== ACCOUNT_ID_LENGTH || !/^\d+$/.test(accountId)) return false;
  return luhnCheckDigit(accountId.slice(0, -1)) === accountId.slice(-1);
}

/** The check digit to put after these digits. Source: ISO/IEC 7812-1, annex B. */
export function luhnCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
