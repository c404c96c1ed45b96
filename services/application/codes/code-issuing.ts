import { firstValueFrom } from 'rxjs';
import type { IssuedCodes } from '../../domain/codes/issued-codes.ts';
import { printedSettings } from '../../domain/practice/practice-settings.ts';
import { FailureKind, ok, refuse, type Result } from '../../domain/result.ts';
import type { CommandPorts } from '../commands/command-ports.ts';

/** Fresh Account IDs tried before giving up; one in a billion is taken, so more than one is already luck. */
const ACCOUNT_ID_TRIES = 5;

/** Sealed codes for an account, made before anything is stored. */
export async function codesFor(
  accountKey: string,
  { environment, issuer, practice, settings }: CommandPorts,
): Promise<Result<IssuedCodes>> {
  const checked = printedSettings(await firstValueFrom(settings.settings$));
  if (!checked.ok) return checked;
  const { letterExpiryDays, activationDays } = checked.value;
  const registrationId = environment.newId();
  const issued = await issuer.issue({ practiceId: practice.id, accountKey, registrationId });
  if (!issued.ok) return issued;
  return ok({ registrationId, expiryDays: letterExpiryDays, activationDays, ...issued.value });
}

/** An Account ID no account here has. */
export async function freeAccountId({ issuer, store }: CommandPorts): Promise<Result<string>> {
  for (let tries = 0; tries < ACCOUNT_ID_TRIES; tries += 1) {
    const accountId = issuer.newAccountId();
    const taken = await store.isAccountIdTaken(accountId);
    if (!taken.ok) return taken;
    if (!taken.value) return ok(accountId);
  }
  return refuse(FailureKind.letterImpossible, { code: 'no-free-account-id' });
}
