/** What rules of several commands are made of. */
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import type { Reason } from '../../domain/reason.ts';
import { FailureKind, type Failure } from '../../domain/result.ts';
import type { PatientFacts } from './staff-action.ts';

/** Why this patient can have no account, letter or codes. */
export function ineligible({ patient, practice }: PatientFacts): Failure | undefined {
  const eligible = eligiblePatientId({ ...patient, nation: practice.nation });
  return eligible.ok ? undefined : eligible.failure;
}

/** A reason of the domain as the refusal it leads to. */
export function because(reason: Reason | undefined): Failure | undefined {
  return reason === undefined ? undefined : { kind: FailureKind.notAllowed, reason };
}
