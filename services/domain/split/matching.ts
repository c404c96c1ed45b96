/**
 * Whose a transfer is at the new practice. By itself only where number, birth date and surname agree, and nothing speaks against
 * it; everything else is for a person. No source says how: decided here.
 */
import type { Candidate } from '../osu/matching.ts';
import { isSameName } from '../osu/same-details.ts';
import { eligiblePatientId } from '../patient/eligibility.ts';
import { patientIdFor, type Nation } from '../patient/patient-identifier.ts';
import type { SplitReason } from './reasons.ts';
import type { TransferredPerson } from './transfer.ts';

export type Matched<C> =
  | { readonly ok: true; readonly patient: C }
  | { readonly ok: false; readonly reason: SplitReason; readonly patient?: C };

/** What is compared. */
export type Compared = Pick<
  Candidate,
  'displayName' | 'birthDate' | 'surname' | 'identifiers' | 'restricted' | 'ending'
>;

/** In what somebody agrees with who moves. */
export interface TransferAgreement {
  readonly number: boolean;
  readonly birthDate: boolean;
  readonly surname: boolean;
}

export function agreementWith(
  person: TransferredPerson,
  candidate: Compared,
  nation: Nation,
): TransferAgreement {
  const number = patientIdFor(nation, candidate.identifiers);
  return {
    number: number.ok && number.value.value === person.number.value,
    birthDate: candidate.birthDate === person.birthDate,
    surname: isSameName(person.surname, candidate.surname),
  };
}

/** The one patient it is certain to be, or why that is for a person to say. */
export function matchTransfer<C extends Compared>(
  person: TransferredPerson,
  candidates: readonly C[],
  nation: Nation,
): Matched<C> {
  const numbered = candidates.filter(
    (candidate) =>
      // Of a record that another one has replaced that other one is the patient's.
      candidate.ending !== 'merged' && agreementWith(person, candidate, nation).number,
  );
  const [patient, ...others] = numbered;
  if (patient === undefined) return { ok: false, reason: { code: 'no-such-number' } };
  if (others.length > 0) return { ok: false, reason: { code: 'two-with-number' } };
  const reason = whyNotMatched(person, patient, nation);
  return reason === undefined ? { ok: true, patient } : { ok: false, reason, patient };
}

/** Why this patient, who has the number, is not taken for who moves. */
export function whyNotMatched(
  person: TransferredPerson,
  candidate: Compared,
  nation: Nation,
): SplitReason | undefined {
  const same = agreementWith(person, candidate, nation);
  if (!same.number) return { code: 'no-such-number' };
  if (!same.birthDate) return { code: 'birth-date-differs' };
  if (!same.surname) return { code: 'surname-differs' };
  return (
    whyNotTaken(candidate, nation) ??
    (candidate.restricted ? { code: 'restricted-here' } : undefined)
  );
}

/** Why nobody makes an account of it for this patient, not even a person. */
export function whyNotTaken(candidate: Compared, nation: Nation): SplitReason | undefined {
  if (candidate.ending !== undefined) return { code: 'gone-here' };
  return eligiblePatientId({ ...candidate, nation }).ok ? undefined : { code: 'not-eligible-here' };
}
