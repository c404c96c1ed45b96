import type { RemoteResult } from '../ports/remote-records.ts';
import type { Json } from './mapping/reading.ts';
import type { ResourceSearch } from './resource-search.ts';
import type { SearchEntry } from './search-page.ts';

/**
 * The resource that stands where several fit one condition: the one of lowest id, the same for everybody. What a server
 * gives that does not fit (`isMet`) is none of them. Needed by who sends, and loaded with that.
 */
export async function firstFound(
  search: ResourceSearch,
  type: string,
  condition: string,
  isMet: (resource: Json) => boolean,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<SearchEntry | undefined>> {
  const page = await search.page(type, new URLSearchParams(condition), signal);
  if (!page.ok) return page;
  const [first] = page.value.entries
    .filter(({ resource }) => isMet(resource))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { ok: true, value: first };
}
