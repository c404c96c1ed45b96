import type { Instant, RecordKind, SharedRecords } from '../../services/domain/records.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type {
  ChangePage,
  ChangesQuery,
  GivenAs,
  HasOperation,
  KindQuery,
  Look,
  RemoteFailure,
  RemoteRecord,
  RemoteRecords,
  RemoteResult,
  ServerVersion,
  VersionPage,
} from '../../services/ports/remote-records.ts';
import { OVERTAKEN, UNREACHABLE } from './remote-failures.ts';
import { latest, recordOf, sameCreation, stamp, type StoredResource } from './stored-resource.ts';

/** One call as a test sees it, to decide what befalls it. */
export interface RemoteCall {
  readonly method: 'create' | 'update' | 'read' | 'hasOperation' | 'heedsPractice' | 'changes';
  /** Of asking whether practices are kept apart: that of accounts. */
  readonly kind: RecordKind;
  readonly operationId?: string;
  readonly body?: SharedRecords[RecordKind];
  /** Of a look for changes: from when on. */
  readonly from?: Instant;
  /** It was one of several in one request. */
  readonly inBatch?: true;
  /** Only ids and versions were asked for, or only how many there are. */
  readonly namesOnly?: true;
  readonly countOnly?: true;
}

/** A failure instead of the exchange; or `lost-answer`: it is carried out and nobody hears of it. */
export type Mishap = RemoteFailure | 'lost-answer';

const PRACTICES_MIXED: RemoteFailure = { kind: 'rejected', reason: { code: 'practices-mixed' } };
const GONE: RemoteFailure = { kind: 'rejected', reason: { code: 'something-else-held' } };

/** A server in memory that any number of workstations share. */
export class InMemoryServer {
  /** Every call that reached the server or was stopped on the way, in order. */
  readonly calls: RemoteCall[] = [];
  /** Requests that carried them: what was asked for together is one. */
  requests = 0;
  /** Entries of pages that it has given away. */
  given = 0;
  takesBatches = true;
  /** Decides what befalls each call; nothing by default. May wait, to hold an answer back. */
  mishap: (call: RemoteCall) => Mishap | undefined | Promise<Mishap | undefined> = () => undefined;
  /** Time of the next version; moves on by a millisecond with each, unless it is frozen. */
  clock = Date.parse('2026-03-01T09:00:00.000Z');
  clockStands = false;
  /** How its versions are called: by number, as most servers do, unless a test wants names without an order. */
  versionName: (version: number) => string = String;
  /** Whether it gives a practice its own records alone, when asked for them. */
  heedsPractice = true;
  /** Whether it shows its resources' histories. */
  tellsHistory = true;
  /** Ids of resources that make no sense to whoever reads them. */
  readonly spoilt = new Set<string>();
  /** Told of each version, by {@link FakeChangeHints}. */
  readonly followers = new Set<(body: SharedRecords[RecordKind]) => void>();
  /** Whether it says, when it is asked for changes, that somebody has opened a patient. */
  tellsOfWork = true;
  private readonly resources = new Map<string, StoredResource>();
  private made = 0;

  /** A workstation's view of the server, whose answers tell the workstation's clock the time, if it has one. */
  remote(practiceId: string, clock?: Clock): RemoteRecords {
    return new InMemoryRemoteRecords(this, practiceId, clock);
  }

  /** Current body of every resource of a kind. */
  all<K extends RecordKind>(kind: K): readonly SharedRecords[K][] {
    return this.ofKind(kind).map((resource) => latest(resource).body as SharedRecords[K]);
  }

  /** Body of every version of every resource of a kind. */
  versions<K extends RecordKind>(kind: K): readonly SharedRecords[K][] {
    const all = this.ofKind(kind).flatMap(({ versions }) => versions);
    return all.map(({ body }) => body as SharedRecords[K]);
  }

  /** Somebody else's change, e.g. the website's: straight to the server. */
  change<K extends RecordKind>(
    kind: K,
    recordId: string,
    edit: (body: SharedRecords[K]) => SharedRecords[K],
  ): void {
    const resource = this.ofKind(kind).find((each) => latest(each).body.id === recordId);
    if (resource === undefined) throw new Error(`No ${kind} ${recordId} on the server.`);
    const body = edit(latest(resource).body as SharedRecords[K]);
    this.addVersion(resource, body, crypto.randomUUID());
  }

  /** As if somebody had deleted the resource behind the product's back. */
  lose(kind: RecordKind, recordId: string): void {
    for (const { id, versions } of this.ofKind(kind)) {
      if (versions.some(({ body }) => body.id === recordId)) this.resources.delete(id);
    }
  }

