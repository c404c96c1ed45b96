import type { Instant } from '../domain/records.ts';
import type { RecordField } from '../domain/unsent-work/reasons.ts';
import type { FhirAnswer } from './fhir-http.ts';
import { instant, isJson, object, objects, text, type Json } from './mapping/reading.ts';

/** One answer to a search, reduced to what the pull needs. */
export interface SearchPage {
  readonly entries: readonly SearchEntry[];
  /** The server says that there is more than it gave. */
  readonly hasMore: boolean;
  /** When it answered, by its own clock, if it said so. */
  readonly answeredAt?: Instant;
  /** Of all there are, if it said so. */
  readonly total?: number | undefined;
}

export interface SearchEntry {
  readonly id: string;
  readonly versionId: string;
  readonly lastUpdated: Instant;
  readonly resource: Json;
  /** What of it cannot be read, where it cannot be told apart, followed or read at all. */
  readonly lacks?: readonly RecordField[];
}

/** What can stand in an address. "." and ".." would lead elsewhere. */
const ID = /^(?!\.+$)[\w.-]{1,128}$/;
/** What can stand in a header: some servers' versions are more than FHIR's ids may be. */
const VERSION = /^[!-~]{1,256}$/;
const LONG_AGO = new Date(0).toISOString();

/** Reads a searchset; `undefined` if it is none. */
export function searchPage(
  { body, date }: Pick<FhirAnswer, 'body' | 'date'>,
  resourceType: string,
): SearchPage | undefined {
  if (!isJson(body) || body.resourceType !== 'Bundle') return undefined;
  // Outcomes and included resources of other types may stand between the matches.
  const resources = objects(body.entry)
    .map((entry) => object(entry.resource))
    .filter((resource) => resource.resourceType === resourceType);
  const entries: SearchEntry[] = [];
  for (const resource of resources) entries.push(listedEntry(resource, entries.at(-1)));
  return {
    entries,
    hasMore: objects(body.link).some((link) => link.relation === 'next'),
    ...(date !== undefined && { answeredAt: new Date(date).toISOString() }),
    total: typeof body.total === 'number' ? body.total : undefined,
  };
}

/** Id, version and time of a resource, or `undefined` if one is missing. */
export function searchEntry(resource: Json): SearchEntry | undefined {
  const { id, versionId, lastUpdated } = placeOf(resource);
  if (id === undefined || versionId === undefined || lastUpdated === undefined) return undefined;
  return { id, versionId, lastUpdated, resource };
}

/** Whatever it lacks, it has its place in the list: that of a resource without a time is beside the one before. */
function listedEntry(resource: Json, before: SearchEntry | undefined): SearchEntry {
  const { id, versionId, lastUpdated } = placeOf(resource);
  const lacks: RecordField[] = [
    ...(id === undefined ? (['serverId'] as const) : []),
    ...(versionId === undefined ? (['version'] as const) : []),
    ...(lastUpdated === undefined ? (['changedAt'] as const) : []),
  ];
  return {
    id: id ?? `#${recordIdOf(resource).slice(0, 64)}`,
    versionId: versionId ?? '',
    lastUpdated: lastUpdated ?? before?.lastUpdated ?? LONG_AGO,
    resource,
    ...(lacks.length > 0 && { lacks }),
  };
}

/** What our records are known by; without an id of the server's it has to do. */
function recordIdOf({ identifier }: Json): string {
  const [first] = isJson(identifier) ? [identifier] : objects(identifier);
  return text(first?.value) ?? '';
}

function placeOf({ id, meta }: Json) {
  const { versionId, lastUpdated } = object(meta);
  return {
    id: matching(ID, id),
    versionId: matching(VERSION, versionId),
    lastUpdated: instant(lastUpdated),
  };
}

function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
