import type { RecordKind, SharedRecords } from '../domain/records.ts';
import type {
  ChangePage,
  QuarantinedResource,
  RemoteRecord,
  ServerVersion,
} from '../ports/remote-records.ts';
import { practiceOf, type Reading } from './mapping/reading.ts';
import { isOurs, operationOf, type StoredMapping } from './resource-mapping.ts';
import { isReproduced } from './reproduction.ts';
import type { SearchEntry } from './search-page.ts';

/** Resources read before whoever uses the page has a turn. */
const READ_AT_A_TIME = 50;

/**
 * Search results as records. What is not ours, by identifier system or by practice, is passed over without a word; what
 * is ours and makes no sense is set apart, with what of it cannot be read.
 */
export async function changePage<K extends RecordKind>(
  kind: K,
  mapping: StoredMapping<K>,
  practiceId: string,
  entries: readonly SearchEntry[],
): Promise<ChangePage> {
  const records: RemoteRecord[] = [];
  const quarantined: QuarantinedResource[] = [];
  for (const [place, entry] of entries.entries()) {
    if (place % READ_AT_A_TIME === 0) await turnOfOthers();
    // A server that does not know the tag parameter gives everybody's.
    if (!isOurs(mapping, entry.resource) || practiceOf(entry.resource) !== practiceId) continue;
    const reading = recordOf(kind, mapping, entry);
    // K is one of the kinds, so this is one of the union, which the compiler does not see.
    if (reading.ok) records.push(reading.body as RemoteRecord);
    else {
      const { id: serverId, versionId } = entry;
      quarantined.push({ serverId, versionId, fields: reading.fields });
    }
  }
  return { records, quarantined, stamps: entries.map((entry) => entry.lastUpdated) };
}

/** One resource as a record with its version, or what of it makes no sense. */
export function recordOf<K extends RecordKind>(
  kind: K,
  mapping: StoredMapping<K>,
  entry: SearchEntry,
): Reading<RemoteRecord<K>> {
  const reading = mapping.toRecord(entry.resource);
  if (!reading.ok) return reading;
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

/** Whatever else waits is done first. A timer would do, but browsers make it wait for some milliseconds. */
function turnOfOthers(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
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
