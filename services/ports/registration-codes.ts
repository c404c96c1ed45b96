import type { InjectionToken } from 'tsyringe';
import type { Result } from '../domain/result.ts';
import type { RegistrationRecord } from '../domain/records.ts';

/** What the patient types on the website. Plain text: in memory only, while a letter is made. */
export interface RegistrationCodes {
  readonly token: string;
  readonly linkageKey: string;
}

/** What binds sealed codes to their place, so that they cannot be moved to another account. */
export interface SealContext {
  readonly practiceId: string;
  readonly accountKey: string;
  readonly registrationId: string;
}

/** Making, sealing and opening registration codes. A port, because some national services issue them elsewhere. */
export interface RegistrationCodeIssuer {
  /** Gets what issuing without a network needs. Never rejects: what is missing then is asked for again. */
  prepare(): Promise<void>;
  /** Fresh random codes, sealed, with what the website needs to check them. The plain codes are not returned. */
  issue(
    context: SealContext,
  ): Promise<Result<Required<Pick<RegistrationRecord, 'sealedCodes' | 'verifiers'>>>>;
  /** Opens sealed codes. Refused (`letter-impossible`) with the wrong key or context, or when changed. */
  open(sealedCodes: string, context: SealContext): Promise<Result<RegistrationCodes>>;
  /** Twelve random digits, the last a check digit. */
  newAccountId(): string;
}

export const REGISTRATION_CODE_ISSUER: InjectionToken<RegistrationCodeIssuer> =
  Symbol('RegistrationCodeIssuer');
