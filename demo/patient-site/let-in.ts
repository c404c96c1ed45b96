import type { Patient, QuestionnaireResponse } from 'fhir/r4';
import { dateOf } from '../../services/domain/calendar.ts';
import type { CalendarDate } from '../../services/domain/records.ts';
import { IDENTITY_CHECK_ID, PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';
import { type AccountFacts, patientIdIn } from './account-person.ts';
import type { FhirGateway, Stored } from './fhir-gateway.ts';
import { isPatientOf } from './patient-standing.ts';
import { practiceSettings } from './practice-settings.ts';

/**
 * The patient, if they may use their account now: the practice has not disabled it, they are its patient, and a check
 * of their identity stands. Asked before every step that opens something: docs/fhir-mapping.md, "What a website
 * checks".
 */
export async function patientLetIn(
  fhir: FhirGateway,
  account: AccountFacts,
  now: Date,
): Promise<Stored<Patient> | undefined> {
  const { enabled, patientRef, practiceId } = account;
  if (!enabled || patientRef === undefined || practiceId === undefined) return undefined;
  const patient = await fhir.read<Patient>('Patient', patientRef);
  if (patient === undefined) return undefined;
  const today = dateOf(now.toISOString());
  if (!isPatientOf(patient, practiceId, today)) return undefined;
  if (await isSuspended(fhir, account, today)) return undefined;
  // A basic account opens nothing that says who somebody is.
  if (account.isBasic === true) return patient;
  return (await isIdentityChecked(fhir, patientRef, practiceId)) ? patient : undefined;
}

/** The day comes at its beginning, in the United Kingdom, whether or not anybody at the practice has opened the patient. */
async function isSuspended(
  fhir: FhirGateway,
  { suspendOn, practiceId }: AccountFacts,
  today: CalendarDate,
): Promise<boolean> {
  if (suspendOn === undefined || suspendOn > today) return false;
  return (await practiceSettings(fhir, practiceId)).suspendAtSixteen;
}

async function isIdentityChecked(
  fhir: FhirGateway,
  patientRef: string,
  practiceId: string,
): Promise<boolean> {
  const found = await fhir.search<QuestionnaireResponse>('QuestionnaireResponse', {
    subject: `Patient/${patientRef}`,
    _tag: `${PRACTICE_TAG}|${practiceId}`,
    status: 'completed',
  });
  const checks = found.filter(({ identifier }) => identifier?.system === IDENTITY_CHECK_ID);
  // A search may lag behind: what counts is what the resource says now.
  const current = await Promise.all(
    checks.map(({ id }) => fhir.read<QuestionnaireResponse>('QuestionnaireResponse', id)),
  );
  return current.some(
    (check) => check?.status === 'completed' && patientIdIn(check.subject) === patientRef,
  );
}
