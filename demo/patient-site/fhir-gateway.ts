import { randomUUID } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Basic, Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { doesAllOrNothing } from './transaction-probe.ts';

/** Where the shared record is, and what the site shows to be let in. */
export interface FhirGatewayOptions {
  /** Base address without a trailing slash; asked before every request, because a port may be chosen late. */
  readonly baseUrl: () => string;
  readonly token: string;
}

/** The resource as the server holds it: it has an id and a version. */
export type Stored<T extends FhirResource> = T & {
  readonly id: string;
  readonly meta: { readonly versionId: string };
};

/** One write of a transaction: a new resource, the next version of one that was read, or its end. */
export type Change =
  | { readonly create: FhirResource }
  | { readonly update: Stored<FhirResource> }
  /** Whatever its version: to delete what is deleted already is no failure. */
  | { readonly remove: Stored<FhirResource> };

/** `unknown`: the answer was lost, so it may have been done. */
export type CommitOutcome = 'done' | 'conflict' | 'unknown';

/** The server cannot be reached, or refuses something that it ought to take. */
export class FhirUnavailableError extends Error {
  override readonly name = 'FhirUnavailableError';
}

const FHIR_JSON = 'application/fhir+json';
const TIMEOUT_MS = 10_000;
const CONFLICTS = [409, 412];
const TRIES_WHEN_BUSY = 5;
const FIRST_PAUSE_MS = 40;

/** The site's whole access to the shared record: plain FHIR R4 REST. */
export class FhirGateway {
  readonly #options: FhirGatewayOptions;
  #transactions: Promise<boolean> | undefined;

  constructor(options: FhirGatewayOptions) {
    this.#options = options;
  }

  /**
   * All matches (one page of 100 is more than one patient ever has). By POST, so that patient numbers stay out of
   * addresses and access logs.
   * @throws {FhirUnavailableError}
   */
  async search<T extends FhirResource>(
    type: T['resourceType'],
    parameters: Readonly<Record<string, string>>,
  ): Promise<Stored<T>[]> {
    const response = await this.#send(`/${type}/_search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Cache-Control': 'no-cache' },
      body: new URLSearchParams({ ...parameters, _count: '100' }).toString(),
    });
    const bundle = await readBundle(response);
    return (bundle.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === type ? [resource as Stored<T>] : [],
    );
  }

  /**
   * The resource with this id, `undefined` when there is none.
   * @throws {FhirUnavailableError}
   */
  async read<T extends FhirResource>(
    type: T['resourceType'],
    id: string,
  ): Promise<Stored<T> | undefined> {
    const response = await this.#send(`/${type}/${encodeURIComponent(id)}`, {
      headers: { 'Cache-Control': 'no-cache' },
    });
    if (response.status === 404 || response.status === 410) return undefined;
    return (await readJson(response)) as Stored<T>;
  }

  /**
   * Creates the resource unless one with that identifier exists; then gives that one. Where several do, by a race that
   * the server let happen, it is the one of lowest id, for everybody.
   * @throws {FhirUnavailableError}
   */
  async createUnless<T extends FhirResource>(
    resource: T,
    identifier: { readonly system: string; readonly value: string },
  ): Promise<Stored<T>> {
    for (let tries = 1; tries <= TRIES_WHEN_BUSY; tries += 1) {
      const response = await this.#send(`/${resource.resourceType}`, {
        method: 'POST',
        headers: {
          'Content-Type': FHIR_JSON,
          'If-None-Exist': identifierQuery(identifier),
          Prefer: 'return=representation',
        },
        body: JSON.stringify(resource),
      });
      if (!CONFLICTS.includes(response.status)) return (await readJson(response)) as Stored<T>;
      const token = `${identifier.system}|${identifier.value}`;
      const found = await this.search<T>(resource.resourceType, { identifier: token });
      const [first] = found.sort((one, other) => (one.id < other.id ? -1 : 1));
      if (first !== undefined) return first;
      // Nothing of that identifier: it met somebody else's transaction.
      await pause(tries);
    }
    throw new FhirUnavailableError('The FHIR server stays too busy to create a resource.');
  }

  /**
   * Asked before anything that is done as a whole: on a server that would do part of it, none of it may begin.
   * @throws {FhirUnavailableError} also when the server does not do transactions as a whole.
   */
  async requireTransactions(): Promise<void> {
    if (await this.hasTransactions()) return;
    throw new FhirUnavailableError('The FHIR server does transactions in part.');
  }

  /**
   * Whether the server does all of a transaction or nothing. Asked once; see transaction-probe.ts.
   * @throws {FhirUnavailableError} when it cannot be asked; it is asked again then.
   */
  hasTransactions(): Promise<boolean> {
    this.#transactions ??= doesAllOrNothing({
      transact: async (entry) => {
        const { status } = await this.#sendTransaction(entry);
        if (status !== 429 && status < 500) return status;
        throw new FhirUnavailableError(`The FHIR server answered ${status}.`);
      },
      probe: (resource, identifier) => this.createUnless(resource, identifier),
      read: (id) => this.read<Basic>('Basic', id),
    }).catch((error: unknown) => {
      this.#transactions = undefined;
      throw error;
    });
    return this.#transactions;
  }

  /** Writes everything or nothing; updates only what nobody has changed since it was read. */
  async commit(changes: readonly Change[]): Promise<CommitOutcome> {
    if (changes.length > 1) await this.requireTransactions();
    const entry = changes.map(entryOf);
    for (let tries = 1; tries <= TRIES_WHEN_BUSY; tries += 1) {
      const outcome = await this.#commitOnce(entry);
      if (outcome !== 'busy') return outcome;
      await pause(tries);
    }
    return 'unknown';
  }

  async #commitOnce(entry: BundleEntry[]): Promise<CommitOutcome | 'busy'> {
    let response: Response;
    try {
      response = await this.#sendTransaction(entry);
    } catch (error) {
      if (error instanceof FhirUnavailableError) return 'unknown';
      throw error;
    }
    if (response.status === 409 && metAnotherTransaction(await response.text())) return 'busy';
    if (CONFLICTS.includes(response.status)) return 'conflict';
    if (response.status >= 500) return 'unknown';
    return outcomeOf(await readBundle(response));
  }

  #sendTransaction(entry: BundleEntry[]): Promise<Response> {
    const bundle: Bundle = { resourceType: 'Bundle', type: 'transaction', entry };
    return this.#send('', {
      method: 'POST',
      headers: { 'Content-Type': FHIR_JSON },
      body: JSON.stringify(bundle),
    });
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const headers = {
      Accept: FHIR_JSON,
      Authorization: `Bearer ${this.#options.token}`,
      ...(init.headers as Record<string, string> | undefined),
    };
    try {
      return await fetch(`${this.#options.baseUrl()}${path}`, {
        ...init,
        headers,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      // fetch rejects when the server cannot be reached or takes too long.
      throw new FhirUnavailableError('The FHIR server cannot be reached.', { cause: error });
    }
  }
}

