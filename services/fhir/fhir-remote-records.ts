import { inject, injectable } from 'tsyringe';
import type { Instant, RecordKind, SharedRecords } from '../domain/records.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type {
  ChangePage,
  HasOperation,
  RemoteRecord,
  RemoteRecords,
  RemoteResult,
  ServerVersion,
} from '../ports/remote-records.ts';
import { changePage } from './change-page.ts';
import { FhirHttp } from './fhir-http.ts';
import { UNREACHABLE } from './http-failure.ts';
import { instance, ONLY_SENT, readRecord, type RecordServer } from './record-server.ts';
import type * as sending from './record-sending.ts';
import { storedMapping } from './resource-mapping.ts';
import { ResourceSearch } from './resource-search.ts';

const NOT_LOADED = { ok: false, failure: UNREACHABLE } as const;

/**
 * The shared record on any FHIR R4 server, by create, read, update, search and instance history alone. Who only looks
 * sends nothing: what sends, and what reads histories when an answer was lost, loads when it is first needed.
 */
@injectable()
export class FhirRemoteRecords implements RemoteRecords {
  private readonly server: RecordServer;

  constructor(@inject(REMOTE_ACCESS) access: RemoteAccess, @inject(CLOCK) clock: Clock) {
    const http = new FhirHttp(access, clock);
    this.server = { access, clock, http, search: new ResourceSearch(http) };
  }

  async create<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const sender = await loadSending();
    return sender?.createRecord(this.server, kind, body, operationId, signal) ?? NOT_LOADED;
  }

  async update<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    base: ServerVersion,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const sender = await loadSending();
    return sender?.updateRecord(this.server, kind, body, base, operationId, signal) ?? NOT_LOADED;
  }

  read<K extends RecordKind>(
    kind: K,
    serverId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    return readRecord(this.server, kind, serverId, signal);
  }

  async hasOperation(
    kind: RecordKind,
    serverId: string,
    operation: { readonly id: string; readonly sentOn?: string },
    signal?: AbortSignal,
  ): Promise<RemoteResult<HasOperation>> {
    const stored = storedMapping(kind);
    if (stored === undefined) return ONLY_SENT;
    const reader = await import('./instance-history.ts').catch(() => undefined);
    const path = instance(stored, serverId);
    return reader?.historyHolds(this.server.http, path, operation, signal) ?? NOT_LOADED;
  }

  heedsPractice(signal?: AbortSignal): Promise<RemoteResult<void>> {
    return this.server.search.heedsPractice('Person', signal);
  }

  async changes(
    kind: RecordKind,
    query: { readonly from?: Instant; readonly count: number },
    signal?: AbortSignal,
  ): Promise<RemoteResult<ChangePage>> {
    const stored = storedMapping(kind);
    if (stored === undefined) return ONLY_SENT;
    const { access, search } = this.server;
    const found = await search.changedSince(stored.resourceType, access.practiceId, query, signal);
    if (!found.ok) return found;
    return { ok: true, value: await changePage(kind, stored, access.practiceId, found.value) };
  }
}

/** Without a network it cannot be had: said as that, and asked for again by the next try. */
function loadSending(): Promise<typeof sending | undefined> {
  return import('./record-sending.ts').catch(() => undefined);
}
