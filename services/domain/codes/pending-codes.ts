/** The codes waiting to be used. */
import {
  RegistrationState,
  type CalendarDate,
  type PatientRecords,
  type RegistrationRecord,
} from '../records.ts';

/**
 * The codes waiting to be used, expired or not: the newest issue. Should workstations that had not heard of one another
 * have issued more than one set, the newest is the one that counts.
 */
export function pendingRegistration(state: PatientRecords): RegistrationRecord | undefined {
  return state.registrations.find((registration) => isPendingOf(state, registration));
}

/** Whether the last day has passed. */
export function hasExpired(
  registration: RegistrationRecord | undefined,
  today: CalendarDate,
): boolean {
  return registration !== undefined && registration.expiresOn < today;
}

/** Whether these codes of the patient's account wait to be used. */
export function isPendingOf(
  { account }: PatientRecords,
  registration: RegistrationRecord,
): boolean {
  return (
    registration.state === RegistrationState.pending && registration.accountKey === account?.id
  );
}
