import { inject, injectable } from 'tsyringe';
import type { RegistrationRecord } from '../domain/records.ts';
import {
  ACCOUNT_ID_LENGTH,
  REGISTRATION_CODE_ALPHABET,
  REGISTRATION_CODE_LENGTH,
  luhnCheckDigit,
} from '../domain/codes/registration-code.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type {
  RegistrationCodeIssuer,
  RegistrationCodes,
  SealContext,
} from '../ports/registration-codes.ts';
import { PRACTICE_KEY_SOURCE, type PracticeKeySource } from '../ports/remote-access.ts';
import { randomCharacters } from './random-characters.ts';
import { makeVerifier, sealCodes, unsealCodes } from './sealing.ts';

const DIGITS = '0123456789';

/**
 * Issues registration codes on this computer and seals them under the practice's key. The code for sealing, with its
 * library, comes with this file: what commands need must be there when the network is not.
 */
@injectable()
export class SealedRegistrationCodes implements RegistrationCodeIssuer {
  private key: Promise<CryptoKey | undefined> | undefined;

  constructor(@inject(PRACTICE_KEY_SOURCE) private readonly keys: PracticeKeySource) {}

  async issue(
    context: SealContext,
  ): Promise<Result<Required<Pick<RegistrationRecord, 'sealedCodes' | 'verifiers'>>>> {
    const key = await this.practiceKey();
    if (key === undefined) return refuse(FailureKind.hostRefused, { code: 'no-practice-key' });
    const codes = { token: newCode(), linkageKey: newCode() };
    const [sealedCodes, token, linkageKey] = await Promise.all([
      sealCodes(codes, context, key),
      makeVerifier(codes.token),
      makeVerifier(codes.linkageKey),
    ]);
    return ok({ sealedCodes, verifiers: { token, linkageKey } });
  }

  async open(sealedCodes: string, context: SealContext): Promise<Result<RegistrationCodes>> {
    const key = await this.practiceKey();
    if (key === undefined) return refuse(FailureKind.letterImpossible, { code: 'no-practice-key' });
    const codes = await unsealCodes(sealedCodes, context, key);
    return codes === undefined
      ? refuse(FailureKind.letterImpossible, { code: 'codes-cannot-be-opened' })
      : ok(codes);
  }

  newAccountId(): string {
    const digits = randomCharacters(DIGITS, ACCOUNT_ID_LENGTH - 1);
    return digits + luhnCheckDigit(digits);
  }

  async prepare(): Promise<void> {
    await this.practiceKey();
  }

  /**
   * `undefined` when the host has no key; the port lets it reject for that, with a reason only the host knows. Asked for
   * once, so that work goes on when the network is cut; one that could not be had is asked for again.
   */
  private practiceKey(): Promise<CryptoKey | undefined> {
    this.key ??= this.keys.practiceKey().catch(() => {
      this.key = undefined;
      return undefined;
    });
    return this.key;
  }
}

function newCode(): string {
  return randomCharacters(REGISTRATION_CODE_ALPHABET, REGISTRATION_CODE_LENGTH);
}
