import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { etagOf } from './etag.ts';
import { refused } from './outcomes.ts';
import { DEFAULT_COUNT, pageLinks, withEntries } from './paging.ts';
import type { SearchQuery } from './search-request.ts';
import { timeRangeOf } from './search-values.ts';
import type { Version } from './version.ts';

export interface HistoryRequest {
  readonly offset: number;
  readonly count: number;
  /** Milliseconds since 1970: only versions made then or later. */
  readonly since?: number;
}

/** Reads `_count`, `_offset` and `_since`; anything else is refused with 400 and its name. */
export function readHistoryRequest(query: SearchQuery): HistoryRequest {
  let request: HistoryRequest = { offset: 0, count: DEFAULT_COUNT };
  for (const [key, value] of Object.entries(query)) {
    if (key === '_format' || key === '_pretty') continue;
    request = { ...request, ...historyParameter(key, value) };
  }
  return request;
}

function historyParameter(key: string, value: SearchQuery[string]): Partial<HistoryRequest> {
  if ((key === '_count' || key === '_offset') && typeof value === 'string') {
    if (/^\d{1,9}$/.test(value)) return { [key.slice(1)]: Number(value) };
  } else if (key === '_since') {
    const since = timeRangeOf(value)?.start;
    if (since !== undefined) return { since };
  } else {
    throw refused(400, 'not-supported', `History cannot be asked for by "${key}" here.`, key);
  }
  throw refused(400, 'invalid', `${key}: cannot be read.`, key);
}

/**
 * One page of a history, newest version first.
 * @param versions oldest first, as they were committed.
 * @param address of the history, without parameters.
 */
export function historyPage(
  versions: readonly Version[],
  request: HistoryRequest,
  maxCount: number,
  baseUrl: string,
  address: string,
): Bundle {
  const since = request.since ?? -Infinity;
  const asked = versions.filter((v) => Date.parse(v.lastUpdated) >= since).reverse();
  const count = Math.min(request.count, maxCount);
  const pageAddress = (offset: number): string => {
    const query = new URLSearchParams({ _count: String(count), _offset: String(offset) });
    if (request.since !== undefined) query.set('_since', new Date(request.since).toISOString());
    return `${address}?${query.toString()}`;
  };
  const page = asked.slice(request.offset, request.offset + count);
  return {
    resourceType: 'Bundle',
    type: 'history',
    total: asked.length,
    link: pageLinks(asked.length, count, request.offset, pageAddress),
    ...withEntries(page.map((version) => historyEntry(version, baseUrl))),
  };
}

function historyEntry(version: Version, baseUrl: string): BundleEntry {
  const { resourceType, id, versionId, lastUpdated, resource } = version;
  const isFirst = versionId === '1';
  return {
    fullUrl: `${baseUrl}/${resourceType}/${id}`,
    ...(resource === undefined ? {} : { resource }),
    request: {
      method: resource === undefined ? 'DELETE' : isFirst ? 'POST' : 'PUT',
      url: isFirst ? resourceType : `${resourceType}/${id}`,
    },
    response: {
      status: isFirst ? '201' : '200',
      etag: etagOf(versionId),
      lastModified: lastUpdated,
    },
  };
}
