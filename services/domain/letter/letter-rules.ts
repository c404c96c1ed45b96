import { whyNoAccount } from '../account/account-state.ts';
import { hasExpired, pendingRegistration } from '../codes/pending-codes.ts';
import {
  AccountStatus,
  type CalendarDate,
  type LetterRecord,
  type PatientRecords,
  type RegistrationRecord,
} from '../records.ts';

/** Why there is no letter to print now; `undefined` = there is one. */
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

/** Letters that went out with these codes, newest first. */
export function lettersOf(
  state: PatientRecords,
  registration: RegistrationRecord,
): readonly LetterRecord[] {
  return state.letters.filter(({ registrationId }) => registrationId === registration.id);
}
