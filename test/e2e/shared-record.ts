import type { Bundle, FhirResource, Patient, Person } from 'fhir/r4';
import type { SeedResource } from '../../demo/fhir-server/index.ts';
import { DEMONSTRATION_PATIENT } from '../../demo/reference-host/record/demonstration-patient.ts';
import { practiceOf } from '../../demo/reference-host/record/practice-of-patient.ts';
import { PRACTICES } from '../../demo/reference-host/server/practices.ts';
import type { RunningDemo } from '../../demo/start.ts';
import { PRACTICE_TAG } from '../../services/fhir/vocabulary.ts';

const TAGS = PRACTICES.map(({ id }) => `${PRACTICE_TAG}|${id}`).join(',');

/** The shared record asked directly, past all workstations; of a server of others only what is the demonstration's. */
export class SharedRecord {
  readonly #demo: RunningDemo;

  constructor(demo: RunningDemo) {
    this.#demo = demo;
  }

  /** All resources of a type that belong to a practice, or all patients. */
  async all<T extends FhirResource>(type: T['resourceType']): Promise<readonly T[]> {
    const ours: Record<string, string> = type === 'Patient' ? this.#ourPatients() : { _tag: TAGS };
    const query = new URLSearchParams({ ...ours, _count: '1000' }).toString();
    const bundle = (await this.#ask('GET', `/${type}?${query}`)) as Bundle<T>;
    if (bundle.link?.some(({ relation }) => relation === 'next') === true) {
      throw new Error(`There are more than one page of ${type}.`);
    }
    return (bundle.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === type ? [resource] : [],
    );
  }

  /** Online accounts of everybody. */
  accounts(): Promise<readonly Person[]> {
    return this.all<Person>('Person');
  }

  /** The patient with this family name; of the same person at two practices, the record of the first. */
  async patient(family: string): Promise<Patient> {
    const patients = await this.all<Patient>('Patient');
    const ids = PRACTICES.map(({ id }) => id);
    const found = patients
      .filter(({ name }) => name?.some((one) => one.family === family))
      .toSorted(
        (one, other) => ids.indexOf(practiceOf(one, ids)) - ids.indexOf(practiceOf(other, ids)),
      )[0];
    if (found === undefined) throw new Error(`There is no patient ${family}.`);
    return found;
  }

  /** Changes the patient with this family name, as registration staff or a national register would. */
  async changePatient(family: string, change: (patient: Patient) => Patient): Promise<void> {
    const patient = await this.patient(family);
    await this.#ask('PUT', `/Patient/${patient.id}`, JSON.stringify(change(patient)));
  }

  /** Changes every resource of a type past all workstations, e.g. as time would. */
  async change<T extends FhirResource>(
    type: T['resourceType'],
    edit: (resource: T) => T,
  ): Promise<void> {
    for (const resource of await this.all<T>(type)) {
      await this.#ask('PUT', `/${type}/${resource.id ?? ''}`, JSON.stringify(edit(resource)));
    }
  }

  /** Creates resources in this order, under ids of the server's own, to which those that follow then refer. */
  async seed(resources: readonly SeedResource[]): Promise<number> {
    const ids = new Map<string, string>();
    for (const resource of resources) {
      const { id = '', ...rest } = markedAsOurs(resource);
      const text = JSON.stringify(rest, (_key, value: unknown) =>
        typeof value === 'string' ? (ids.get(value) ?? value) : value,
      );
      const { resourceType } = resource;
      const made = (await this.#ask('POST', `/${resourceType}`, text)) as { readonly id: string };
      ids.set(`${resourceType}/${id}`, `${resourceType}/${made.id}`);
    }
    return ids.size;
  }

  #ourPatients(): Record<string, string> {
    return this.#demo.fhirServer === undefined ? { identifier: `${DEMONSTRATION_PATIENT}|` } : {};
  }

  async #ask(method: string, path: string, body?: string): Promise<unknown> {
    const response = await fetch(`${this.#demo.url}/fhir/R4${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#demo.serviceToken}`,
        'Cache-Control': 'no-cache',
        Prefer: 'return=representation',
        'Content-Type': 'application/fhir+json',
      },
      ...(body === undefined ? {} : { body }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

/** A patient that a test makes is found, and removed again, like those of the files. */
function markedAsOurs(resource: SeedResource): SeedResource {
  if (resource.resourceType !== 'Patient') return resource;
  // Its type has just been looked at; a resource to seed may come of either library's.
  const { identifier = [] } = resource as unknown as Patient;
  const own = { system: DEMONSTRATION_PATIENT, value: `made-by-a-test-${resource.id ?? ''}` };
  return { ...resource, ...{ identifier: [...identifier, own] } };
}
