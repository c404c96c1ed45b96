import type { Clock } from '../ports/clock.ts';
import type { RemoteAccess } from '../ports/remote-access.ts';
import type { FhirHttp } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import type { BatchWrites } from './batch-writes.ts';
import type { PageWrites } from './page-writes.ts';
import type { ResourcePlace } from './resource-places.ts';
import type { ResourceSearch } from './resource-search.ts';

/** A practice's records on a server, and how to reach it. */
export interface RecordServer {
  readonly access: RemoteAccess;
  readonly clock: Clock;
  readonly http: FhirHttp;
  readonly search: ResourceSearch;
  /** Once a write has got no answer. */
  writes?: PageWrites;
  /** Until there are {@link batches}. */
  writesUnderWay?: number;
  /** Once two were to be sent at a time, where several may go in one request. */
  batches?: BatchWrites;
}

/** Of a kind that is never read nor changed. */
export const ONLY_SENT = { ok: false, failure: rejected({ code: 'only-sent' }) } as const;
/** What reads or sends it cannot be had: asked for again by the next try. */
export const NOT_LOADED = {
  ok: false,
  failure: { kind: 'unreachable', reason: { code: 'part-not-loaded' } },
} as const;

export const NO_VERSION = rejected({ code: 'version-not-told' });
export const NOT_OURS = rejected({ code: 'something-else-held' });

/** Path of one instance. */
export function instance({ resourceType }: ResourcePlace, serverId: string): string {
  return `${resourceType}/${encodeURIComponent(serverId)}`;
}
