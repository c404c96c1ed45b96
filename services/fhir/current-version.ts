/** Versions that the server gives singly, read as records. */
import type { RecordKind } from '../domain/records.ts';
import type { GivenAs, RemoteRecord, RemoteResult } from '../ports/remote-records.ts';
import { isOfPractice, recordOf } from './change-page.ts';
import { failed } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import {
  instance,
  NO_VERSION,
  NOT_LOADED,
  NOT_OURS,
  ONLY_SENT,
  type RecordServer,
} from './record-server.ts';
import { fetchMapping, kindOf, type StoredMapping } from './resource-mapping.ts';
import { PLACES, type ReadKind, type ResourcePlace } from './resource-places.ts';
import { type SearchEntry } from './search-page.ts';
import { representation } from './representation.ts';

/** The current version of what was asked for as a record of this kind. */
export async function readRecord<K extends RecordKind>(
  server: RecordServer,
  kind: K,
  serverId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<GivenAs<K>>>> {
  if (kind === 'audit') return ONLY_SENT;
  const asked: ReadKind = kind;
  const entry = await currentEntry(server, PLACES[asked], serverId, signal);
  if (!entry.ok) return entry;
  const own = kindOf(asked, entry.value.resource);
  const stored = await fetchMapping(own);
  if (stored === undefined) return NOT_LOADED;
  // Settings among identity checks, or what was asked for: the compiler does not see that these are all there are.
  return asRecord(server, own, stored, entry.value) as RemoteResult<RemoteRecord<GivenAs<K>>>;
}

/** The current version of an instance, whatever it is. */
export async function currentEntry(
  { http }: RecordServer,
  place: ResourcePlace,
  serverId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<SearchEntry>> {
  const answer = await http.send({ method: 'GET', path: instance(place, serverId) }, signal);
  if (!answer.ok) return failed(answer);
  const entry = representation(answer.value);
  return entry === undefined ? { ok: false, failure: NO_VERSION } : { ok: true, value: entry };
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
