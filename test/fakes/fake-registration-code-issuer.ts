import type { RegistrationRecord } from '../../services/domain/records.ts';
import {
  REGISTRATION_CODE_ALPHABET,
  REGISTRATION_CODE_LENGTH,
  luhnCheckDigit,
} from '../../services/domain/codes/registration-code.ts';
import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type {
  RegistrationCodeIssuer,
  RegistrationCodes,
  SealContext,
} from '../../services/ports/registration-codes.ts';

/**
 * Issues codes that differ each time and are the same in each run. The "seal" only names an entry of a table held here,
 * so, as with the real one, nothing sealed contains a code.
 */
export class FakeRegistrationCodeIssuer implements RegistrationCodeIssuer {
  /** When set, nothing can be issued or opened, as when the host has no key. */
  keyMissing = false;
  private readonly sealed = new Map<string, RegistrationCodes>();
  private issued = 0;

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  issue(
    context: SealContext,
  ): Promise<Result<Required<Pick<RegistrationRecord, 'sealedCodes' | 'verifiers'>>>> {
    if (this.keyMissing) {
      return Promise.resolve(refuse(FailureKind.hostRefused, { code: 'no-practice-key' }));
    }
    const codes = { token: this.nextCode(), linkageKey: this.nextCode() };
    const sealedCodes = `sealed-${this.sealed.size + 1}`;
    this.sealed.set(placed(sealedCodes, context), codes);
    const verifiers = {
      token: { salt: 'c2FsdC1vZi10b2tlbi4uLg', hash: `hash-of-token-of-${sealedCodes}` },
      linkageKey: { salt: 'c2FsdC1vZi1rZXkuLi4uLg', hash: `hash-of-key-of-${sealedCodes}` },
    };
    return Promise.resolve(ok({ sealedCodes, verifiers }));
  }

  open(sealedCodes: string, context: SealContext): Promise<Result<RegistrationCodes>> {
    const codes = this.keyMissing ? undefined : this.sealed.get(placed(sealedCodes, context));
    return Promise.resolve(
      codes === undefined
        ? refuse(FailureKind.letterImpossible, { code: 'codes-cannot-be-opened' })
        : ok(codes),
    );
  }

  newAccountId(): string {
    this.issued += 1;
    const digits = String(this.issued).padStart(11, '0');
    return digits + luhnCheckDigit(digits);
  }

  private nextCode(): string {
    this.issued += 1;
    const size = REGISTRATION_CODE_ALPHABET.length;
    return Array.from({ length: REGISTRATION_CODE_LENGTH }, (_, index) =>
      REGISTRATION_CODE_ALPHABET.charAt((this.issued * 7 + index * (this.issued + 3)) % size),
    ).join('');
  }
}

function placed(sealedCodes: string, context: SealContext): string {
  return JSON.stringify([
    sealedCodes,
    context.practiceId,
    context.accountKey,
    context.registrationId,
  ]);
}
