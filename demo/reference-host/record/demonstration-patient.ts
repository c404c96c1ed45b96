import type { Patient } from 'fhir/r4';

/**
 * Identifier system of the demonstration's own: on a server that holds others' patients too, it tells ours apart. The
 * value is the id in the file that the patient was loaded from. Nobody is searched for by it.
 */
export const DEMONSTRATION_PATIENT =
  'https://fhir.online-services.example/Id/demonstration-patient';

/** Whether the demonstration loaded this patient onto a server of others. */
export function isOfDemonstration({ identifier = [] }: Patient): boolean {
  return identifier.some(({ system }) => system === DEMONSTRATION_PATIENT);
}
