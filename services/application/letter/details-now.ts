import { changedSinceLetter, type LetterDetails } from '../../domain/letter/letter-details.ts';
import type { LetterDetail } from '../../domain/letter/reasons.ts';
import { patientIdFor } from '../../domain/patient/patient-identifier.ts';
import type { PatientFacts } from '../commands/staff-action.ts';

/** What a letter that is made now says of its patient. */
export function detailsNow({
  patient,
  practice,
}: Pick<PatientFacts, 'patient' | 'practice'>): LetterDetails {
  const { surname, birthDate } = patient;
  const number = patientIdFor(practice.nation, patient.identifiers);
  return {
    ...(surname !== undefined && { surname }),
    ...(birthDate !== undefined && { birthDate }),
    ...(number.ok && { number: number.value.value }),
  };
}

/** What has changed since the letter that the patient has was made. */
export function changedDetails(facts: PatientFacts): readonly LetterDetail[] {
  return changedSinceLetter(facts.records, detailsNow(facts));
}
