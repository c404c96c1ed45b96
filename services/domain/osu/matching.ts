/**
 * Whose an application is. Exact or not at all: by number, birth date and surname; where no number was given by name, birth
 * date and postcode. Everything else is for staff. No source says how: decided here.
 */
import { eligiblePatientId, type EligibilityFacts } from '../patient/eligibility.ts';
import { patientIdFor, type Nation } from '../patient/patient-identifier.ts';
import { ageGroupOf } from '../patient/patient-questions.ts';
import type { CalendarDate } from '../records.ts';
import type { TypedDetails } from './application.ts';
import type { MatchReason } from './reasons.ts';
import { isSameName, isSamePostcode, plainNumber } from './same-details.ts';

/** What is compared of a patient. */
export interface Candidate extends Omit<EligibilityFacts, 'nation'> {
  readonly ref: string;
  /** Given names in order. */
  readonly given: readonly string[];
  readonly surname?: string;
  /** Of every address in force. */
  readonly postcodes: readonly string[];
  readonly restricted: boolean;
}

/** A detail that is compared. */
export type Detail = 'number' | 'given' | 'family' | 'birthDate' | 'postcode';

/** Which details of what was typed are the record's; a number that was not given is neither. */
export type Agreement = Readonly<Partial<Record<Detail, boolean>>>;

export function agreement(
  typed: TypedDetails,
  candidate: Omit<Candidate, 'ref' | 'restricted'>,
  nation: Nation,
): Agreement {
  const number = patientIdFor(nation, candidate.identifiers);
  const names = candidate.given;
  return {
    ...(typed.number !== undefined && {
      number: number.ok && number.value.value === plainNumber(typed.number),
    }),
    given: isSameName(typed.given, names[0]) || isSameName(typed.given, names.join(' ')),
    family: isSameName(typed.family, candidate.surname),
    birthDate: typed.birthDate === candidate.birthDate,
    postcode: candidate.postcodes.some((postcode) => isSamePostcode(typed.postcode, postcode)),
  };
}

/** What a match by itself is decided by. */
export interface MatchFacts {
  readonly typed: TypedDetails;
  readonly nation: Nation;
  readonly today: CalendarDate;
  /** Everybody here who may be meant. */
  readonly candidates: readonly Candidate[];
  /** Who of them has an account. */
  readonly withAccount: ReadonlySet<string>;
}

export type Match =
  | { readonly ok: true; readonly patientRef: string }
  | { readonly ok: false; readonly reason: MatchReason };

/** The one patient it is certain to be, or why that is for staff to say. */
export function matchByItself(facts: MatchFacts): Match {
  const { typed, nation, candidates } = facts;
  const agreeing = candidates.map((candidate) => ({
    candidate,
    same: agreement(typed, candidate, nation),
  }));
  const fitting = agreeing.filter(({ same }) => isExact(same)).map(({ candidate }) => candidate);
  const [only, ...others] = fitting;
  if (only === undefined) return forStaff('applicant-not-found');
  // Who has one's name and birthday may live at the next door, or be the same person twice.
  const namesakes = agreeing.filter(({ same }) => same.given && same.family && same.birthDate);
  const isAmbiguous = typed.number === undefined ? namesakes.length > 1 : others.length > 0;
  if (isAmbiguous) return forStaff('applicant-ambiguous');
  const against = whyForStaff(only, facts);
  return against === undefined ? { ok: true, patientRef: only.ref } : forStaff(against);
}

function isExact({ number, given, family, birthDate, postcode }: Agreement): boolean {
  if (!family || !birthDate) return false;
  return number ?? (given === true && postcode === true);
}

function whyForStaff(
  candidate: Candidate,
  { nation, today, withAccount }: MatchFacts,
): MatchReason['code'] | undefined {
  if (!eligiblePatientId({ ...candidate, nation }).ok) return 'applicant-not-eligible';
  if (candidate.restricted) return 'applicant-restricted';
  if (withAccount.has(candidate.ref)) return 'applicant-has-account';
  return ageGroupOf(candidate, today) === 'adult' ? undefined : 'applicant-under-16';
}

function forStaff(code: MatchReason['code']): Match {
  return { ok: false, reason: { code } };
}
