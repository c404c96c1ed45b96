import { createHash, randomInt } from 'node:crypto';
import {
  REGISTRATION_CODE_ALPHABET,
  REGISTRATION_CODE_LENGTH,
  groupCode,
  normaliseCode,
} from '../../services/domain/registration-code.ts';
import { maskedEmail } from './patient-email.ts';

/** Days in which a new account must be activated. */
export const ACTIVATION_DAYS = 14;

/** The email that a real website would send. The stand-in sends none: the page shows it. */
export interface ActivationMail {
  /** Masked. */
  readonly to: string;
  /** Grouped for reading. */
  readonly code: string;
  readonly expiresAt: string;
}

/** A code that proves that the email arrived: as long and as legible as the codes of the letter. */
export function newActivationCode(): string {
  const letters = Array.from({ length: REGISTRATION_CODE_LENGTH }, () =>
    REGISTRATION_CODE_ALPHABET.charAt(randomInt(REGISTRATION_CODE_ALPHABET.length)),
  );
  return letters.join('');
}

/** What is kept of it. No salt is needed: 71 random bits are in no table, and the site must find the login by it. */
export function hashOfActivationCode(code: string): string {
  return createHash('sha256').update(normaliseCode(code), 'utf8').digest('base64url');
}

/** The email for a code. */
export function activationMail(address: string, code: string, expiresAt: string): ActivationMail {
  return { to: maskedEmail(address), code: groupCode(code), expiresAt };
}

/** When an activation code that is made now stops working. */
export function activationExpiry(now: Date): string {
  return new Date(now.getTime() + ACTIVATION_DAYS * 24 * 60 * 60 * 1000).toISOString();
}
