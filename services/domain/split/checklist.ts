/** What is to be done outside this program, and when: days from that of the split or merge. */
import { addDays } from '../calendar.ts';
import type { CalendarDate } from '../records.ts';

export const CHECKLIST = [
  { item: 'tell-suppliers', days: -28 },
  { item: 'compare-codes', days: -14 },
  { item: 'tell-patients', days: -14 },
  { item: 'finish-waiting-work', days: -2 },
  { item: 'hand-over', days: 0 },
  { item: 'move-registrations', days: 1 },
  { item: 'take-in', days: 2 },
  { item: 'send-letters', days: 3 },
  { item: 'look-at-left-over', days: 7 },
  { item: 'close-old-code', days: 28 },
] as const;
export type ChecklistItem = (typeof CHECKLIST)[number]['item'];

export function checklistFor(
  on: CalendarDate,
): readonly { readonly item: ChecklistItem; readonly on: CalendarDate }[] {
  return CHECKLIST.map(({ item, days }) => ({ item, on: addDays(on, days) }));
}
