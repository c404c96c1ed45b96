import { addDays, dateOf } from '../calendar.ts';
import type { CalendarDate, Instant } from '../records.ts';
import { kindOf, type HistoryKind } from './history-kind.ts';
import type { HistoryActor, HistoryRow } from './history-row.ts';

/** What of a history is looked for; whatever is left out is not asked after. */
export interface HistoryFilter {
  readonly kind?: HistoryKind;
  /** {@link personOf} of who did it. */
  readonly person?: string;
  /** Days of the United Kingdom, both included. */
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
}

/** A stretch of time, both ends included. */
export interface Stretch {
  readonly from?: Instant;
  readonly upTo?: Instant;
}

/** By what somebody is looked for: staff by their id, the patient, the website and rules by what they are. */
export function personOf(by: HistoryActor): string {
  return by.kind === 'staff' ? [by.kind, by.staff.id].join(' ') : by.kind;
}

/** Whether an entry is among those looked for. */
export function isLookedFor(row: HistoryRow, { kind, person, from, to }: HistoryFilter): boolean {
  if (kind !== undefined && kindOf(row) !== kind) return false;
  if (person !== undefined && personOf(row.by) !== person) return false;
  const day = dateOf(row.at);
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

/** The moments that days of the United Kingdom take, a little generously: {@link isLookedFor} says exactly. */
export function stretchOf({ from, to }: HistoryFilter): Stretch {
  return {
    ...(from !== undefined && { from: `${addDays(from, -1)}T22:00:00.000Z` }),
    ...(to !== undefined && { upTo: `${addDays(to, 1)}T02:00:00.000Z` }),
  };
}
