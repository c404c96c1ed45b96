import {
  getSearchParameters,
  parseSearchRequest,
  type SearchRequest,
  splitSearchOnComma,
} from '@medplum/core';
import type { SearchParameter } from '@medplum/fhirtypes';
import { refused } from './outcomes.ts';
import { assertResourceType } from './validation.ts';

/** Parameters of a search as the router gives them: repeated ones are an array. */
export type SearchQuery = Record<string, string | string[] | undefined>;

/** Parameters about the answer rather than about the resources. */
const RESULT_PARAMETERS = [
  '_sort',
  '_count',
  '_offset',
  '_total',
  '_summary',
  '_elements',
  '_format',
  '_pretty',
];

const TYPES_OFFERED = ['string', 'token', 'reference', 'date', 'uri'];

const MODIFIERS: Record<string, readonly string[]> = {
  string: ['exact', 'contains', 'missing'],
  token: ['not', 'missing'],
  reference: ['identifier', 'missing'],
  date: ['missing'],
  uri: ['missing'],
};

/**
 * Reads a search strictly: a parameter, modifier or sort rule that this server does not know is
 * refused with 400 and its name. The parser of `@medplum/core` alone would drop it, and a client
 * would take the answer for a filtered one.
 */
export function readSearch(resourceType: string, query: SearchQuery): SearchRequest {
  assertResourceType(resourceType);
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      checkParameter(resourceType, key, one);
    }
  }
  const request = parseSearchRequest(resourceType, query);
  for (const filter of request.filters ?? []) {
    searchParameter(resourceType, filter.code);
  }
  return request;
}

/** The definition of a search parameter. @throws an outcome of status 400 when there is none. */
export function searchParameter(resourceType: string, code: string): SearchParameter {
  const known = getSearchParameters(resourceType) ?? {};
  const parameter = Object.hasOwn(known, code) ? known[code] : undefined;
  if (parameter?.expression === undefined || !TYPES_OFFERED.includes(parameter.type)) {
    throw refused(
      400,
      'not-supported',
      `${resourceType} cannot be searched by "${code}" here.`,
      code,
    );
  }
  return parameter;
}

/** The search parameters of a type that this server takes. */
export function searchParametersOf(resourceType: string): SearchParameter[] {
  return Object.values(getSearchParameters(resourceType) ?? {}).filter(
    (parameter) => parameter.expression !== undefined && TYPES_OFFERED.includes(parameter.type),
  );
}

function checkParameter(resourceType: string, key: string, value: string): void {
  if (RESULT_PARAMETERS.includes(key)) {
    checkResultParameter(resourceType, key, value);
    return;
  }
  const [code = '', modifier, ...rest] = key.split(':');
  const { type } = searchParameter(resourceType, code);
  if (modifier !== undefined && (rest.length > 0 || !MODIFIERS[type]?.includes(modifier))) {
    throw refused(400, 'not-supported', `No such modifier of ${code}: ":${modifier}".`, key);
  }
  if (value === '') throw refused(400, 'invalid', `The search parameter ${key} has no value.`, key);
}

function checkResultParameter(resourceType: string, key: string, value: string): void {
  const reject = (wanted: string): never => {
    throw refused(400, 'invalid', `${key} must be ${wanted}; got "${value}".`, key);
  };
  if (key === '_count' || key === '_offset') {
    if (!/^\d{1,9}$/.test(value)) reject('a whole number');
  } else if (key === '_total') {
    if (!['none', 'estimate', 'accurate'].includes(value)) reject('none, estimate or accurate');
  } else if (key === '_summary') {
    if (!['count', 'false'].includes(value)) reject('count or false');
  } else if (key === '_elements') {
    if (!/^[a-z]\w*(,[a-z]\w*)*$/i.test(value)) reject('names of elements');
  } else if (key === '_sort') {
    for (const rule of splitSearchOnComma(value)) {
      searchParameter(resourceType, rule.replace(/^-/, ''));
    }
  }
}
