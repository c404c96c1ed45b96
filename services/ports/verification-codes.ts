import type { InjectionToken } from 'tsyringe';
import type { Result } from '../domain/result.ts';

/** What a code verifies, for whom and by whom: another person, patient or address is another subject. */
export type CodeSubject = readonly string[];

/**
 * Codes by which patients show that an address or number is theirs. Only their salted hashes are held, in the memory of
 * this page; whoever is at the desk never sees one.
 */
export interface VerificationCodes {
  /** A new code, for the message alone. One that was made for the same subject before does not work any more. */
  make(subject: CodeSubject): Promise<string>;
  /**
   * Whether that is the code, by the trusted clock: used up when it is. Refused: `code-not-sent`, `code-expired`,
   * `code-not-whole` (which is no try), `code-wrong`, `code-tried-too-often`; `field` is `code`.
   */
  answer(subject: CodeSubject, typed: string): Promise<Result<void>>;
}

export const VERIFICATION_CODES: InjectionToken<VerificationCodes> = Symbol('VerificationCodes');
