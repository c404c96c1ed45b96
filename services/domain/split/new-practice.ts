/** Where patients go, as it was typed. */
import { addDays } from '../calendar.ts';
import { Nation } from '../patient/patient-identifier.ts';
import type { CalendarDate } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { NewPractice } from './transfer.ts';

export interface TypedPractice {
  readonly code: string;
  readonly name: string;
  readonly nation: string;
  readonly on: CalendarDate | undefined;
}

/** The day may be so far from today: a year that was mistyped is further. */
const FAR_DAYS = 366;
/** Codes are letters and digits; new ones a letter and five digits, older ones two letters and four (ODS). */
const CODE = /^[A-Z](?:\d{5}|[A-Z]\d{4})$/;

export function newPractice(
  { code, name, nation, on }: TypedPractice,
  { own, today }: { readonly own: string; readonly today: CalendarDate },
): Result<NewPractice> {
  const id = code.replace(/\s/g, '').toUpperCase();
  if (id === '') return refuse(FailureKind.invalid, { code: 'practice-code-missing' }, 'code');
  if (!CODE.test(id))
    return refuse(FailureKind.invalid, { code: 'practice-code-unlikely' }, 'code');
  if (id === own.toUpperCase()) {
    return refuse(FailureKind.invalid, { code: 'practice-code-own' }, 'code');
  }
  const called = name.trim();
  if (called === '') return refuse(FailureKind.invalid, { code: 'practice-name-missing' }, 'name');
  const known = Object.values(Nation).find((each) => each === nation) ?? Nation.england;
  if (on === undefined) return refuse(FailureKind.invalid, { code: 'split-date-missing' }, 'on');
  const isFar = on < addDays(today, -FAR_DAYS) || on > addDays(today, FAR_DAYS);
  if (isFar) return refuse(FailureKind.invalid, { code: 'split-date-far' }, 'on');
  return ok({ id, name: called, nation: known, on });
}
