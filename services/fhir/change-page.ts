/** What is found, read as records. Loaded with the first resource that is found, as most looks find none. */
import type { RecordKind, SharedRecords } from '../domain/records.ts';
import type {
  ChangePage,
  QuarantinedResource,
  RemoteRecord,
  RemoteResult,
  ServerVersion,
} from '../ports/remote-records.ts';
import { turnOfOthers } from '../streams/turn-of-others.ts';
import { operationOf, practiceOf, type Json, type Reading } from './mapping/reading.ts';
import { isManageable } from './manageable.ts';
import { NOT_LOADED } from './record-server.ts';
import { fetchMapping, isOurs, kindOf, type StoredMapping } from './resource-mapping.ts';
import { PLACES, type ReadKind, type ResourcePlace } from './resource-places.ts';
import { isReproduced } from './reproduction.ts';
import type { FoundChanges } from './resource-search.ts';
import type { SearchEntry } from './search-page.ts';

/** Resources read before whoever uses the page has a turn. */
const READ_AT_A_TIME = 50;

/**
 * Search results as records. What is not ours, by identifier system or by practice, matters only where it was ours
 * before; what is ours and makes no sense is set apart, with what of it cannot be read.
 */
export async function changePage(
  kind: ReadKind,
  practiceId: string,
  { entries, ...found }: FoundChanges,
): Promise<RemoteResult<ChangePage>> {
  const records: RemoteRecord[] = [];
  const quarantined: QuarantinedResource[] = [];
  for (const [place, entry] of entries.entries()) {
    if (place % READ_AT_A_TIME === 0) await turnOfOthers();
    const own = kindOf(kind, entry.resource);
    const mapping = await fetchMapping(own);
    // Without it the page waits: what it could not map would be taken for nobody's.
    if (mapping === undefined) return NOT_LOADED;
    // A server that does not know the tag parameter gives everybody's.
    const isKnownAsOurs = isOfPractice(PLACES[own], practiceId, entry.resource);
    const reading: Reading<RemoteRecord> = isKnownAsOurs
      ? recordOf<ReadKind>(own, mapping, practiceId, entry)
      : { ok: false, fields: ['practice'] };
    if (reading.ok) records.push(reading.body);
    else {
      const { id: serverId, versionId } = entry;
      const ifHeld = isKnownAsOurs ? {} : ({ onlyIfHeld: true } as const);
      quarantined.push({ serverId, versionId, fields: reading.fields, ...ifHeld });
    }
  }
  const stamps = entries.map((entry) => entry.lastUpdated);
  return { ok: true, value: { ...found, records, quarantined, stamps } };
}

/** Whether the resource is one of the practice's of this kind. */
export function isOfPractice(place: ResourcePlace, practiceId: string, resource: Json): boolean {
  return isOurs(place, resource) && practiceOf(resource) === practiceId;
}

/** One resource as a record with its version, or what of it makes no sense. */
export function recordOf<K extends RecordKind>(
  kind: K,
  mapping: StoredMapping<K>,
  practiceId: string,
  entry: SearchEntry,
): Reading<RemoteRecord<K>> {
  if (entry.lacks !== undefined) return { ok: false, fields: entry.lacks };
  if (!isManageable(entry.resource)) return { ok: false, fields: ['content'] };
  const reading = mapping.toRecord(entry.resource);
  if (!reading.ok) return reading;
  // It may be tagged as one practice's and say inside that it is another's.
  if (reading.body.practiceId !== practiceId) return { ok: false, fields: ['practice'] };
  const operationId = operationOf(entry.resource);
  return {
    ok: true,
    body: {
      kind,
      body: reading.body,
      version: versionOf(mapping, reading.body, entry),
      ...(operationId === undefined ? {} : { operationId }),
    },
  };
}

/** The resource is kept only where the record alone does not make it again. */
function versionOf<K extends RecordKind>(
  mapping: StoredMapping<K>,
  body: SharedRecords[K],
  { id, versionId, lastUpdated, resource }: SearchEntry,
): ServerVersion {
  const version = { id, versionId, lastUpdated };
  const again = mapping.toResource(body, operationOf(resource) ?? '');
  return isReproduced(resource, again) ? version : { ...version, resource };
}
