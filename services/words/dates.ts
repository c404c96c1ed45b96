import type { CalendarDate, Instant } from '../domain/records.ts';

/** How a language writes dates. What is no whole date stays as it is: a birth date may be a year only. */
export interface Dates {
  /** Names of the months, January first. */
  readonly months: readonly string[];
  /** "22/11/2026", as it is typed. */
  readonly numeric: (date: CalendarDate) => string;
  /** "22 Nov 2026", the same wherever the workstation stands. */
  readonly date: (date: CalendarDate) => string;
  /** "22 November 2026". */
  readonly longDate: (date: CalendarDate) => string;
  /** "22 Nov 2026, 14:05", as clocks in the United Kingdom show it. */
  readonly instant: (instant: Instant) => string;
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
/** A calendar date belongs to no time zone: it is read and written in the same one. */
const NO_ZONE = { timeZone: 'UTC' } as const;

/** Dates as people of a locale (BCP 47) write them. */
export function datesIn(locale: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, options);
  const numeric = format({ day: '2-digit', month: '2-digit', year: 'numeric', ...NO_ZONE });
  const month = format({ month: 'long', ...NO_ZONE });
  const short = format({ ...DAY, ...NO_ZONE });
  const long = format({ dateStyle: 'long', ...NO_ZONE });
  const time = { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' } as const;
  const london = format({ ...DAY, ...time });
  return {
    months: Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2000, index))),
    numeric: (date) => written(numeric, date, startOf(date)),
    date: (date) => written(short, date, startOf(date)),
    longDate: (date) => written(long, date, startOf(date)),
    instant: (instant) => written(london, instant, Date.parse(instant)),
  };
}

function startOf(date: CalendarDate): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
}

function written(format: Intl.DateTimeFormat, text: string, time: number): string {
  return Number.isNaN(time) ? text : format.format(time);
}
