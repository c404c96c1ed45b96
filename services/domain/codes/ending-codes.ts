/** How codes that wait to be used end. */
import {
  RegistrationState,
  type CalendarDate,
  type PatientRecords,
  type RegistrationRecord,
} from '../records.ts';
import { hasExpired, isPendingOf } from './pending-codes.ts';

/** The records with all codes wiped whose last day has passed. */
export function expireCodes(state: PatientRecords, today: CalendarDate): PatientRecords {
  return endPendingCodes(state, RegistrationState.expired, (registration) =>
    hasExpired(registration, today),
  );
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

/** Codes that cannot be used any more are not kept, not even sealed. */
function ended(registration: RegistrationRecord, state: RegistrationState): RegistrationRecord {
  const { sealedCodes: _sealed, verifiers: _verifiers, ...rest } = registration;
  return { ...rest, state };
}
