import { isCalendarDate } from './calendar.ts';
import type { CalendarDate } from './records.ts';

/** Day, month by number or name, and year, with anything usual between them. */
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:(?<=[\s./-])(\d{1,2})(?=[\s./-])|(\p{L}{3,}))[\s.,/-]*(\d{4}|\d{2})$/u;
const DIGITS_ALONE = /^(\d{2})(\d{2})()(\d{4})$/;

/**
 * The date that somebody typed, day first as it is written in the UK; `undefined` when it is none. A year of two digits
 * is the last one that is not in the future. `months` are the names of the months; three letters of one will do.
 */
export function readDate(
  typed: string,
  today: CalendarDate,
  months: readonly string[],
): CalendarDate | undefined {
  const text = typed.trim().toLowerCase();
  if (isCalendarDate(text)) return text;
  const [, day = '', number = '', name = '', year = ''] =
    DAY_FIRST.exec(text) ?? DIGITS_ALONE.exec(text) ?? [];
  const month = name === '' ? number : monthNamed(name, months);
  const rest = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = year.length === 2 ? lastOf(year, rest, today) : `${year}-${rest}`;
  return isCalendarDate(date) ? date : undefined;
}

function monthNamed(name: string, months: readonly string[]): string {
  return String(months.findIndex((month) => month.toLowerCase().startsWith(name)) + 1);
}

function lastOf(year: string, rest: string, today: CalendarDate): CalendarDate {
  const date = `20${year}-${rest}`;
  return date > today ? `19${year}-${rest}` : date;
}
