import type { SearchRequest, WithId } from '@medplum/core';
import { formatSearchQuery } from '@medplum/core';
import type { Bundle, BundleEntry, BundleLink, Resource } from '@medplum/fhirtypes';

/** Entries on a page when the client does not say. */
export const DEFAULT_COUNT = 20;

const SUBSETTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** One page of a search result with its links and total. */
export function searchPage<T extends Resource>(
  found: readonly T[],
  request: SearchRequest,
  baseUrl: string,
  maxCount: number,
): Bundle<WithId<T>> {
  const count = Math.min(request.count ?? DEFAULT_COUNT, maxCount);
  const offset = request.offset ?? 0;
  const { fields, ...asked } = request;
  const elements = fields === undefined ? '' : `&_elements=${fields.join(',')}`;
  const address = (at: number): string =>
    `${baseUrl}/${request.resourceType}${formatSearchQuery({ ...asked, count, offset: at })}${elements}`;
  const entry = found.slice(offset, offset + count).map((resource) => ({
    fullUrl: `${baseUrl}/${resource.resourceType}/${resource.id ?? ''}`,
    resource: subset(resource, fields) as WithId<T>,
    search: { mode: 'match' as const },
  }));
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(request.total === 'none' ? {} : { total: found.length }),
    link: pageLinks(found.length, count, offset, address),
    ...withEntries(entry),
  };
}

/** The resource by the elements asked for (`_elements`), marked as not being whole, as FHIR has it. */
function subset<T extends Resource>(resource: T, elements: readonly string[] | undefined): T {
  if (elements === undefined) return resource;
  const asked = new Set(['resourceType', 'id', ...elements]);
  const parts = Object.entries(resource).filter(([name]) => asked.has(name));
  const { meta } = resource;
  const tag = [...(meta?.tag ?? []), SUBSETTED];
  return { ...(Object.fromEntries(parts) as T), meta: { ...meta, tag } };
}

/** `self`, `first`, and `previous` and `next` where there is such a page. */
export function pageLinks(
  total: number,
  count: number,
  offset: number,
  address: (offset: number) => string,
): BundleLink[] {
  const links: BundleLink[] = [
    { relation: 'self', url: address(offset) },
    { relation: 'first', url: address(0) },
  ];
  if (count > 0 && offset > 0) {
    links.push({ relation: 'previous', url: address(Math.max(0, offset - count)) });
  }
  if (count > 0 && offset + count < total) {
    links.push({ relation: 'next', url: address(offset + count) });
  }
  return links;
}

/** FHIR has no empty arrays. */
export function withEntries<T extends Resource>(
  entry: BundleEntry<T>[],
): { entry?: BundleEntry<T>[] } {
  return entry.length === 0 ? {} : { entry };
}
