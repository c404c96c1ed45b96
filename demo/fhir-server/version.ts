import type { Resource } from '@medplum/fhirtypes';

/** One version of one resource, as kept and as written to the journal. Never changed once made. */
export interface Version {
  readonly resourceType: string;
  readonly id: string;
  /** Counts from 1 for each resource. Clients must treat it as opaque. */
  readonly versionId: string;
  /** ISO 8601 in UTC with milliseconds, so text order is time order. */
  readonly lastUpdated: string;
  /** Absent in a tombstone: this version is the deletion. */
  readonly resource?: Resource;
}

/** A version that holds a resource. */
export interface LiveVersion extends Version {
  readonly resource: Resource;
}

export function isLive(version: Version | undefined): version is LiveVersion {
  return version?.resource !== undefined;
}

/** Makes a JSON value unchangeable to its last leaf, so that it can be handed out without copying. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
