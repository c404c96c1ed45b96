/** The codes waiting to be used, and how they end. */
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

/** The records with every set of waiting codes ended that `which` says (all of them where it is left out). */
export function endPendingCodes(
  state: PatientRecords,
  as: Exclude<RegistrationState, 'pending'>,
  which: (registration: RegistrationRecord) => boolean = () => true,
): PatientRecords {
  return {
    ...state,
    registrations: state.registrations.map((registration) =>
      isPendingOf(state, registration) && which(registration)
        ? ended(registration, as)
        : registration,
    ),
  };
}

function isPendingOf({ account }: PatientRecords, registration: RegistrationRecord): boolean {
  return (
    registration.state === RegistrationState.pending && registration.accountKey === account?.id
  );
}

/** Codes that cannot be used any more are not kept, not even sealed. */
function ended(registration: RegistrationRecord, state: RegistrationState): RegistrationRecord {
  const { sealedCodes: _sealed, verifiers: _verifiers, ...rest } = registration;
  return { ...rest, state };
}
