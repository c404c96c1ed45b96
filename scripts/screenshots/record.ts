import type { Bundle, FhirResource, Patient } from 'fhir/r4';
import type { RunningDemo } from '../../demo/start.ts';

/** The shared record past all workstations: what registration staff, another practice or time would do to it. */
export class SharedRecord {
  readonly #demo: RunningDemo;

  constructor(demo: RunningDemo) {
    this.#demo = demo;
  }

  /** The one of that practice, the first one unless said otherwise. */
  async patient(family: string, given = '', practiceId = 'A99968'): Promise<Patient> {
    const isMeant = ({ name = [], managingOrganization }: Patient): boolean =>
      managingOrganization?.identifier?.value === practiceId &&
      name.some((one) => one.family === family && (one.given ?? []).join(' ').includes(given));
    const found = (await this.#all<Patient>('Patient')).find(isMeant);
    if (found === undefined) throw new Error(`There is no patient ${family}.`);
    return found;
  }

  async changePatient(patient: Patient, changes: Partial<Patient>): Promise<void> {
    const now = await this.#ask('GET', `/Patient/${patient.id ?? ''}`);
    await this.#put({ ...(now as Patient), ...changes });
  }

  /** Every resource of a type, as time would change it. */
  async changeAll<T extends FhirResource>(
    type: T['resourceType'],
    change: (resource: T) => T,
  ): Promise<void> {
    for (const resource of await this.#all<T>(type)) await this.#put(change(resource));
  }

  /** @returns its id. */
  async add(resource: FhirResource): Promise<string> {
    const added = await this.#ask('POST', `/${resource.resourceType}`, resource);
    return (added as FhirResource).id ?? '';
  }

  async #all<T extends FhirResource>(type: T['resourceType']): Promise<readonly T[]> {
    const { entry = [] } = (await this.#ask('GET', `/${type}?_count=1000`)) as Bundle<T>;
    return entry.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
  }

  async #put(resource: FhirResource): Promise<void> {
    await this.#ask('PUT', `/${resource.resourceType}/${resource.id ?? ''}`, resource);
  }

  async #ask(method: string, path: string, resource?: FhirResource): Promise<unknown> {
    const response = await fetch(`${this.#demo.url}/fhir/R4${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#demo.serviceToken}`,
        'Cache-Control': 'no-cache',
        'Content-Type': 'application/fhir+json',
        Prefer: 'return=representation',
      },
      ...(resource === undefined ? {} : { body: JSON.stringify(resource) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}
