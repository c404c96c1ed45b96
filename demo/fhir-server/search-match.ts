import { type Filter, splitSearchOnComma, type TypedValue } from '@medplum/core';
import type { Resource, SearchParameter } from '@medplum/fhirtypes';
import { refused } from './outcomes.ts';
import { searchParameter } from './search-request.ts';
import {
  referencedIdentifiersOf,
  referencesOf,
  textsOf,
  type TimeRange,
  timeRangeIn,
  timeRangeOf,
  type Token,
  tokensOf,
  valuesOf,
} from './search-values.ts';

/**
 * Whether a resource is among those a filter asks for, by the rules of
 * https://hl7.org/fhir/R4/search.html. (`matchesSearchRequest` of `@medplum/core` is not used: for
 * it tokens ignore case, every text match is a "contains", and `eq` never finds an instant.)
 */
export function matchesFilter(resource: Resource, filter: Filter): boolean {
  return matcherOf(resource.resourceType, filter)(resource);
}

/** As {@link matchesFilter}, for many resources of a type. */
export function matcherOf(
  resourceType: Resource['resourceType'],
  filter: Filter,
): (resource: Resource) => boolean {
  const parameter = searchParameter(resourceType, filter.code);
  if (filter.operator === 'missing') {
    const isMissing = filter.value === 'true';
    return (resource) => (valuesOf(resource, parameter).length === 0) === isMissing;
  }
  const isNegated = filter.operator === 'not' || filter.operator === 'ne';
  const asked: Filter = isNegated ? { ...filter, operator: 'eq' } : filter;
  const matchers = splitSearchOnComma(filter.value).map((wanted) =>
    valueMatcher(parameter, asked, wanted),
  );
  return (resource) => {
    const values = valuesOf(resource, parameter);
    return matchers.some((matches) => values.some(matches)) !== isNegated;
  };
}

function valueMatcher(
  parameter: SearchParameter,
  filter: Filter,
  wanted: string,
): (value: TypedValue) => boolean {
  switch (parameter.type) {
    case 'token':
      return (value) => tokensOf(value).some((token) => matchesToken(token, wanted, parameter));
    case 'reference':
      return filter.operator === 'identifier'
        ? (value) =>
            referencedIdentifiersOf(value).some((token) => matchesToken(token, wanted, parameter))
        : (value) =>
            referencesOf(value).some((reference) => matchesReference(reference, wanted, parameter));
    case 'date':
      return dateMatcher(filter, wanted);
    case 'uri':
      return (value) => value.value === wanted;
    default:
      return (value) => textsOf(value).some((text) => matchesText(text, filter, wanted));
  }
}

/**
 * `value` in any system, `system|value`, `|value` without a system, `system|` with any value.
 * Exactly as written, as the servers this one stands in for do it; contact points ignore case.
 */
function matchesToken(token: Token, wanted: string, parameter: SearchParameter): boolean {
  if (['email', 'phone', 'telecom'].includes(parameter.code)) {
    return token.value.toLowerCase() === wanted.replace(/^.*\|/, '').toLowerCase();
  }
  const bar = wanted.indexOf('|');
  if (bar === -1) return token.value === wanted;
  const system = wanted.slice(0, bar);
  const value = wanted.slice(bar + 1);
  return (token.system ?? '') === system && (value === '' || token.value === value);
}

/** `Patient/1`, or `1` alone for any type that the parameter may point to. */
function matchesReference(reference: string, wanted: string, parameter: SearchParameter): boolean {
  if (reference === wanted) return true;
  if (/[/:#]/.test(wanted)) return false;
  const [type = '', id] = reference.split('/');
  return id === wanted && (parameter.target ?? [type]).includes(type);
}

/** Any part of a name or an address begins with the wanted text, whatever the case and accents. */
function matchesText(text: string, filter: Filter, wanted: string): boolean {
  if (filter.operator === 'exact') return text === wanted;
  const plain = withoutAccents(text);
  return filter.operator === 'contains'
    ? plain.includes(withoutAccents(wanted))
    : plain.startsWith(withoutAccents(wanted));
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function dateMatcher(filter: Filter, wanted: string): (value: TypedValue) => boolean {
  const asked = timeRangeOf(wanted);
  if (asked === undefined) {
    throw refused(400, 'invalid', `${filter.code}: "${wanted}" is no date.`, filter.code);
  }
  return (value) => {
    const held = timeRangeIn(value);
    return held !== undefined && compareRanges(held, asked, filter.operator);
  };
}

function compareRanges(held: TimeRange, asked: TimeRange, operator: Filter['operator']): boolean {
  switch (operator) {
    case 'gt':
      return held.end > asked.end;
    case 'ge':
      return held.end >= asked.start;
    case 'lt':
      return held.start < asked.start;
    case 'le':
      return held.start <= asked.end;
    case 'sa':
      return held.start > asked.end;
    case 'eb':
      return held.end < asked.start;
    case 'ap':
      return held.start <= asked.end && held.end >= asked.start;
    default:
      return held.start >= asked.start && held.end <= asked.end;
  }
}