  /** As if something else had garbled the resource. */
  spoil(kind: RecordKind, recordId: string): void {
    for (const { id, versions } of this.ofKind(kind)) {
      if (versions.some(({ body }) => body.id === recordId)) this.spoilt.add(id);
    }
  }

  /** Every operation that made a version, in no order: to find doubled or lost work. */
  operations(): readonly string[] {
    return [...this.resources.values()].flatMap((resource) =>
      resource.versions.map((version) => version.operationId),
    );
  }

  ofKind(kind: RecordKind): readonly StoredResource[] {
    return [...this.resources.values()].filter((resource) => resource.kind === kind);
  }

  get(kind: RecordKind, id: string): StoredResource | undefined {
    const resource = this.resources.get(id);
    return resource?.kind === kind ? resource : undefined;
  }

  add(kind: RecordKind, body: SharedRecords[RecordKind], operationId: string): StoredResource {
    this.made += 1;
    const resource: StoredResource = { kind, id: `r${this.made}`, versions: [] };
    this.resources.set(resource.id, resource);
    this.addVersion(resource, body, operationId);
    return resource;
  }

  addVersion(resource: StoredResource, body: SharedRecords[RecordKind], operationId: string): void {
    if (!this.clockStands) this.clock += 1;
    const version = {
      id: resource.id,
      versionId: this.versionName(resource.versions.length + 1),
      lastUpdated: new Date(this.clock).toISOString(),
      resource: structuredClone(body),
    };
    resource.versions.push({ body: structuredClone(body), version, operationId });
    this.followers.forEach((tell) => {
      tell(body);
    });
  }
}

class InMemoryRemoteRecords implements RemoteRecords {
  readonly writesAtOnce = 4;

  constructor(
    private readonly server: InMemoryServer,
    private readonly practiceId: string,
    private readonly clock: Clock | undefined,
  ) {}

