import { addDays } from '../../domain/calendar.ts';
import { Nation } from '../../domain/patient/patient-identifier.ts';
import { GIVE_BACK_REASONS } from '../../domain/split/transfer.ts';
import { readDate } from '../../domain/typed-date.ts';
import type { CalendarDate } from '../../domain/records.ts';
import { words } from '../../words/words.ts';

/** The longest list that is read, in characters: ten thousand lines with names. */
export const LONGEST_LIST = 2_000_000;

export const NATIONS: readonly string[] = Object.values(Nation);
export const GIVE_BACK_CODES: readonly string[] = GIVE_BACK_REASONS;

/** A day as it was typed; one to come as well. */
export function readSplitDay(typed: string, today: CalendarDate): CalendarDate | undefined {
  return readDate(typed, addDays(today, 3650), words('tab').dates.months);
}

/** The last day that the calendar offers. */
export function lastSplitDay(today: CalendarDate): CalendarDate {
  return addDays(today, 366);
}
