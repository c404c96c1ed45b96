import type { Instant, RecordKind, SharedRecords } from '../../services/domain/records.ts';
import type { RemoteRecord, ServerVersion } from '../../services/ports/remote-records.ts';

/** One version of a resource in memory. */
export interface StoredVersion {
  readonly body: SharedRecords[RecordKind];
  readonly version: ServerVersion;
  readonly operationId: string;
}

/** A resource with all its versions, the latest last. */
export interface StoredResource {
  readonly kind: RecordKind;
  readonly id: string;
  readonly versions: StoredVersion[];
}

/** Whether a create of one would find the other: an account by its patient, anything else by its id. */
export function sameCreation(
  kind: RecordKind,
  one: SharedRecords[RecordKind],
  other: SharedRecords[RecordKind],
): boolean {
  if (kind !== 'account') return one.id === other.id;
  return one.patientRef === other.patientRef && one.practiceId === other.practiceId;
}

/** The version that stands. */
export function latest(resource: StoredResource): StoredVersion {
  const version = resource.versions.at(-1);
  if (version === undefined) throw new Error('A resource without a version.');
  return version;
}

/** When that was made. */
export function stamp(resource: StoredResource): Instant {
  return latest(resource).version.lastUpdated;
}

/** What that says, as the port gives it. */
export function recordOf<K extends RecordKind>(kind: K, resource: StoredResource): RemoteRecord<K> {
  const { body, version, operationId } = latest(resource);
  return { kind, body: structuredClone(body) as SharedRecords[K], version, operationId };
}
