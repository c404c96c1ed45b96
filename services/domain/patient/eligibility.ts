import {
  patientIdFor,
  type Nation,
  type PatientId,
  type PatientIdentifier,
} from './patient-identifier.ts';
import type { PatientEnding } from './patient-ending.ts';
import type { PatientReason } from './reasons.ts';
import type { CalendarDate } from '../records.ts';
import { FailureKind, refuse, type Failure, type Result } from '../result.ts';

/** What decides whether somebody can have an account at all. */
export interface EligibilityFacts {
  readonly nation: Nation;
  readonly identifiers: readonly PatientIdentifier[];
  readonly displayName: string | undefined;
  readonly birthDate?: CalendarDate;
  readonly ending?: PatientEnding;
}

/** Why nobody is let in to this patient's account; `undefined` = they are a patient of the practice. */
export function whyNoPatientOfOurs({
  ending,
}: Pick<EligibilityFacts, 'ending'>): PatientReason | undefined {
  return ending === undefined ? undefined : { code: ending };
}

/** A letter to nobody in particular, or an account that no app can match by date of birth, helps nobody. */
function whyNotKnown({ displayName, birthDate }: EligibilityFacts): PatientReason | undefined {
  if (displayName === undefined) return { code: 'name-missing' };
  return birthDate === undefined ? { code: 'birth-date-missing' } : undefined;
}

/** The patient's number for the website, or why they cannot have an account (or a letter) now. */
export function eligiblePatientId(
  facts: EligibilityFacts,
): Result<PatientId, Failure<PatientReason>> {
  const reason = whyNoPatientOfOurs(facts) ?? whyNotKnown(facts);
  return reason === undefined
    ? patientIdFor(facts.nation, facts.identifiers)
    : refuse(FailureKind.notAllowed, reason);
}