  create<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    return this.exchange({ method: 'create', kind, operationId, body }, signal, () => {
      const fits = (each: StoredResource) =>
        kind === 'audit'
          ? each.versions[0]?.operationId === operationId
          : sameCreation(kind, latest(each).body, body);
      const existing = this.server.ofKind(kind).find(fits);
      return succeed(kind, existing ?? this.server.add(kind, body, operationId));
    });
  }

  update<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    base: ServerVersion,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    return this.exchange({ method: 'update', kind, operationId, body }, signal, () => {
      const resource = this.server.get(kind, base.id);
      if (resource === undefined) return fail(GONE);
      if (latest(resource).version.versionId !== base.versionId) return fail(OVERTAKEN);
      this.server.addVersion(resource, body, operationId);
      return succeed(kind, resource);
    });
  }

  read<K extends RecordKind>(
    kind: K,
    serverId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<GivenAs<K>>>> {
    return this.exchange({ method: 'read', kind }, signal, () => {
      const found = givenAs(kind).flatMap((each) => this.server.get(each, serverId) ?? []);
      const [resource] = found;
      // Of one of the kinds that are given as this one.
      return resource === undefined
        ? fail(GONE)
        : (succeed(resource.kind, resource) as RemoteResult<RemoteRecord<GivenAs<K>>>);
    });
  }

  hasOperation(
    kind: RecordKind,
    serverId: string,
    operation: { readonly id: string; readonly sentOn?: string },
    signal?: AbortSignal,
  ): Promise<RemoteResult<HasOperation>> {
    const call = { method: 'hasOperation', kind, operationId: operation.id } as const;
    return this.exchange(call, signal, () => {
      const versions = this.server.get(kind, serverId)?.versions;
      if (versions === undefined) return fail(GONE);
      if (!this.server.tellsHistory) return { ok: true, value: 'unknown' };
      const isThere = versions.some((each) => each.operationId === operation.id);
      return { ok: true, value: isThere ? 'yes' : 'no' };
    });
  }

  heedsPractice(signal?: AbortSignal): Promise<RemoteResult<void>> {
    return this.exchange({ method: 'heedsPractice', kind: 'account' }, signal, () => {
      const isMixed = !this.server.heedsPractice && this.server.ofKind('account').length > 0;
      return isMixed ? fail(PRACTICES_MIXED) : { ok: true, value: undefined };
    });
  }

  changes(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<ChangePage>> {
    return this.changesOf({ kind, ...query }, {}, signal);
  }

  async versions(
    kind: RecordKind,
    query: ChangesQuery,
    signal?: AbortSignal,
  ): Promise<RemoteResult<VersionPage>> {
    const page = await this.changesOf({ kind, ...query }, { namesOnly: true }, signal);
    if (!page.ok) return page;
    const { records, quarantined, stamps } = page.value;
    const listed = records.map(({ version }) => ({
      serverId: version.id,
      versionId: version.versionId,
    }));
    return { ok: true, value: { versions: [...listed, ...quarantined], stamps } };
  }

  async look(
    queries: readonly KindQuery[],
    signal?: AbortSignal,
    workedSince?: Instant,
  ): Promise<RemoteResult<Look>> {
    const pages = new Map<RecordKind, ChangePage>();
    if (!this.server.takesBatches) return { ok: true, value: { pages } };
    this.server.requests += 1;
    for (const query of queries) {
      if (query.kind === 'audit') continue;
      const page = await this.changesOf(query, { inBatch: true }, signal);
      if (page.ok) pages.set(query.kind, page.value);
      else if (page.failure.kind !== 'rejected') return page;
    }
    const isWorkedAt = this.server.tellsOfWork && this.isOpenedSince(workedSince);
    return { ok: true, value: { pages, isWorkedAt } };
  }

  private isOpenedSince(since: Instant | undefined): boolean {
    const isOpening = (each: StoredResource): boolean => {
      const { practiceId, action } = latest(each).body as SharedRecords['audit'];
      return (
        practiceId === this.practiceId && action === 'open-tab' && stamp(each) >= (since ?? '')
      );
    };
    return since !== undefined && this.server.ofKind('audit').some(isOpening);
  }

  private changesOf(
    { kind, from, count }: KindQuery,
    how: Pick<RemoteCall, 'inBatch' | 'namesOnly'>,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<ChangePage>> {
    const call: RemoteCall = {
      method: 'changes',
      kind,
      ...(from !== undefined && { from }),
      ...how,
      ...(count === 0 && { countOnly: true }),
    };
    return this.exchange<ChangePage>(call, signal, () => {
      if (kind === 'audit') return fail({ kind: 'rejected', reason: { code: 'only-sent' } });
      const isOurs = (each: StoredResource): boolean =>
        latest(each).body.practiceId === this.practiceId;
      const given = givenAs(kind).flatMap((each) => this.server.ofKind(each));
      if (!this.server.heedsPractice && !given.every(isOurs)) return fail(PRACTICES_MIXED);
      const all = given
        .filter(isOurs)
        .filter((each) => latest(each).version.lastUpdated >= (from ?? ''))
        .sort((one, other) => (stamp(one) < stamp(other) ? -1 : 1));
      const current = all.slice(0, count);
      this.server.given += current.length;
      const spoilt = ({ id }: StoredResource): boolean => this.server.spoilt.has(id);
      const records = current
        .filter((each) => !spoilt(each))
        .map((each) => recordOf(each.kind, each) as RemoteRecord);
      const quarantined = current.filter(spoilt).map((each) => ({
        serverId: each.id,
        versionId: latest(each).version.versionId,
        fields: ['status'] as const,
      }));
      const answeredAt = new Date(this.server.clock).toISOString();
      const stamps = current.map(stamp);
      return {
        ok: true,
        value: { records, quarantined, stamps, answeredAt, total: all.length },
      };
    });
  }

  private async exchange<T>(
    call: RemoteCall,
    signal: AbortSignal | undefined,
    work: () => RemoteResult<T>,
  ): Promise<RemoteResult<T>> {
    await Promise.resolve();
    if (signal?.aborted === true) return fail(UNREACHABLE);
    this.server.calls.push(call);
    if (call.inBatch !== true) this.server.requests += 1;
    const askedAt = this.clock?.elapsed();
    const mishap = await this.server.mishap(call);
    if (this.clock !== undefined && askedAt !== undefined && !isSilence(mishap)) {
      const { clock: at } = this.server;
      const heardAt = this.clock.elapsed();
      this.clock.heard({ earliest: at, latest: at + 1000, askedAt, heardAt });
    }
    if (mishap !== undefined && mishap !== 'lost-answer') return fail(mishap);
    const result = work();
    return mishap === 'lost-answer' || isAborted(signal) ? fail(UNREACHABLE) : result;
  }
}

/** The practice's settings come with identity checks, as the same type of resource. */
function givenAs(kind: RecordKind): readonly RecordKind[] {
  return kind === 'identity-check' ? [kind, 'practice-settings'] : [kind];
}

/** No answer comes that could tell the time. */
function isSilence(mishap: Mishap | undefined): boolean {
  if (mishap === undefined) return false;
  return mishap === 'lost-answer' || mishap.kind === 'unreachable';
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function succeed<K extends RecordKind>(
  kind: K,
  resource: StoredResource,
): RemoteResult<RemoteRecord<K>> {
  return { ok: true, value: recordOf(kind, resource) };
}

function fail(failure: RemoteFailure): { readonly ok: false; readonly failure: RemoteFailure } {
  return { ok: false, failure };
}
