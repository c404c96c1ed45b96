/** What speaks for care before a patient sees their record online, and what somebody decided about it. */
import { addMonths } from '../calendar-months.ts';
import { whyTooLong } from '../limited-text.ts';
import { ageGroupOf } from '../patient/patient-questions.ts';
import {
  IdentityMethod,
  type AccessDecision,
  type CalendarDate,
  type IdentityCheckRecord,
  type Instant,
  type StaffMember,
} from '../records.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';
import type { AccessConcern } from './reasons.ts';
import type { RecordService } from './service-entitlements.ts';

/**
 * SNOMED CT (UK edition). BMA and NHS England on accelerated access: the first asks for a review before access is given, the second
 * ends the first, the third is the patient's own no. None of them changes what was given before.
 */
export const ACCESS_CODES = {
  system: 'http://snomed.info/sct',
  reviewIndicated: '1364731000000104',
  reviewNotIndicated: '1364751000000106',
  declined: '1290331000000103',
} as const;

/** An entry of the clinical record, as far as it matters here. */
export interface CodedEntry {
  readonly code: string;
  readonly date: CalendarDate;
}

/** What the clinical record says: its entries, or why nobody knows. */
export type ReadCodes = readonly CodedEntry[] | 'not-told' | 'unreadable';

/** What is known of a patient whose record is to be seen. */
export interface AccessFacts {
  readonly codes: ReadCodes;
  readonly identityChecks: readonly IdentityCheckRecord[];
  readonly restricted: boolean;
  readonly birthDate?: CalendarDate;
  /** First day of their registration at the practice, where the record says it. */
  readonly registeredSince?: CalendarDate;
  /** How long somebody is to be registered first (setting `recordAccessWaitMonths`). */
  readonly waitMonths: number;
  readonly today: CalendarDate;
}

/** All that speaks for care, what weighs most first. */
export function accessConcerns(
  service: RecordService,
  facts: AccessFacts,
): readonly AccessConcern[] {
  return [
    ...concernsOfCodes(facts.codes),
    ...concernsOfIdentity(service, facts.identityChecks),
    ...(facts.restricted ? [{ code: 'record-of-restricted-patient' } as const] : []),
    ...concernsOfRegistration(facts),
    ...(ageGroupOf(facts, facts.today) === 'adult' ? [] : [{ code: 'record-of-child' } as const]),
  ];
}

/** Only a later entry ends one that asks for a review: of one day nobody knows which came first. */
function concernsOfCodes(codes: ReadCodes): readonly AccessConcern[] {
  if (codes === 'not-told') return [{ code: 'record-codes-not-told' }];
  if (codes === 'unreadable') return [{ code: 'record-codes-unreadable' }];
  const indicated = newest(codes, ACCESS_CODES.reviewIndicated);
  const ended = newest(codes, ACCESS_CODES.reviewNotIndicated);
  const declined = newest(codes, ACCESS_CODES.declined);
  const stands = indicated !== undefined && (ended === undefined || ended <= indicated);
  return [
    ...(stands ? [{ code: 'enhanced-review-indicated', on: indicated } as const] : []),
    ...(declined === undefined ? [] : [{ code: 'record-access-declined', on: declined } as const]),
  ];
}

function newest(entries: readonly CodedEntry[], wanted: string): CalendarDate | undefined {
  return entries
    .filter(({ code }) => code === wanted)
    .map(({ date }) => date)
    .sort()
    .at(-1);
}

/**
 * Vouching on the phone is not enough for the detailed record (NHS England, good practice on identity verification: remote
 * vouching gives a lower assurance).
 */
function concernsOfIdentity(
  service: RecordService,
  checks: readonly IdentityCheckRecord[],
): readonly AccessConcern[] {
  const standing = checks.filter(({ enteredInError }) => enteredInError === undefined);
  const isWeak =
    standing.length > 0 && standing.every(({ method }) => method === IdentityMethod.remoteVouch);
  return service === 'detailed-coded-record' && isWeak ? [{ code: 'vouched-remotely-only' }] : [];
}

/** Practices' own protocols wait some months, so that the record of before has come and been read. */
function concernsOfRegistration({
  registeredSince,
  waitMonths,
  today,
}: AccessFacts): readonly AccessConcern[] {
  if (waitMonths === 0) return [];
  if (registeredSince === undefined) {
    return [{ code: 'registration-start-unknown', months: waitMonths }];
  }
  const until = addMonths(registeredSince, waitMonths);
  return today < until ? [{ code: 'registered-recently', since: registeredSince, until }] : [];
}

const GRAVE: ReadonlySet<AccessConcern['code']> = new Set([
  'enhanced-review-indicated',
  'record-access-declined',
  'record-codes-unreadable',
  'vouched-remotely-only',
  'record-of-restricted-patient',
  'registered-recently',
]);

/** Whether access in spite of it takes a reason. */
export function takesReason({ code }: Pick<AccessConcern, 'code'>): boolean {
  return GRAVE.has(code);
}

/** A decision as it was given. */
export interface GivenDecision {
  readonly outcome: AccessDecision['outcome'];
  /** Who decided. */
  readonly staffId: string;
  readonly reason: string;
  /** Codes of what was shown to who decided. */
  readonly considered: readonly string[];
}

/** What a decision is held against. */
export interface DecisionBounds {
  readonly concerns: readonly AccessConcern[];
  readonly staff: readonly StaffMember[];
  readonly at: Instant;
}

/**
 * The decision as it is kept. Refused when there is none, or when something speaks for care by now that was not shown; the
 * failure's `field` is `access-<service>`, `staff` or `reason`.
 */
export function checkDecision(
  service: RecordService,
  given: GivenDecision | undefined,
  { concerns, staff, at }: DecisionBounds,
): Result<AccessDecision> {
  const field = `access-${service}`;
  if (given === undefined)
    return refuse(FailureKind.invalid, { code: 'record-access-undecided', service }, field);
  const codes = concerns.map(({ code }) => code);
  const isSafe = given.outcome === 'not-now';
  if (!isSafe && codes.some((code) => !given.considered.includes(code))) {
    return refuse(FailureKind.invalid, { code: 'record-access-changed', service }, field);
  }
  const by = staff.find(({ id }) => id === given.staffId);
  if (by === undefined)
    return refuse(FailureKind.invalid, { code: 'access-decider-unknown' }, 'staff');
  const reason = given.reason.trim();
  const tooLong = whyTooLong('accessReason', given.reason);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'reason');
  if (!isSafe && reason === '' && concerns.some(takesReason)) {
    return refuse(FailureKind.invalid, { code: 'access-reason-missing' }, 'reason');
  }
  return ok({
    outcome: given.outcome,
    at,
    by,
    ...(codes.length > 0 && { considered: codes.join(' ') }),
    ...(reason !== '' && { reason }),
  });
}