/** `identifier=<system>|<value>`, as a search and as a condition. */
export function identifierQuery({ system, value }: { system: string; value: string }): string {
  return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
}

function entryOf(change: Change): BundleEntry {
  if ('create' in change) {
    const { create } = change;
    return {
      fullUrl: `urn:uuid:${randomUUID()}`,
      resource: create,
      request: { method: 'POST', url: create.resourceType },
    };
  }
  if ('remove' in change) {
    const { remove } = change;
    return { request: { method: 'DELETE', url: `${remove.resourceType}/${remove.id}` } };
  }
  const { update } = change;
  return {
    resource: update,
    request: {
      method: 'PUT',
      url: `${update.resourceType}/${update.id}`,
      ifMatch: `W/"${update.meta.versionId}"`,
    },
  };
}

/**
 * A database that does transactions one after another in effect refuses one that would not fit: nobody has changed
 * anything of ours, and it may be sent again as it is. Servers say so in their own words only.
 */
function metAnotherTransaction(outcome: string): boolean {
  return /could not serialize|serialization failure|deadlock|"code":\s*"lock-error"/i.test(outcome);
}

/** Growing, and never the same for two who met. */
function pause(tries: number): Promise<void> {
  return elapsed(FIRST_PAUSE_MS * 2 ** (tries - 1) * (1 + Math.random()));
}

/** Every entry is looked at: a server without true transactions answers 200 while part of it failed. */
function outcomeOf(bundle: Bundle): CommitOutcome {
  const statuses = (bundle.entry ?? []).map(({ response }) => Number(response?.status.slice(0, 3)));
  if (statuses.length > 0 && statuses.every((status) => status >= 200 && status < 300)) {
    return 'done';
  }
  if (statuses.some((status) => status >= 200 && status < 300)) {
    throw new Error('The FHIR server did part of a transaction: it must do all or nothing.');
  }
  if (statuses.some((status) => CONFLICTS.includes(status))) return 'conflict';
  throw new FhirUnavailableError(`The FHIR server refused a transaction: ${statuses.join(', ')}.`);
}

async function readBundle(response: Response): Promise<Bundle> {
  return (await readJson(response)) as Bundle;
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) {
    // The body may name what was searched for, so it stays out of the message.
    throw new FhirUnavailableError(`The FHIR server answered ${response.status}.`);
  }
  return response.json();
}
