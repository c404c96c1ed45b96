import { readDate } from '../../domain/typed-date.ts';
import type { CalendarDate } from '../../domain/records.ts';
import { words } from '../../words/words.ts';
import type { HistoryDays } from './history-view.ts';

/** The days that somebody typed, or what is wrong with them, by field. */
export type TypedDays =
  | { readonly ok: true; readonly days: HistoryDays }
  | { readonly ok: false; readonly field: 'from' | 'to'; readonly message: string };

/** Reads the days of the filter; either may be left empty. */
export function daysTyped(
  typed: { readonly from: string; readonly to: string },
  today: CalendarDate,
): TypedDays {
  const said = words('history').dialog;
  const from = dayTyped(typed.from, today);
  if (from === null) return { ok: false, field: 'from', message: said.noDate };
  const to = dayTyped(typed.to, today);
  if (to === null) return { ok: false, field: 'to', message: said.noDate };
  if (from !== undefined && to !== undefined && to < from) {
    return { ok: false, field: 'to', message: said.endBeforeBeginning };
  }
  return {
    ok: true,
    days: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
  };
}

/** The date, nothing where nothing was typed, `null` where it is none. */
export function dayTyped(typed: string, today: CalendarDate): CalendarDate | undefined | null {
  if (typed.trim() === '') return undefined;
  return readDate(typed, today, words('views').dates.months) ?? null;
}
