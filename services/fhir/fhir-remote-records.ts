import { inject, injectable } from 'tsyringe';
import type { Instant, RecordKind, SharedRecords } from '../domain/records.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import { REMOTE_ACCESS, type RemoteAccess } from '../ports/remote-access.ts';
import type {
  ChangePage,
  RemoteRecord,
  RemoteRecords,
  RemoteResult,
  ServerVersion,
} from '../ports/remote-records.ts';
import { tellTimeOfWrite } from './answer-time.ts';
import { changePage, isOfPractice, recordOf } from './change-page.ts';
import { etagOfVersion } from './etag.ts';
import { failed, FhirHttp, type FhirAnswer, type FhirOutcome } from './fhir-http.ts';
import { rejected, UNREACHABLE } from './http-failure.ts';
import { mappingOf, type StoredMapping } from './resource-mapping.ts';
import { ResourceSearch } from './resource-search.ts';
import { representation, type SearchEntry } from './search-page.ts';

const ONLY_SENT = rejected({ code: 'only-sent' });
const NO_VERSION = rejected({ code: 'version-not-told' });
const NOT_OURS = rejected({ code: 'something-else-held' });

/** The shared record on any FHIR R4 server, by create, read, update, search and instance history alone. */
@injectable()
export class FhirRemoteRecords implements RemoteRecords {
  private readonly http: FhirHttp;
  private readonly search: ResourceSearch;

  constructor(
    @inject(REMOTE_ACCESS) private readonly access: RemoteAccess,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.http = new FhirHttp(access, clock);
    this.search = new ResourceSearch(this.http);
  }

  async create<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const { creation, stored } = mappingOf(kind);
    const { resource, condition } = creation(body, operationId);
    const type = resource.resourceType;
    const answer = await this.http.send(
      { method: 'POST', path: type, ifNoneExist: condition, body: resource },
      signal,
    );
    const entry = await this.created(type, condition, answer, signal);
    if (!entry.ok) return entry;
    return stored === undefined
      ? { ok: true, value: { kind, body, version: entry.value, operationId } }
      : this.asRecord(kind, stored, entry.value);
  }

  async update<K extends RecordKind>(
    kind: K,
    body: SharedRecords[K],
    base: ServerVersion,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const { stored } = mappingOf(kind);
    if (stored === undefined) return { ok: false, failure: ONLY_SENT };
    const resource = stored.toResource(body, operationId, base.resource);
    const answer = await this.http.send(
      {
        method: 'PUT',
        path: instance(stored, base.id),
        ifMatch: etagOfVersion(base.versionId),
        body: { ...resource, id: base.id },
      },
      signal,
    );
    if (!answer.ok) return failed(answer);
    const entry = representation(answer.value);
    if (entry === undefined) return this.read(kind, base.id, signal);
    if (entry.versionId !== base.versionId) this.tellTime(answer.value, entry);
    return this.asRecord(kind, stored, entry);
  }

  async read<K extends RecordKind>(
    kind: K,
    serverId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<RemoteRecord<K>>> {
    const { stored } = mappingOf(kind);
    if (stored === undefined) return { ok: false, failure: ONLY_SENT };
    const entry = await this.get(instance(stored, serverId), signal);
    return entry.ok ? this.asRecord(kind, stored, entry.value) : entry;
  }

  async hasOperation(
    kind: RecordKind,
    serverId: string,
    operationId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<boolean>> {
    const { stored } = mappingOf(kind);
    if (stored === undefined) return { ok: false, failure: ONLY_SENT };
    // Asked only after an answer was lost, so what reads histories comes then.
    const reader = await import('./instance-history.ts').catch(() => undefined);
    if (reader === undefined) return { ok: false, failure: UNREACHABLE };
    return reader.historyHolds(this.http, instance(stored, serverId), operationId, signal);
  }

  async changes(
    kind: RecordKind,
    query: { readonly from?: Instant; readonly count: number },
    signal?: AbortSignal,
  ): Promise<RemoteResult<ChangePage>> {
    const { stored } = mappingOf(kind);
    if (stored === undefined) return { ok: false, failure: ONLY_SENT };
    const { practiceId } = this.access;
    const found = await this.search.changedSince(stored.resourceType, practiceId, query, signal);
    if (!found.ok) return found;
    return { ok: true, value: await changePage(kind, stored, practiceId, found.value) };
  }

  /** What a conditional create made, or what had been made before. */
  private async created(
    type: string,
    condition: string,
    answer: FhirOutcome,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchEntry>> {
    // Several fit the condition, or somebody is creating the same: what is there stands, if anything is.
    const several = !answer.ok && answer.failure.kind === 'conflict';
    if (!answer.ok && !several) return failed(answer);
    const given = answer.ok ? representation(answer.value) : undefined;
    if (given !== undefined) {
      if (answer.ok && answer.value.created) this.tellTime(answer.value, given);
      return { ok: true, value: given };
    }
    const first = await this.search.firstOf(type, condition, signal);
    if (!first.ok) return first;
    if (first.value !== undefined) return { ok: true, value: first.value };
    return answer.ok ? { ok: false, failure: NO_VERSION } : failed(answer);
  }

  /** A version that the exchange has just made says what time it is, where the answer itself could not. */
  private tellTime({ date, exchange }: FhirAnswer, made: SearchEntry): void {
    if (date === undefined) tellTimeOfWrite(this.clock, exchange, made.lastUpdated);
  }

  private async get(
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchEntry>> {
    const answer = await this.http.send({ method: 'GET', path }, signal);
    if (!answer.ok) return failed(answer);
    const entry = representation(answer.value);
    return entry === undefined ? { ok: false, failure: NO_VERSION } : { ok: true, value: entry };
  }

  private asRecord<K extends RecordKind>(
    kind: K,
    stored: StoredMapping<K>,
    entry: SearchEntry,
  ): RemoteResult<RemoteRecord<K>> {
    const { practiceId } = this.access;
    if (!isOfPractice(stored, practiceId, entry.resource)) return { ok: false, failure: NOT_OURS };
    const reading = recordOf(kind, stored, practiceId, entry);
    return reading.ok
      ? { ok: true, value: reading.body }
      : { ok: false, failure: rejected({ code: 'version-unreadable', fields: reading.fields }) };
  }
}

function instance<K extends RecordKind>(stored: StoredMapping<K>, serverId: string): string {
  return `${stored.resourceType}/${encodeURIComponent(serverId)}`;
}
