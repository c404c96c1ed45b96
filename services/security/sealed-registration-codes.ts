import { inject, injectable } from 'tsyringe';
import type { RegistrationRecord } from '../domain/records.ts';
import {
  ACCOUNT_ID_LENGTH,
  REGISTRATION_CODE_ALPHABET,
  REGISTRATION_CODE_LENGTH,
  luhnCheckDigit,
} from '../domain/codes/registration-code.ts';
import type { Reason } from '../domain/reason.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type {
  RegistrationCodeIssuer,
  RegistrationCodes,
  SealContext,
} from '../ports/registration-codes.ts';
import { PRACTICE_KEY_SOURCE, type PracticeKeySource } from '../ports/remote-access.ts';
import type * as Sealing from './sealing.ts';
import { randomCharacters } from './random-characters.ts';

const DIGITS = '0123456789';

/** The practice's key with what seals under it. */
type Seal = typeof Sealing & { readonly key: CryptoKey };

/** Why nothing can be sealed or opened. */
type NoSeal = Extract<Reason, { readonly code: 'no-practice-key' | 'sealing-not-loaded' }>;

/**
 * Issues registration codes on this computer and seals them under the practice's key. The code for sealing, with its
 * library, is fetched ahead: what commands need must be there when the network is not, and looking needs none. The key
 * is asked for at each act, so that the host decides each time, and is held no longer than the act takes.
 */
@injectable()
export class SealedRegistrationCodes implements RegistrationCodeIssuer {
  private sealing: Promise<typeof Sealing | undefined> | undefined;

  constructor(@inject(PRACTICE_KEY_SOURCE) private readonly keys: PracticeKeySource) {}

  async issue(
    context: SealContext,
  ): Promise<Result<Required<Pick<RegistrationRecord, 'sealedCodes' | 'verifiers'>>>> {
    const seal = await this.practiceSeal();
    if (!('key' in seal)) return refuse(FailureKind.hostRefused, seal);
    const { key, makeVerifier, sealCodes } = seal;
    const codes = { token: newCode(), linkageKey: newCode() };
    const [sealedCodes, token, linkageKey] = await Promise.all([
      sealCodes(codes, context, key),
      makeVerifier(codes.token),
      makeVerifier(codes.linkageKey),
    ]);
    return ok({ sealedCodes, verifiers: { token, linkageKey } });
  }

  async open(sealedCodes: string, context: SealContext): Promise<Result<RegistrationCodes>> {
    const seal = await this.practiceSeal();
    if (!('key' in seal)) return refuse(FailureKind.letterImpossible, seal);
    const codes = await seal.unsealCodes(sealedCodes, context, seal.key);
    return codes === undefined
      ? refuse(FailureKind.letterImpossible, { code: 'codes-cannot-be-opened' })
      : ok(codes);
  }

  newAccountId(): string {
    const digits = randomCharacters(DIGITS, ACCOUNT_ID_LENGTH - 1);
    return digits + luhnCheckDigit(digits);
  }

  async prepare(): Promise<void> {
    await this.loadSealing();
  }

  /**
   * Why not, when the host has no key (the port lets it reject for that, with a reason only the host knows) or the code
   * for sealing cannot be fetched.
   */
  private async practiceSeal(): Promise<Seal | NoSeal> {
    // What failed is told apart below, each with its sentence: the host's own reason may hold what staff must not see.
    const [sealing, key] = await Promise.all([
      this.loadSealing(),
      this.keys.practiceKey().catch(() => undefined),
    ]);
    if (key === undefined) return { code: 'no-practice-key' };
    return sealing === undefined ? { code: 'sealing-not-loaded' } : { ...sealing, key };
  }

  /** What could not be fetched is asked for again the next time. */
  private loadSealing(): Promise<typeof Sealing | undefined> {
    this.sealing ??= import('./sealing.ts').catch(() => {
      this.sealing = undefined;
      return undefined;
    });
    return this.sealing;
  }
}

function newCode(): string {
  return randomCharacters(REGISTRATION_CODE_ALPHABET, REGISTRATION_CODE_LENGTH);
}
