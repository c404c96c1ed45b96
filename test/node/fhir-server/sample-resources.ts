import type { Bundle, BundleEntryRequest, FhirResource, Patient, Person, Task } from 'fhir/r4';

export const NHS = 'https://fhir.nhs.uk/Id/nhs-number';
export const KEY = 'https://fhir.online-services.example/Id/online-account';
export const PRACTICE = 'https://fhir.online-services.example/practice';

export function patient(more: Partial<Patient> = {}): Patient {
  return {
    resourceType: 'Patient',
    name: [{ family: 'Exampleton', given: ['Zoë'] }],
    birthDate: '1980-05-17',
    ...more,
  };
}

export function person(key: string, more: Partial<Person> = {}): Person {
  return {
    resourceType: 'Person',
    meta: { tag: [{ system: PRACTICE, code: 'Y99901' }] },
    identifier: [{ system: KEY, value: key }],
    active: true,
    ...more,
  };
}

export function task(more: Partial<Task> = {}): Task {
  return { resourceType: 'Task', status: 'requested', intent: 'order', ...more };
}

/** A transaction or batch of requests. */
export function bundleOf(
  type: 'transaction' | 'batch',
  ...entries: readonly (readonly [BundleEntryRequest, FhirResource?, string?])[]
): Bundle {
  return {
    resourceType: 'Bundle',
    type,
    entry: entries.map(([request, resource, fullUrl]) => ({
      request,
      ...(resource === undefined ? {} : { resource }),
      ...(fullUrl === undefined ? {} : { fullUrl }),
    })),
  };
}
