import type { FhirResource, Patient, Person } from 'fhir/r4';
import type { RunningDemo } from '../../demo/start.ts';

/** The FHIR server asked directly, past all workstations. */
export class SharedRecord {
  readonly #demo: RunningDemo;

  constructor(demo: RunningDemo) {
    this.#demo = demo;
  }

  /** All resources of a type. */
  async all<T extends FhirResource>(type: T['resourceType']): Promise<readonly T[]> {
    const response = await fetch(`${this.#demo.url}/fhir/R4/${type}?_count=1000`, {
      headers: { Authorization: `Bearer ${this.#demo.serviceToken}` },
    });
    if (!response.ok) throw new Error(`${type}: ${response.status} ${await response.text()}`);
    const bundle = (await response.json()) as { readonly entry?: readonly { resource: T }[] };
    return (bundle.entry ?? []).map(({ resource }) => resource);
  }

  /** Online accounts of everybody. */
  accounts(): Promise<readonly Person[]> {
    return this.all<Person>('Person');
  }

  /** The patient with this family name. */
  async patient(family: string): Promise<Patient> {
    const patients = await this.all<Patient>('Patient');
    const found = patients.find(({ name }) => name?.some((one) => one.family === family));
    if (found === undefined) throw new Error(`There is no patient ${family}.`);
    return found;
  }
}
