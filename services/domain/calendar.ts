import type { CalendarDate, Instant } from './records.ts';

/** Practices keep UK time, whatever the workstation's clock is set to. */
const PRACTICE_TIME_ZONE = 'Europe/London';

const FORMAT = new Intl.DateTimeFormat('en-GB', {
  timeZone: PRACTICE_TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day an instant falls on in UK time. */
export function dateOf(instant: Instant): CalendarDate {
  // By parts: how a browser puts a date together differs, even for one locale.
  const parts = FORMAT.formatToParts(new Date(instant));
  const part = (wanted: string): string | undefined =>
    parts.find(({ type }) => type === wanted)?.value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The date `days` later. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(`${date}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** Whether the text is a real date of the form YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whole years somebody has lived. Who is born on 29 February is a year older on 1 March of other years. */
export function ageOn(birthDate: CalendarDate, day: CalendarDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
