import type { RecordKind } from '../domain/records.ts';
import type { Clock } from '../ports/clock.ts';
import type { RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteRecord, RemoteResult } from '../ports/remote-records.ts';
import { isOfPractice, recordOf } from './change-page.ts';
import { failed, type FhirHttp } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { storedMapping, type StoredMapping } from './resource-mapping.ts';
import type { PageWrites } from './page-writes.ts';
import type { ResourceSearch } from './resource-search.ts';
import { representation, type SearchEntry } from './search-page.ts';

/** A practice's records on a server, and how to reach it. */
export interface RecordServer {
  readonly access: RemoteAccess;
  readonly clock: Clock;
  readonly http: FhirHttp;
  readonly search: ResourceSearch;
  /** Once something has been written. */
  writes?: PageWrites;
}

/** Of a kind that is never read nor changed. */
export const ONLY_SENT = { ok: false, failure: rejected({ code: 'only-sent' }) } as const;
export const NO_VERSION = rejected({ code: 'version-not-told' });
export const NOT_OURS = rejected({ code: 'something-else-held' });

/** The current version of a record. */
export async function readRecord<K extends RecordKind>(
  server: RecordServer,
  kind: K,
  serverId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<K>>> {
  const stored = storedMapping(kind);
  if (stored === undefined) return ONLY_SENT;
  const answer = await server.http.send(
    { method: 'GET', path: instance(stored, serverId) },
    signal,
  );
  if (!answer.ok) return failed(answer);
  const entry = representation(answer.value);
  return entry === undefined
    ? { ok: false, failure: NO_VERSION }
    : asRecord(server, kind, stored, entry);
}

/** A version that the server gave, as a record of the practice. */
export function asRecord<K extends RecordKind>(
  { access: { practiceId } }: RecordServer,
  kind: K,
  stored: StoredMapping<K>,
  entry: SearchEntry,
): RemoteResult<RemoteRecord<K>> {
  if (!isOfPractice(stored, practiceId, entry.resource)) return { ok: false, failure: NOT_OURS };
  const reading = recordOf(kind, stored, practiceId, entry);
  return reading.ok
    ? { ok: true, value: reading.body }
    : { ok: false, failure: rejected({ code: 'version-unreadable', fields: reading.fields }) };
}

/** Path of one instance. */
export function instance<K extends RecordKind>(stored: StoredMapping<K>, serverId: string): string {
  return `${stored.resourceType}/${encodeURIComponent(serverId)}`;
}
