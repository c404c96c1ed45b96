import type { Patient } from 'fhir/r4';

const ODS_CODE = 'https://fhir.nhs.uk/Id/ods-organization-code';
/** Patients from elsewhere who name no practice of ours are registered here, so that anybody's data can be tried. */
const PRACTICE_OF_OTHERS = 'A99968';

/**
 * Whose patient this is, of the practices that this host knows: who keeps the record comes before who is named as GP.
 */
export function practiceOf(patient: Patient, practiceIds: readonly string[]): string {
  const named = [patient.managingOrganization, ...(patient.generalPractitioner ?? [])]
    .map((organisation) => organisation?.identifier)
    .flatMap((identifier) => (identifier?.system === ODS_CODE ? [identifier.value] : []));
  return named.find((id) => id !== undefined && practiceIds.includes(id)) ?? PRACTICE_OF_OTHERS;
}
