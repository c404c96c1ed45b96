import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { loadDefinitions } from './definitions.ts';
import { createFhirHandler, type FhirHandler, type TokenHolder } from './fhir-handler.ts';
import { Faults } from './faults.ts';
import { NO_JOURNAL, openJournal } from './journal.ts';
import { ResourceStore } from './resource-store.ts';
import { StandInRepository } from './stand-in-repository.ts';
import { SOCKET_PATH, SubscriptionHub } from './subscription-hub.ts';
import { assertResource } from './validation.ts';

export interface FhirServerOptions {
  /** Whom a bearer token belongs to; `undefined` is answered 401. */
  readonly authenticate: (token: string) => TokenHolder | undefined;
  /** Folder that keeps the data across restarts; without one everything is in memory only. */
  readonly dataFolder?: string;
  /** Default 5,000,000. */
  readonly maxBodyBytes?: number;
  /** The most entries on one page; default 1000. */
  readonly maxCount?: number;
  /** Default: the system clock. */
  readonly now?: () => Date;
  /** Told in a sentence of what was put right at the start; default: nobody. */
  readonly onWarning?: (message: string) => void;
  /** Told of bugs and failing disks, which clients see as status 500; default: nobody. */
  readonly onError?: (error: unknown) => void;
}

export interface FhirServer {
  /**
   * The resources, for the composer of the server and for tests. Each reading of this property
   * gives an instance of its own, because a transaction belongs to the instance it began on.
   */
  readonly repository: StandInRepository;
  readonly handler: FhirHandler;
  /** To be given the `upgrade` events of the HTTP server: they are WebSockets that want to hear of changes. */
  readonly upgrade: FhirUpgrade;
  /** Switches for misbehaviour; all off. Not reachable over HTTP. */
  readonly faults: Faults;
  /**
   * Creates resources under the ids they bring, in one transaction; those that ever existed, even
   * if deleted since, are left as they are.
   * @returns how many were created.
   * @throws an outcome that names what is wrong with the first invalid one; then none is created.
   */
  readonly seed: (resources: readonly SeedResource[]) => Promise<number>;
  /** Waits for what is being written and closes the data folder. */
  readonly close: () => Promise<void>;
}

/** Answers one request to become a WebSocket. */
export type FhirUpgrade = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  /** What follows the server's base in the address. */
  pathWithinBase: string,
) => void;

/** A resource with an id, of whichever library's type. */
export interface SeedResource {
  readonly resourceType: string;
  readonly id?: string | undefined;
}

/**
 * Starts the stand-in FHIR R4 server of the demonstration: a test double that behaves towards its
 * clients as a real server does, and is none. It holds whatever it is given for whoever has a token.
 * @throws when the data folder cannot be used or its journal is damaged.
 */
export async function createFhirServer(options: FhirServerOptions): Promise<FhirServer> {
  loadDefinitions();
  const faults = new Faults();
  const { journal, transactions } =
    options.dataFolder === undefined
      ? { journal: NO_JOURNAL, transactions: [] }
      : await openJournal(options.dataFolder, options.onWarning ?? nobody);
  const now = options.now ?? (() => new Date());
  const store = new ResourceStore({
    now,
    journal,
    transactions,
    onCommit: (versions) => {
      faults.committed(versions);
      hub.committed(versions);
    },
  });
  const hub = new SubscriptionHub({ store, faults, now });
  const maxCount = options.maxCount ?? 1000;
  return {
    get repository() {
      return new StandInRepository({ store, baseUrl: '', maxCount });
    },
    faults,
    handler: createFhirHandler({
      store,
      faults,
      hub,
      authenticate: options.authenticate,
      maxBodyBytes: options.maxBodyBytes ?? 5_000_000,
      maxCount,
      now,
      onError: options.onError ?? nobody,
    }),
    upgrade: (request, socket, head, pathWithinBase) => {
      if (pathWithinBase === `/${SOCKET_PATH}`) hub.upgrade(request, socket, head);
      else socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    },
    seed: (resources) => seed(store, resources),
    close: async () => {
      hub.close();
      await faults.idle();
      await store.close();
    },
  };
}

function nobody(): void {
  return;
}

function seed(store: ResourceStore, resources: readonly SeedResource[]): Promise<number> {
  return store.transact((unit) => {
    for (const resource of resources) {
      const { resourceType, id } = resource;
      if (id === undefined) throw new TypeError(`A ${resourceType} to seed has no id.`);
      if (unit.versionsOf(resourceType, id).length > 0) continue;
      const candidate: unknown = resource;
      assertResource(candidate);
      unit.put(candidate, id);
    }
    return unit.written.length;
  });
}
