import type { Filter, SearchRequest, SortRule } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { liveVersion, type VersionReader } from './resource-store.ts';
import { matcherOf } from './search-match.ts';
import { searchParameter } from './search-request.ts';
import { textsOf, timeRangeIn, timeRangeOf, tokensOf, valuesOf } from './search-values.ts';
import type { Version } from './version.ts';

/**
 * Everything a search asks for, sorted, before it is cut into pages. Sorted by what `_sort` says
 * and then by id, so that pages over equal values neither repeat nor skip; without `_sort` in order
 * of creation, or, asked by an identifier or tag, in the order in which they had it.
 * @param counts which versions the search may see: each resource is judged, and given, as its
 * newest version that counts.
 */
export function findResources(
  reader: VersionReader,
  request: SearchRequest,
  counts: (version: Version) => boolean = () => true,
): Resource[] {
  const { resourceType, filters = [], sortRules = [] } = request;
  const matchers = filters.map((filter) => matcherOf(resourceType, filter));
  const matching: Resource[] = [];
  for (const id of candidates(reader, request)) {
    const resource = liveVersion(reader.versionsOf(resourceType, id), counts)?.resource;
    if (resource !== undefined && matchers.every((matches) => matches(resource))) {
      matching.push(resource);
    }
  }
  return sortRules.length === 0 ? matching : sorted(matching, sortRules);
}

/**
 * All ids of the type, or just those that `_id` names, that ever had an identifier or tag that is asked for, or that have
 * changed since: whichever are fewer.
 */
function candidates(reader: VersionReader, request: SearchRequest): Iterable<string> {
  const { resourceType, filters = [], sortRules = [] } = request;
  const equal = filters.filter(({ operator }) => operator === 'eq');
  const byId = equal.find(({ code }) => code === '_id');
  if (byId !== undefined) return new Set(byId.value.split(','));
  const sets = equal.flatMap(({ code, value }) => reader.idsWith(resourceType, code, value) ?? []);
  // They come in another order.
  const since = sortRules.length > 0 ? changedSince(filters) : undefined;
  if (since !== undefined) sets.push(reader.idsSince(resourceType, since));
  const [fewest] = sets.sort((one, other) => one.size - other.size);
  return fewest ?? reader.idsOf(resourceType);
}

const SINCE: readonly Filter['operator'][] = ['ge', 'gt', 'sa'];

/** As time stamps are written here. */
function changedSince(filters: readonly Filter[]): string | undefined {
  const filter = filters.find(
    ({ code, operator }) => code === '_lastUpdated' && SINCE.includes(operator),
  );
  const start = filter && timeRangeOf(filter.value)?.start;
  return Number.isFinite(start) ? new Date(start ?? 0).toISOString() : undefined;
}

function sorted(matching: readonly Resource[], rules: readonly SortRule[]): Resource[] {
  const keyed = matching.map((resource) => ({
    resource,
    keys: rules.map((rule) => sortKey(resource, rule)),
  }));
  keyed.sort((a, b) => compareBy(rules, a, b));
  return keyed.map(({ resource }) => resource);
}

type SortKey = string | number | undefined;

interface Keyed {
  readonly resource: Resource;
  /** One for each rule. */
  readonly keys: readonly SortKey[];
}

function compareBy(rules: readonly SortRule[], a: Keyed, b: Keyed): number {
  for (const [place, rule] of rules.entries()) {
    const [keyA, keyB] = [a.keys[place], b.keys[place]];
    // What has no value comes last in either direction.
    if (keyA === undefined || keyB === undefined) {
      if (keyA !== keyB) return keyA === undefined ? 1 : -1;
    } else if (keyA !== keyB) {
      return keyA < keyB === (rule.descending === true) ? 1 : -1;
    }
  }
  return (a.resource.id ?? '') < (b.resource.id ?? '') ? -1 : 1;
}

function sortKey(resource: Resource, rule: SortRule): SortKey {
  const parameter = searchParameter(resource.resourceType, rule.code);
  const [value] = valuesOf(resource, parameter);
  if (value === undefined) return undefined;
  if (parameter.type === 'date') return timeRangeIn(value)?.start;
  if (parameter.type === 'token') return tokensOf(value)[0]?.value;
  return textsOf(value).join(' ').toLowerCase();
}
