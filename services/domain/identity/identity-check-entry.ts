import { addDays } from '../calendar.ts';
import type { CalendarDate, IdentityCheckRecord, IdentityMethod, StaffMember } from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { whyTooLong } from '../limited-text.ts';
import { readDate } from '../typed-date.ts';
import { documentNumberIn } from './document-number.ts';
import { describeMethod } from './identity-methods.ts';
import type { IdentityReason } from './reasons.ts';

/** What was typed into the Identification dialog. */
export interface IdentityCheckEntry {
  /** As typed. */
  readonly date: string;
  readonly method: IdentityMethod | '';
  readonly staffId: string;
  readonly freetext: string;
}

/** What an entry is held against. */
export interface IdentityCheckBounds {
  readonly today: CalendarDate;
  /** The patient's; may be a year or a month only. */
  readonly birthDate?: CalendarDate;
  /** Since when the patient has been registered at the practice, where that is known. */
  readonly registeredOn?: CalendarDate;
  /** Names of the months, for dates that name theirs. */
  readonly months: readonly string[];
  /** Who may be named as having checked. */
  readonly staff: readonly StaffMember[];
}

/** What an entry says once it has been taken. */
type TakenEntry = Pick<IdentityCheckRecord, 'date' | 'method' | 'staff'>;

/** Nobody who is registered was alive before. */
const EARLIEST = '1900-01-01';

/** Identity is often checked when the form is handed in, and registration takes a while. Source: own decision. */
const REGISTERING_TAKES_DAYS = 31;

/** Takes an entry; the failure's `field` is `date`, `method`, `staff` or `freetext`. */
export function checkIdentityEntry(
  entry: IdentityCheckEntry,
  bounds: IdentityCheckBounds,
): Result<TakenEntry> {
  const date = readDate(entry.date, bounds.today, bounds.months);
  if (date === undefined) {
    const isEmpty = entry.date.trim() === '';
    const code = isEmpty ? 'check-date-missing' : 'check-date-not-read';
    return refuse(FailureKind.invalid, { code }, 'date');
  }
  const outOfBounds = whyNotOn(date, bounds);
  if (outOfBounds !== undefined) return refuse(FailureKind.invalid, outOfBounds, 'date');
  const description = describeMethod(entry.method);
  if (description === undefined) {
    return refuse(FailureKind.invalid, { code: 'check-method-missing' }, 'method');
  }
  const staff = bounds.staff.find(({ id }) => id === entry.staffId);
  if (staff === undefined) {
    return refuse(FailureKind.invalid, { code: 'check-staff-unknown' }, 'staff');
  }
  const tooLong = whyTooLong('freetext', entry.freetext);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'freetext');
  const looksLike = documentNumberIn(entry.freetext);
  if (looksLike !== undefined) {
    return refuse(FailureKind.invalid, { code: 'freetext-document-number', looksLike }, 'freetext');
  }
  if (description.needsFreetext === true && entry.freetext.trim() === '') {
    return refuse(
      FailureKind.invalid,
      { code: 'freetext-missing', method: description.method },
      'freetext',
    );
  }
  return ok({ date, method: description.method, staff });
}

/** Why nobody's identity can have been checked on a day. */
function whyNotOn(
  date: CalendarDate,
  { today, birthDate, registeredOn }: IdentityCheckBounds,
): IdentityReason | undefined {
  if (date > today) return { code: 'check-in-future' };
  // As text, so that a birth date of a year or a month alone counts from its first day.
  if (birthDate !== undefined && date < birthDate) return { code: 'check-before-birth', birthDate };
  if (date < EARLIEST) return { code: 'check-before-1900' };
  return registeredOn !== undefined && date < addDays(registeredOn, -REGISTERING_TAKES_DAYS)
    ? { code: 'check-before-registration', registeredOn }
    : undefined;
}
