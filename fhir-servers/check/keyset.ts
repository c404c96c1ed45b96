import type { CheckedServer } from './checked-server.ts';
import { search, type Found, type Row } from './search.ts';

/** As the product's largest page. */
const LARGEST_PAGE = 1000;
const MOST_PAGES = 100;

export interface Since {
  readonly type: string;
  readonly _tag: string;
  readonly from: string;
}

/**
 * Everything of a type with the tag that changed at or after `from`, page by page as the product reads: each next page starts at
 * the last time stamp of the one before, and is twice as long where one moment fills it.
 */
export async function* pagesSince(
  server: CheckedServer,
  { type, _tag, from }: Since,
  count: number,
): AsyncGenerator<Found, void, undefined> {
  const seen = new Set<string>();
  let place = { from, count };
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const page = await search(server, type, {
      _tag,
      _lastUpdated: `ge${place.from}`,
      _sort: '_lastUpdated',
      _count: String(place.count),
    });
    const known = seen.size;
    page.rows.forEach((row) => seen.add(versionOf(row)));
    yield page;
    const last = page.rows.at(-1)?.lastUpdated;
    const hasMore = page.rows.length >= place.count || page.next !== undefined;
    if (last === undefined || !hasMore) return;
    const isStuck = seen.size === known || last === place.from;
    if (isStuck && place.count >= LARGEST_PAGE) return;
    const longer = Math.min(place.count * 2, LARGEST_PAGE);
    place = { from: last, count: isStuck ? longer : count };
  }
}

/** A version of a resource, told from every other. */
export function versionOf({ id, versionId }: Row): string {
  return `${id}/${versionId}`;
}
