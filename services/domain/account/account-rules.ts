/** What may be done to an online account now, and the sentence why not: for the screen and for the refusal alike. */
import { dateOf } from '../calendar.ts';
import { isIdentityChecked } from '../identity/identity-check.ts';
import {
  AccountStatus,
  RegistrationState,
  type AccountRecord,
  type CalendarDate,
  type Instant,
  type LetterRecord,
  type PatientRecords,
  type RegistrationRecord,
} from '../records.ts';

/** Why an account cannot be created now; `undefined` = it can. */
export function whyNotCreate(state: PatientRecords): string | undefined {
  if (state.account !== undefined) return 'This patient already has an online account.';
  return isIdentityChecked(state.identityChecks)
    ? undefined
    : 'Record how you checked the patient’s identity first: Identification, then Add.';
}

export function whyNoAccount(state: PatientRecords): string | undefined {
  return state.account === undefined ? 'This patient has no online account yet.' : undefined;
}

export function whyNotUnlock(state: PatientRecords): string | undefined {
  return (
    whyNoAccount(state) ??
    (state.account?.status === AccountStatus.locked ? undefined : 'The account is not locked.')
  );
}

/** New codes are for a patient who has not used any, or did not activate in time; they break every other account. */
export function whyNotIssueNewCodes(state: PatientRecords, at: Instant): string | undefined {
  const { account } = state;
  if (account === undefined) return whyNoAccount(state);
  if (account.status === AccountStatus.registered) {
    return hasLapsed(account, at)
      ? undefined
      : 'The patient has registered and can still activate the account. The activation email tells how.';
  }
  return account.status === AccountStatus.created
    ? undefined
    : 'The patient has used their codes already. They sign in with their username and password.';
}

/** Whether there is a letter whose codes still work, so that new ones should be issued only for a good reason. */
export function hasWorkingCodes(state: PatientRecords, at: Instant): boolean {
  const pending = pendingRegistration(state);
  return pending !== undefined && !hasExpired(pending, dateOf(at));
}

/** Registered on the website, but not activated in time. */
export function hasLapsed(account: AccountRecord, at: Instant): boolean {
  return (
    account.status === AccountStatus.registered &&
    account.activateBy !== undefined &&
    account.activateBy < at
  );
}

/** Why there is no letter to print now. */
export function whyNotPrintLetter(state: PatientRecords, today: CalendarDate): string | undefined {
  const none = whyNoAccount(state);
  if (none !== undefined) return none;
  if (state.account?.enabled === false) {
    return 'The account is disabled by the practice. Tick Global first, then print.';
  }
  const pending = pendingRegistration(state);
  if (pending === undefined) {
    return state.account?.status === AccountStatus.created
      ? 'There are no codes that work. Issue new codes, then print the letter.'
      : 'The patient has used the codes of the letter already; they no longer work.';
  }
  return hasExpired(pending, today)
    ? 'The codes of this letter have expired. Issue new codes, then print the letter.'
    : undefined;
}

/** The codes waiting to be used, expired or not. */
export function pendingRegistration(state: PatientRecords): RegistrationRecord | undefined {
  return state.registrations.find(
    ({ state: registrationState, accountKey }) =>
      registrationState === RegistrationState.pending && accountKey === state.account?.id,
  );
}

/** Whether the last day has passed. */
export function hasExpired(
  registration: RegistrationRecord | undefined,
  today: CalendarDate,
): boolean {
  return registration !== undefined && registration.expiresOn < today;
}

/** Letters that went out with these codes, newest first. */
export function lettersOf(
  state: PatientRecords,
  registration: RegistrationRecord,
): readonly LetterRecord[] {
  return state.letters.filter(({ registrationId }) => registrationId === registration.id);
}
