import {
  patientIdFor,
  type Nation,
  type PatientId,
  type PatientIdentifier,
} from './patient-identifier.ts';
import type { PatientReason } from './reasons.ts';
import { FailureKind, refuse, type Failure, type Result } from '../result.ts';

/** What decides whether somebody can have an account at all. */
export interface EligibilityFacts {
  readonly nation: Nation;
  readonly identifiers: readonly PatientIdentifier[];
  readonly deceased: boolean;
  readonly departed: boolean;
}

/** The patient's number for the website, or why they cannot have an account (or a letter) now. */
export function eligiblePatientId(
  facts: EligibilityFacts,
): Result<PatientId, Failure<PatientReason>> {
  if (facts.deceased) {
    return refuse(FailureKind.notAllowed, { code: 'deceased' });
  }
  if (facts.departed) {
    return refuse(FailureKind.notAllowed, { code: 'departed' });
  }
  return patientIdFor(facts.nation, facts.identifiers);
}
