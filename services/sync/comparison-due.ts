/** When a workstation compares everything with the server, and how far it goes. */
import type { CalendarDate } from '../domain/records.ts';
import type { Reconciled } from '../ports/outbox.ts';
import type { SyncWork } from './sync-work.ts';

/** The hours of the day over which workstations spread, by the clock on their wall: none at eight o'clock. */
const FIRST_HOUR = 9;
const HOURS = 8;
/** Whoever has not had its turn for so many days, as it is never on at that time, does not wait for it any longer. */
const OVERDUE_DAYS = 4;
/** But for a time of its own after it was switched on, up to so long. */
const OVERDUE_WITHIN_MS = 3_600_000;
/** Days between two comparisons of all ids and versions: from the first number on, so many of them. */
const DAYS_BETWEEN = { from: 5, numbers: 5 };
const DAY_MS = 86_400_000;

/** What is due, if anything; `onForMs` is how long this workstation has been asking. */
export function extentDue(
  { finishedOn, comparedOn = finishedOn }: Reconciled,
  { environment, workstation }: Pick<SyncWork, 'environment' | 'workstation'>,
  onForMs: number,
): 'counts' | 'versions' | undefined {
  const today = environment.today();
  const number = hash(workstation);
  const share = number / 2 ** 32;
  const isOwnTime = hourOf(environment.now()) >= FIRST_HOUR + HOURS * share;
  const isOverdue = daysFrom(finishedOn, today) >= OVERDUE_DAYS;
  if (!isOwnTime && !(isOverdue && onForMs >= share * OVERDUE_WITHIN_MS)) return undefined;
  const between = DAYS_BETWEEN.from + (number % DAYS_BETWEEN.numbers);
  return daysFrom(comparedOn, today) >= between ? 'versions' : 'counts';
}

function hourOf(now: string): number {
  const time = new Date(now);
  return time.getHours() + time.getMinutes() / 60;
}

/** For ever, where there is nothing to count from; a day that is still to come is one that was wrong. */
function daysFrom(day: CalendarDate | undefined, today: CalendarDate): number {
  const days = day === undefined ? Infinity : (Date.parse(today) - Date.parse(day)) / DAY_MS;
  return days < 0 ? Infinity : days;
}

/** The same number below 2³² for the same workstation, spread evenly also over names that are much alike (FNV-1a, mixed). */
function hash(text: string): number {
  let number = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    number = Math.imul(number ^ byte, 0x01000193) >>> 0;
  }
  number = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  number = Math.imul(number ^ (number >>> 13), 0xc2b2ae35);
  return (number ^ (number >>> 16)) >>> 0;
}
