import { FailureKind, ok, refuse, type Failure, type Result } from '../result.ts';
import type { PatientReason } from './reasons.ts';

export const Nation = {
  england: 'england',
  wales: 'wales',
  scotland: 'scotland',
  northernIreland: 'northern-ireland',
} as const;
export type Nation = (typeof Nation)[keyof typeof Nation];

/** A national patient number as the host's record holds it, unchecked. */
export interface PatientIdentifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
  /** What the record itself says against it. */
  readonly doubt?: 'ended' | 'unverified';
}

export const IdentifierScheme = { nhs: 'nhs', chi: 'chi', hc: 'hc' } as const;
export type IdentifierScheme = (typeof IdentifierScheme)[keyof typeof IdentifierScheme];

/** The number a patient uses on the website, checked. */
export interface PatientId {
  readonly scheme: IdentifierScheme;
  /** Ten digits, as text: some start with 0. */
  readonly value: string;
  /** Grouped for reading. */
  readonly display: string;
}

const WANTED: Readonly<Record<Nation, readonly IdentifierScheme[]>> = {
  england: ['nhs'],
  wales: ['nhs'],
  scotland: ['chi'],
  // Somebody registered in England or Wales before keeps that number in Northern Ireland.
  'northern-ireland': ['hc', 'nhs'],
};

/**
 * The Patient ID for a practice in `nation`: new-style NHS number in England and Wales, CHI number in Scotland, H&C
 * number (or an English or Welsh NHS number) in Northern Ireland. Refused with the reason when there is none that
 * counts: one that has ended or that nobody has verified may be another person's.
 */
export function patientIdFor(
  nation: Nation,
  identifiers: readonly PatientIdentifier[],
): Result<PatientId, Failure<PatientReason>> {
  const candidates = WANTED[nation].flatMap((scheme) =>
    identifiers.filter((identifier) => identifier.scheme === scheme),
  );
  let firstFault: Result<PatientId, Failure<PatientReason>> | undefined;
  for (const candidate of candidates) {
    const checked = checkIdentifier(candidate, nation);
    if (checked.ok) return checked;
    firstFault ??= checked;
  }
  return firstFault ?? unusable({ code: 'no-patient-number', scheme: schemeUsedIn(nation) });
}

/** The number a nation's patients are known by. */
export function schemeUsedIn(nation: Nation): IdentifierScheme {
  switch (nation) {
    case Nation.scotland:
      return IdentifierScheme.chi;
    case Nation.northernIreland:
      return IdentifierScheme.hc;
    case Nation.england:
    case Nation.wales:
      return IdentifierScheme.nhs;
  }
}

/** Checks one number by the rules of its scheme. */
function checkIdentifier(
  { scheme, value: raw, doubt }: PatientIdentifier,
  nation: Nation,
): Result<PatientId, Failure<PatientReason>> {
  const value = raw.replace(/[\s-]/g, '');
  if (/[A-Za-z/:]/.test(value) && scheme === IdentifierScheme.nhs) {
    return unusable({ code: 'old-style-number', number: raw.trim() });
  }
  if (!/^\d{10}$/.test(value)) {
    return unusable({ code: 'not-ten-digits', scheme, number: raw.trim() });
  }
  const display = groupDigits(scheme, value);
  if (!hasValidCheckDigit(value)) {
    return unusable({ code: 'number-mistyped', scheme, number: display });
  }
  if (!isInRange(scheme, value, nation)) {
    return unusable({ code: 'number-out-of-range', scheme, number: display });
  }
  return doubt === undefined
    ? ok({ scheme, value, display })
    : unusable({ code: `number-${doubt}`, scheme, number: display });
}

function unusable(reason: PatientReason): Result<PatientId, Failure<PatientReason>> {
  return refuse(FailureKind.notAllowed, reason);
}

function isInRange(scheme: IdentifierScheme, value: string, nation: Nation): boolean {
  switch (scheme) {
    case IdentifierScheme.chi:
      return startsWithDate(value);
    case IdentifierScheme.hc:
      return isNorthernIrish(value) || isEnglishOrWelsh(value);
    case IdentifierScheme.nhs:
      return (
        isEnglishOrWelsh(value) || (nation === Nation.northernIreland && isNorthernIrish(value))
      );
  }
}

/**
 * Below 400 000 000 (first nine digits) numbers belong to Scotland and Northern Ireland. Above, 4, 6 and 7 are issued
 * and 9 is kept for testing; new ranges are opened without notice, so the check digit has the last word there.
 */
function isEnglishOrWelsh(value: string): boolean {
  return Number(value.slice(0, 9)) >= 400_000_000;
}

/** First nine digits 320 000 001–399 999 999. */
function isNorthernIrish(value: string): boolean {
  const nine = Number(value.slice(0, 9));
  return nine >= 320_000_001 && nine <= 399_999_999;
}

/** A CHI number starts with DDMMYY; the century is not known, so 29 February counts when either century has it. */
function startsWithDate(value: string): boolean {
  const day = Number(value.slice(0, 2));
  const month = Number(value.slice(2, 4));
  const year = Number(value.slice(4, 6));
  return [1900 + year, 2000 + year].some((full) => {
    const date = new Date(Date.UTC(full, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  });
}

/**
 * Modulus 11 check digit of NHS, CHI and H&C numbers: digits 1–9 weighted 10..2, the sum's remainder by 11 taken from
 * 11; 11 counts as 0 and 10 is never issued.
 */
export function hasValidCheckDigit(tenDigits: string): boolean {
  const digits = [...tenDigits].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === digits[9];
}

/** 3-3-4 as on NHS letters; CHI 6-4, so that the date of birth stays together. */
export function groupDigits(scheme: IdentifierScheme, tenDigits: string): string {
  return scheme === IdentifierScheme.chi
    ? `${tenDigits.slice(0, 6)} ${tenDigits.slice(6)}`
    : `${tenDigits.slice(0, 3)} ${tenDigits.slice(3, 6)} ${tenDigits.slice(6)}`;
}
