import type { Instant } from '../domain/records.ts';
import { instant, isJson, object, objects, text, type Json } from './mapping/reading.ts';

/** One answer to a search, reduced to what the pull needs. */
export interface SearchPage {
  readonly entries: readonly SearchEntry[];
  /** The server says that there is more than it gave. */
  readonly hasMore: boolean;
}

export interface SearchEntry {
  readonly id: string;
  readonly versionId: string;
  readonly lastUpdated: Instant;
  readonly resource: Json;
}

/** Reads a searchset; `undefined` if it is none, or an entry has no id, version or time to keep in step by. */
export function searchPage(body: unknown, resourceType: string): SearchPage | undefined {
  if (!isJson(body) || body.resourceType !== 'Bundle') return undefined;
  // Outcomes and included resources of other types may stand between the matches.
  const resources = objects(body.entry)
    .map((entry) => object(entry.resource))
    .filter((resource) => resource.resourceType === resourceType);
  const entries = resources.map(searchEntry).filter((entry) => entry !== undefined);
  if (entries.length < resources.length) return undefined;
  return { entries, hasMore: objects(body.link).some((link) => link.relation === 'next') };
}

/** Id, version and time of a resource, or `undefined` if one is missing. */
export function searchEntry(resource: Json): SearchEntry | undefined {
  const meta = object(resource.meta);
  const id = text(resource.id);
  const versionId = text(meta.versionId);
  const lastUpdated = instant(meta.lastUpdated);
  if (id === undefined || versionId === undefined || lastUpdated === undefined) return undefined;
  return { id, versionId, lastUpdated, resource };
}

/** Address of the bundle's next page, if any. */
export function nextLink(body: unknown): string | undefined {
  return text(objects(object(body).link).find((link) => link.relation === 'next')?.url);
}
