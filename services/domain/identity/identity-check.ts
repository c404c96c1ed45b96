import {
  IdentityMethod,
  type CalendarDate,
  type IdentityCheckRecord,
  type StaffMember,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import { readDate } from '../typed-date.ts';
import type { IdentityReason, IdentityUnknownReason } from './reasons.ts';

/** A way to check who somebody is, as offered to staff. */
export interface IdentityMethodDescription {
  readonly method: IdentityMethod;
  readonly group:
    'vouching' | 'photo-identity' | 'proof-of-address' | 'other-documents' | 'nhs-login';
  /** The free text must say something for this method. */
  readonly needsFreetext?: true;
}

/** Methods in the order offered: vouching first, as practices use it most, then documents. */
export const IDENTITY_METHODS: readonly IdentityMethodDescription[] = [
  { method: IdentityMethod.personalVouch, group: 'vouching', needsFreetext: true },
  { method: IdentityMethod.informationConfirmation, group: 'vouching', needsFreetext: true },
  { method: IdentityMethod.remoteVouch, group: 'vouching', needsFreetext: true },
  { method: IdentityMethod.passport, group: 'photo-identity' },
  { method: IdentityMethod.drivingLicence, group: 'photo-identity' },
  { method: IdentityMethod.nationalIdentityCard, group: 'photo-identity' },
  { method: IdentityMethod.residencePermit, group: 'photo-identity' },
  { method: IdentityMethod.forcesOrPoliceCard, group: 'photo-identity' },
  { method: IdentityMethod.passCard, group: 'photo-identity' },
  { method: IdentityMethod.bankStatement, group: 'proof-of-address' },
  { method: IdentityMethod.councilTaxBill, group: 'proof-of-address' },
  { method: IdentityMethod.utilityBill, group: 'proof-of-address' },
  { method: IdentityMethod.benefitsLetter, group: 'proof-of-address' },
  { method: IdentityMethod.tenancyAgreement, group: 'proof-of-address' },
  { method: IdentityMethod.birthCertificate, group: 'other-documents' },
  { method: IdentityMethod.marriageCertificate, group: 'other-documents' },
  { method: IdentityMethod.nhsLogin, group: 'nhs-login' },
];

function describe(method: IdentityMethod | ''): IdentityMethodDescription | undefined {
  return IDENTITY_METHODS.find((description) => description.method === method);
}

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
  /** Names of the months, for dates that name theirs. */
  readonly months: readonly string[];
  /** Who may be named as having checked. */
  readonly staff: readonly StaffMember[];
}

/** What an entry says once it has been taken. */
type TakenEntry = Pick<IdentityCheckRecord, 'date' | 'method' | 'staff'>;

/** Longest free text kept, in characters. */
export const FREETEXT_LIMIT = 500;
/** Nobody who is registered was alive before. */
const EARLIEST = '1900-01-01';

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
  const description = describe(entry.method);
  if (description === undefined) {
    return refuse(FailureKind.invalid, { code: 'check-method-missing' }, 'method');
  }
  const staff = bounds.staff.find(({ id }) => id === entry.staffId);
  if (staff === undefined) {
    return refuse(FailureKind.invalid, { code: 'check-staff-unknown' }, 'staff');
  }
  if (entry.freetext.length > FREETEXT_LIMIT) {
    return refuse(
      FailureKind.invalid,
      { code: 'freetext-too-long', limit: FREETEXT_LIMIT },
      'freetext',
    );
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
  { today, birthDate }: IdentityCheckBounds,
): IdentityReason | undefined {
  if (date > today) return { code: 'check-in-future' };
  // As text, so that a birth date of a year or a month alone counts from its first day.
  if (birthDate !== undefined && date < birthDate) return { code: 'check-before-birth', birthDate };
  return date < EARLIEST ? { code: 'check-before-1900' } : undefined;
}

/** Why nobody knows that the patient is who they say; `undefined` = a check of their identity stands. */
export function whyIdentityUnknown(
  checks: readonly IdentityCheckRecord[],
): IdentityUnknownReason | undefined {
  if (checks.some(({ enteredInError }) => enteredInError === undefined)) return undefined;
  return { code: checks.length === 0 ? 'identity-not-checked' : 'identity-withdrawn' };
}

const STRONG: ReadonlySet<IdentityMethod> = new Set([
  IdentityMethod.personalVouch,
  IdentityMethod.passport,
  IdentityMethod.drivingLicence,
  IdentityMethod.nationalIdentityCard,
  IdentityMethod.residencePermit,
  IdentityMethod.forcesOrPoliceCard,
  IdentityMethod.passCard,
]);

/** FHIR's identity assurance levels: 1 little or no confidence, 2 some, 3 high, 4 very high. */
export type IdentityAssurance = 'level1' | 'level2' | 'level3' | 'level4';

/**
 * How sure the checks that stand make the practice, in FHIR's levels: NHS login at P9, or photo identity together with proof of
 * address, is very high; photo identity or a personal vouch high; anything else some; nothing none.
 *
 * Derived wherever it is asked for and kept nowhere: two checks made at two workstations are no conflict, and together
 * they give the level that both give.
 */
export function assuranceOf(checks: readonly IdentityCheckRecord[]): IdentityAssurance {
  const methods = checks.flatMap(({ method, enteredInError }) =>
    enteredInError === undefined ? [method] : [],
  );
  if (methods.length === 0) return 'level1';
  const groups = new Set(methods.map((method) => describe(method)?.group));
  const isVeryHigh =
    groups.has('nhs-login') || (groups.has('photo-identity') && groups.has('proof-of-address'));
  if (isVeryHigh) return 'level4';
  return methods.some((method) => STRONG.has(method)) ? 'level3' : 'level2';
}
