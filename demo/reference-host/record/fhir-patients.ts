import type { Bundle, FhirResource, OperationOutcome, Patient } from 'fhir/r4';
import { HostRefusal } from '../base/host-refusal.ts';
import type { AuthorisedFetch } from '../session/backend-client.ts';

/** Base address of the FHIR server, as the host and its plugins use it. */
export const FHIR_PATH = '/fhir/R4';

const PAGE_SIZE = 200;
const MOST_PAGES = 500;
const NO_PAGES = 'The list of patients cannot be read to its end.';
const FHIR_JSON = 'application/fhir+json';

/** Patient resources on the FHIR server. Each rejects with a {@link HostRefusal} when refused or out of reach. */
export class FhirPatients {
  readonly #fetch: AuthorisedFetch;

  constructor(authorisedFetch: AuthorisedFetch) {
    this.#fetch = authorisedFetch;
  }

  /** Every patient on the server. Part of them would be nobody's list, so all or a refusal. */
  all(): Promise<readonly Patient[]> {
    return this.#everyPage(`/Patient?_count=${PAGE_SIZE}`);
  }

  /**
   * Every patient written after a moment, by the server's clock. Not of that moment too: a server may have been given all of them
   * in one.
   */
  changedSince(moment: string): Promise<readonly Patient[]> {
    const since = encodeURIComponent(`gt${moment}`);
    return this.#everyPage(`/Patient?_lastUpdated=${since}&_count=${PAGE_SIZE}`);
  }

  async #everyPage(first: string): Promise<readonly Patient[]> {
    const patients: Patient[] = [];
    let base: string | undefined;
    let within: string | undefined = first;
    for (let pages = 1; within !== undefined; pages += 1) {
      // Each may name another, for ever.
      if (pages > MOST_PAGES) throw new HostRefusal(NO_PAGES);
      const page: Bundle<FhirResource> = await this.#json<Bundle<FhirResource>>(
        await this.#fetch(`${FHIR_PATH}${within}`),
      );
      for (const { resource } of page.entry ?? []) {
        if (resource?.resourceType === 'Patient') patients.push(resource);
      }
      base ??= baseOf(page);
      within = nextPage(page, base);
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

/** The base by which the server knows itself, as it writes it in its links and entries. */
function baseOf({ link = [], entry = [] }: Bundle): string | undefined {
  const self = link.find(({ relation }) => relation === 'self')?.url;
  const written = [self, entry[0]?.fullUrl].map(
    (url) => /^(https?:.*)\/Patient(?:[/?]|$)/.exec(url ?? '')?.[1],
  );
  return written.find((base) => base !== undefined);
}

/**
 * What of the link to the next page follows the base: `/Patient?…`, or `?…` on servers that give pages at the base itself.
 * Only that is ours to follow, by our own way to the server.
 */
function nextPage({ link = [] }: Bundle, base: string | undefined): string | undefined {
  const url = link.find(({ relation }) => relation === 'next')?.url;
  if (url === undefined) return undefined;
  const address = base !== undefined && URL.canParse(url, `${base}/`) && new URL(url, `${base}/`);
  const within = address && address.href.startsWith(base) && address.href.slice(base.length);
  if (within && /^[/?]/.test(within)) return within;
  throw new HostRefusal(NO_PAGES);
}
