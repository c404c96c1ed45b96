import type { CalendarDate } from '../records.ts';
import { ageGroupOf } from './patient-questions.ts';
import type { PatientQuestion } from './reasons.ts';

/** What decides which questions there are. */
interface Asked {
  readonly restricted: boolean;
  readonly birthDate?: CalendarDate;
}

/** What a person has to answer before codes are made for this patient. */
export function questionsBeforeCodes(
  { restricted, birthDate }: Asked,
  today: CalendarDate,
): readonly PatientQuestion[] {
  const group = ageGroupOf({ ...(birthDate !== undefined && { birthDate }) }, today);
  return [
    ...(restricted ? [{ code: 'restricted-record' } as const] : []),
    ...(group === 'adult' ? [] : [{ code: `patient-${group}` } as const]),
  ];
}
