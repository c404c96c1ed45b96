import { ageOn } from '../calendar.ts';
import type { CalendarDate } from '../records.ts';

/** National advice: from 11 a young person's own view counts, from 16 they decide by themselves. */
const OWN_VIEW_FROM = 11;
const DECIDES_FROM = 16;

/** What decides which questions there are. */
interface Asked {
  readonly restricted: boolean;
  readonly birthDate?: CalendarDate;
}

/** Whose view counts: that of somebody with parental responsibility, a young person's own, or the patient's alone. */
export type AgeGroup = 'under-11' | 'under-16' | 'adult';

/** Somebody of unknown age decides by themselves: without a date of birth there is no account. */
export function ageGroupOf({ birthDate }: Pick<Asked, 'birthDate'>, today: CalendarDate): AgeGroup {
  const age = birthDate === undefined ? DECIDES_FROM : ageOn(birthDate, today);
  if (age < OWN_VIEW_FROM) return 'under-11';
  return age < DECIDES_FROM ? 'under-16' : 'adult';
}
