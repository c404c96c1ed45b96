import type { Bundle, FhirResource, OperationOutcome, Patient } from 'fhir/r4';
import { HostRefusal } from '../base/host-refusal.ts';
import type { AuthorisedFetch } from '../session/backend-client.ts';

/** Base address of the FHIR server, as the host and its plugins use it. */
export const FHIR_PATH = '/fhir/R4';

const PAGE_SIZE = 200;
const FHIR_JSON = 'application/fhir+json';

/** Patient resources on the FHIR server. Each rejects with a {@link HostRefusal} when refused or out of reach. */
export class FhirPatients {
  readonly #fetch: AuthorisedFetch;

  constructor(authorisedFetch: AuthorisedFetch) {
    this.#fetch = authorisedFetch;
  }

  /** Every patient on the server, page by page. */
  async all(): Promise<readonly Patient[]> {
    const patients: Patient[] = [];
    let address: string | undefined = `${FHIR_PATH}/Patient?_count=${PAGE_SIZE}`;
    while (address !== undefined) {
      const bundle: Bundle<FhirResource> = await this.#json<Bundle<FhirResource>>(
        await this.#fetch(address),
      );
      for (const { resource } of bundle.entry ?? []) {
        if (resource?.resourceType === 'Patient') patients.push(resource);
      }
      address = nextPage(bundle);
    }
    return patients;
  }

  /** @returns `undefined` when there is no such patient (any more). */
  async read(id: string): Promise<Patient | undefined> {
    const response = await this.#fetch(addressOf(id));
    if (response.status === 404 || response.status === 410) return undefined;
    return this.#json<Patient>(response);
  }

  /**
   * Replaces a patient, if nobody else has since this version was read.
   * @returns `undefined` when somebody has.
   */
  async replace(id: string, patient: Patient): Promise<Patient | undefined> {
    const version = patient.meta?.versionId;
    const response = await this.#fetch(addressOf(id), {
      method: 'PUT',
      headers: {
        'Content-Type': FHIR_JSON,
        ...(version === undefined ? {} : { 'If-Match': `W/"${version}"` }),
      },
      body: JSON.stringify(patient),
    });
    // Servers answer a lost race with either.
    if (response.status === 412 || response.status === 409) return undefined;
    return this.#json<Patient>(response);
  }

  async #json<T>(response: Response): Promise<T> {
    if (response.ok) return (await response.json()) as T;
    const outcome = (await response.json()) as Partial<OperationOutcome>;
    const reason = outcome.issue?.[0]?.details?.text ?? outcome.issue?.[0]?.diagnostics;
    throw new HostRefusal(
      `The patient’s record refused this (${reason ?? `status ${response.status}`}).`,
    );
  }
}

function addressOf(id: string): string {
  return `${FHIR_PATH}/Patient/${encodeURIComponent(id)}`;
}

/** Servers write the address by which they know themselves; only what asks for the next page is ours to follow. */
function nextPage({ link = [] }: Bundle): string | undefined {
  const url = link.find(({ relation }) => relation === 'next')?.url;
  if (url === undefined) return undefined;
  return `${FHIR_PATH}/Patient${new URL(url, location.href).search}`;
}
