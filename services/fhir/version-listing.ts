/** Records by ids and versions alone. Loaded when everything is compared. */
import type { RecordKind } from '../domain/records.ts';
import type { ChangesQuery, RemoteResult, VersionPage } from '../ports/remote-records.ts';
import { isOfPractice } from './change-page.ts';
import { ONLY_SENT, type RecordServer } from './record-server.ts';
import { kindOf } from './resource-mapping.ts';
import { PLACES } from './resource-places.ts';

/** By its tags and identifiers a resource is known as ours. A server that does not heed this gives whole ones. */
const ELEMENTS = 'meta,identifier';

/** A page of a kind. */
export async function listVersions(
  { access: { practiceId }, search }: RecordServer,
  kind: RecordKind,
  query: ChangesQuery,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<VersionPage>> {
  if (kind === 'audit') return ONLY_SENT;
  const asked = { ...query, elements: ELEMENTS };
  const found = await search.changedSince(PLACES[kind].resourceType, practiceId, asked, signal);
  if (!found.ok) return found;
  const { entries, incomplete } = found.value;
  const versions = entries.map(({ id: serverId, versionId, resource }) => {
    const isOurs = isOfPractice(PLACES[kindOf(kind, resource)], practiceId, resource);
    return { serverId, versionId, ...(!isOurs && { onlyIfHeld: true as const }) };
  });
  const stamps = entries.map(({ lastUpdated }) => lastUpdated);
  return { ok: true, value: { versions, stamps, ...(incomplete && { incomplete }) } };
}
