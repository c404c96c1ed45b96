import { ageOn } from '../calendar.ts';
import type { CalendarDate } from '../records.ts';
import type { PatientQuestion } from './reasons.ts';

/** National advice: from 11 a young person's own view counts, from 16 they decide by themselves. */
const OWN_VIEW_FROM = 11;
const DECIDES_FROM = 16;

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
  const age = birthDate === undefined ? DECIDES_FROM : ageOn(birthDate, today);
  return [
    ...(restricted ? [{ code: 'restricted-record' } as const] : []),
    ...(age < OWN_VIEW_FROM ? [{ code: 'patient-under-11' } as const] : []),
    ...(age >= OWN_VIEW_FROM && age < DECIDES_FROM ? [{ code: 'patient-under-16' } as const] : []),
  ];
}
