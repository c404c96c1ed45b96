import { createHash, randomInt } from 'node:crypto';
import type { Instant } from '../../services/domain/records.ts';
import { groupCode } from '../../services/domain/codes/code-groups.ts';
import {
  REGISTRATION_CODE_ALPHABET,
  REGISTRATION_CODE_LENGTH,
  normaliseCode,
} from '../../services/domain/codes/registration-code.ts';
import { maskedEmail } from './patient-email.ts';

/** The email that a real website would send. The stand-in sends none: the page shows it. */
export interface ActivationMail {
  /** Masked. */
  readonly to: string;
  /** Grouped for reading. */
  readonly code: string;
  /** Until when the account can be activated. */
  readonly expiresAt: Instant;
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
export function activationMail(address: string, code: string, expiresAt: Instant): ActivationMail {
  return { to: maskedEmail(address), code: groupCode(code), expiresAt };
}
