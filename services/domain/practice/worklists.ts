/** The lists of accounts that a practice works through, in the order in which a page names them. */
import { isCalendarDate } from '../calendar.ts';
import type { CalendarDate } from '../records.ts';

/** Those that this workstation can tell from what it keeps. */
export const OWN_LISTS = [
  'codes-unused',
  'codes-expiring',
  'not-activated',
  'locked',
  'disabled',
  'basic',
  'made-elsewhere',
  'unsent-waiting',
  'unsent-attention',
  'all',
] as const;
export type OwnList = (typeof OWN_LISTS)[number];

/** Those that take what only the host knows of patients. */
export const HOST_LISTS = [
  'no-account',
  'no-verified-email',
  'shared-email',
  'restricted',
  'turning-11',
  'turning-13',
  'turning-16',
  'left',
] as const;
export type HostList = (typeof HOST_LISTS)[number];

/** `found`: whom somebody looked for. */
export type WorklistId = OwnList | HostList | 'found';

export const WORKLIST_ORDERS = ['expiry', 'created', 'status', 'account-id', 'name'] as const;
export type WorklistOrder = (typeof WORKLIST_ORDERS)[number];

/** Codes that expire within a week are about to: today is its first day. */
export const EXPIRING_DAYS = 7;
/** Birthdays that are told: the practice has so long to prepare for them. */
export const BIRTHDAY_DAYS = 30;

/** Days of birth of whoever becomes so old from one day to another. */
export function bornToBecome(
  age: number,
  { from, until }: { readonly from: CalendarDate; readonly until: CalendarDate },
): { readonly bornFrom: CalendarDate; readonly bornUntil: CalendarDate } {
  return { bornFrom: yearsBefore(from, age), bornUntil: yearsBefore(until, age) };
}

/** Who is born on 29 February is a year older on 1 March of other years. */
function yearsBefore(date: CalendarDate, years: number): CalendarDate {
  const year = String(Number(date.slice(0, 4)) - years).padStart(4, '0');
  const moved = `${year}${date.slice(4)}`;
  return isCalendarDate(moved) ? moved : `${year}-03-01`;
}
