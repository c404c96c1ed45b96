import type { CalendarDate, IdentityCheckRecord } from '../records.ts';
import type { IdentityUnknownReason } from './reasons.ts';

/** Why nobody knows that the patient is who they say; `undefined` = a check of their identity stands. */
export function whyIdentityUnknown(
  checks: readonly IdentityCheckRecord[],
): IdentityUnknownReason | undefined {
  if (checks.some(({ enteredInError }) => enteredInError === undefined)) return undefined;
  return { code: checks.length === 0 ? 'identity-not-checked' : 'identity-withdrawn' };
}

/** Whether a check of this day stands. */
export function wasIdentityChecked(
  checks: readonly IdentityCheckRecord[],
  on: CalendarDate,
): boolean {
  return checks.some(({ date, enteredInError }) => date === on && enteredInError === undefined);
}
