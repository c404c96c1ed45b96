import { RegistrationState, type CalendarDate, type PatientRecords } from '../records.ts';
import { endPendingCodes, hasExpired } from './pending-codes.ts';

/** The records with all codes wiped whose last day has passed. */
export function expireCodes(state: PatientRecords, today: CalendarDate): PatientRecords {
  return endPendingCodes(state, RegistrationState.expired, (registration) =>
    hasExpired(registration, today),
  );
}
