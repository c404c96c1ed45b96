import { inject, injectable } from 'tsyringe';
import type { IssuedCodes } from '../../domain/codes/issued-codes.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import {
  ENVIRONMENT,
  PRACTICE,
  SETTINGS_STORE,
  type Environment,
  type Practice,
  type SettingsStore,
} from '../../ports/practice-host.ts';
import { RECORD_STORE, type RecordStore } from '../../ports/record-store.ts';
import {
  REGISTRATION_CODE_ISSUER,
  type RegistrationCodeIssuer,
} from '../../ports/registration-codes.ts';

/** Fresh Account IDs tried before giving up; one in a billion is taken, so more than one is already luck. */
const ACCOUNT_ID_TRIES = 5;

/** Makes what a new letter needs, before anything is stored. */
@injectable()
export class CodeIssuing {
  constructor(
    @inject(REGISTRATION_CODE_ISSUER) private readonly issuer: RegistrationCodeIssuer,
    @inject(RECORD_STORE) private readonly store: RecordStore,
    @inject(SETTINGS_STORE) private readonly settings: SettingsStore,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(PRACTICE) private readonly practice: Practice,
  ) {}

  /** Sealed codes for an account. */
  async codesFor(accountKey: string): Promise<Result<IssuedCodes>> {
    const registrationId = this.environment.newId();
    const issued = await this.issuer.issue({
      practiceId: this.practice.id,
      accountKey,
      registrationId,
    });
    if (!issued.ok) return issued;
    const { letterExpiryDays, activationDays } = this.settings.current();
    return ok({
      registrationId,
      expiryDays: letterExpiryDays,
      activationDays,
      ...issued.value,
    });
  }

  /** An Account ID no account here has. */
  async freeAccountId(): Promise<Result<string>> {
    for (let tries = 0; tries < ACCOUNT_ID_TRIES; tries += 1) {
      const accountId = this.issuer.newAccountId();
      const taken = await this.store.isAccountIdTaken(accountId);
      if (!taken.ok) return taken;
      if (!taken.value) return ok(accountId);
    }
    return refuse(FailureKind.letterImpossible, 'No free Account ID was found. Try again.');
  }
}
