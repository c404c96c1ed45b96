import { inject, injectable } from 'tsyringe';
import type { Instant, RecordKind, SharedRecords } from '../domain/records.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type {
  ChangePage,
  ChangesQuery,
  GivenAs,
  HasOperation,
  KindQuery,
  Look,
  RemoteRecord,
  RemoteRecords,
  RemoteResult,
  ServerVersion,
  VersionPage,
} from '../ports/remote-records.ts';
import { BatchSearch } from './batch-search.ts';
import { FhirHttp } from './fhir-http.ts';
import { loadedOnce } from './loaded-once.ts';
import { instance, NOT_LOADED, ONLY_SENT, type RecordServer } from './record-server.ts';
import { PLACES } from './resource-places.ts';
import { ResourceSearch } from './resource-search.ts';
import type { SearchPage } from './search-page.ts';

/**
 * More writes with the server would take it from other workstations, and the browser's connections from whoever works at this one,
 * and send nothing sooner.
 */
const ONE_BY_ONE = 4;

const creation = loadedOnce(() => import('./creation.ts'));
const recordSending = loadedOnce(() => import('./record-sending.ts'));

/**
 * The shared record on any FHIR R4 server, by create, read, update, search and instance history alone. Most looks find
 * nothing, and who only looks sends nothing: what reads records, sends, or reads histories when an answer was lost, loads
 * when it is first needed. What cannot be loaded is answered as NOT_LOADED, which staff are told and which is tried again.
 */
@injectable()
export class FhirRemoteRecords implements RemoteRecords {
  private readonly server: RecordServer;
  private readonly batch: BatchSearch;

  constructor(@inject(REMOTE_ACCESS) access: RemoteAccess, @inject(CLOCK) clock: Clock) {
    const http = new FhirHttp(access, clock);
    this.server = { access, clock, http, search: new ResourceSearch(http) };
    this.batch = new BatchSearch(http, clock);
  }

  /** Known once several were sent. */
  get writesAtOnce(): number {
    return this.server.batches?.writesAtOnce ?? ONE_BY_ONE;
  }

  async create<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const sender = await creation();
    return sender?.createRecord(this.server, kind, body, operationId, signal) ?? NOT_LOADED;
  }

  async update<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    base: ServerVersion,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const sender = await recordSending();
    return sender?.updateRecord(this.server, kind, body, base, operationId, signal) ?? NOT_LOADED;
  }

  async read<K extends RecordKind>(
    kind: K,
    serverId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<GivenAs<K>>>> {
    const reader = await import('./current-version.ts').catch(() => undefined);
    return reader?.readRecord(this.server, kind, serverId, signal) ?? NOT_LOADED;
  }

  async hasOperation(
    kind: RecordKind,
    serverId: string,
    operation: { readonly id: string; readonly sentOn?: string },
    signal?: AbortSignal,
  ): Promise<RemoteResult<HasOperation>> {
    if (kind === 'audit') return ONLY_SENT;
    // Where it cannot be loaded the history is not read: said as unreachable, and asked again by the next try.
    const reader = await import('./instance-history.ts').catch(() => undefined);
    const path = instance(PLACES[kind], serverId);
    return reader?.historyHolds(this.server.http, path, operation, signal) ?? NOT_LOADED;
  }

  heedsPractice(signal?: AbortSignal): Promise<RemoteResult<void>> {
    return this.server.search.heedsPractice('Person', signal);
  }

  async changes(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<ChangePage>> {
    const changes = await this.found({ kind, ...query }, signal);
    if (changes.ok) this.batch.singlesWork();
    return changes;
  }

  async versions(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<VersionPage>> {
    const listing = await import('./version-listing.ts').catch(() => undefined);
    return listing?.listVersions(this.server, kind, query, signal) ?? NOT_LOADED;
  }

  async look(
    queries: readonly KindQuery[],
    signal?: AbortSignal,
    workedSince?: Instant,
  ): Promise<RemoteResult<Look>> {
    const { practiceId } = this.server.access;
    const asked = queries.flatMap((query) =>
      query.kind === 'audit' ? [] : [{ type: PLACES[query.kind].resourceType, query }],
    );
    // Openings are noted in the audit (mapping/audit.ts); they are counted, as nothing else of them is needed.
    const ofOpenings = { type: 'AuditEvent', query: { from: workedSince, count: 0 } };
    const opened = workedSince === undefined ? [] : [ofOpenings];
    const given = await this.batch.search([...asked, ...opened], practiceId, signal);
    if (!given.ok) return given;
    const pages = new Map<RecordKind, ChangePage>();
    for (const [index, { query }] of asked.entries()) {
      const first = given.value[index];
      const page = first && (await this.found(query, signal, first));
      if (page?.ok === true) pages.set(query.kind, page.value);
      // Of another practice, or in a state that asking for it singly may mend: not to be thrown away at every look.
      else if (page?.failure.kind === 'rejected') this.batch.leave();
    }
    const { total = 0 } = given.value[asked.length] ?? {};
    return { ok: true, value: { pages, isWorkedAt: total > 0 } };
  }

  private async found(
    { kind, ...query }: KindQuery,
    signal: AbortSignal | undefined,
    given?: SearchPage,
  ): Promise<RemoteResult<ChangePage>> {
    if (kind === 'audit') return ONLY_SENT;
    const { access, search } = this.server;
    const { practiceId } = access;
    const { resourceType } = PLACES[kind];
    const found = await search.changedSince(resourceType, practiceId, query, signal, given);
    if (!found.ok) return found;
    const { entries, ...page } = found.value;
    if (entries.length === 0) {
      return { ok: true, value: { ...page, records: [], quarantined: [], stamps: [] } };
    }
    const reader = await import('./change-page.ts').catch(() => undefined);
    return reader?.changePage(kind, practiceId, found.value) ?? NOT_LOADED;
  }
}
