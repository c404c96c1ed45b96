import type { CalendarDate, Instant } from '../view-types.ts';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const LONDON = new Intl.DateTimeFormat('en-GB', {
  ...DAY,
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});
/** A calendar date belongs to no time zone: it is read and written in the same one. */
const CALENDAR = new Intl.DateTimeFormat('en-GB', { ...DAY, timeZone: 'UTC' });

/** "22 Nov 2026, 14:05", as clocks in the United Kingdom show it; the text as it is when it is no instant. */
export function instantText(instant: Instant): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : LONDON.format(time);
}

/** "22 Nov 2026"; the text as it is when it is no full date (a birth date may be a year only). */
export function dateText(date: CalendarDate): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? date : CALENDAR.format(time);
}
