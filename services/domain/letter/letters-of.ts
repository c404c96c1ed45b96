import type { LetterRecord, PatientRecords, RegistrationRecord } from '../records.ts';

/** Letters that went out with these codes, newest first. */
export function lettersOf(
  state: PatientRecords,
  registration: RegistrationRecord,
): readonly LetterRecord[] {
  return state.letters.filter(({ registrationId }) => registrationId === registration.id);
}
