import type { Patient as FhirPatient } from 'fhir/r4';
import { elementsOf, textOf } from './fhir-values.ts';

/** A page of patients, as far as a host's answer is one. */
export interface PatientsGiven {
  readonly patients: readonly FhirPatient[];
  readonly next?: string;
}

/**
 * The patients of a list that a host gave, each once; `undefined` where it gave no list. Hosts pass on what others wrote: what
 * is no patient in it is left out, and somebody given twice is one person.
 */
export function patientsGiven(list: unknown): readonly FhirPatient[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const patients = elementsOf(list as readonly FhirPatient[]);
  return [...new Map(patients.map((patient) => [patient.id, patient])).values()];
}

/** The page that a host gave behind a place; `undefined` where it is none, or leads to where one is already. */
export function pageGiven(page: unknown, after: string | undefined): PatientsGiven | undefined {
  if (typeof page !== 'object' || page === null || !('patients' in page)) return undefined;
  const patients = patientsGiven(page.patients);
  const next = 'next' in page ? textOf(page.next) : undefined;
  if (patients === undefined || (next !== undefined && next === after)) return undefined;
  return { patients, ...(next !== undefined && { next }) };
}
