import { parseFhirPath, toPeriod, toTypedValue, type TypedValue } from '@medplum/core';
import type { Resource, SearchParameter } from '@medplum/fhirtypes';
import { isPlainObject } from './json.ts';

/** A code or an identifier with the system it belongs to. */
export interface Token {
  readonly system?: string | undefined;
  readonly value: string;
}

/** A stretch of time in milliseconds since 1970; a mere date is its whole day in UTC. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

type FhirPath = ReturnType<typeof parseFhirPath>;

const paths = new Map<string, FhirPath>();
/** Versions never change, so what was found in one stays found. */
const found = new WeakMap<Resource, Map<string, readonly TypedValue[]>>();

/** What a search parameter's FHIRPath expression finds in a resource. */
export function valuesOf(resource: Resource, parameter: SearchParameter): readonly TypedValue[] {
  const known = found.get(resource) ?? new Map<string, readonly TypedValue[]>();
  found.set(resource, known);
  const before = known.get(parameter.code);
  if (before !== undefined) return before;
  const values = pathOf(parameter).eval({ variables: {} }, [toTypedValue(resource)]);
  known.set(parameter.code, values);
  return values;
}

function pathOf(parameter: SearchParameter): FhirPath {
  const expression = parameter.expression ?? '';
  const path = paths.get(expression) ?? parseFhirPath(expression);
  paths.set(expression, path);
  return path;
}

/** Codes and identifiers, from any of the data types that a token parameter may find. */
export function tokensOf(typed: TypedValue): Token[] {
  const value: unknown = typed.value;
  if (!isPlainObject(value)) return [{ value: String(value) }];
  const coding = value.coding;
  if (Array.isArray(coding)) return coding.filter(isPlainObject).flatMap(asToken);
  if (typed.type === 'ContactPoint') {
    // The system of a contact point says phone or email: it is no namespace of the value.
    return asToken({ value: value.value });
  }
  return asToken(value);
}

function asToken(value: Record<string, unknown>): Token[] {
  const text = value.code ?? value.value;
  if (typeof text !== 'string') return [];
  const system = value.system;
  return [{ system: typeof system === 'string' ? system : undefined, value: text }];
}

/** Every piece of text in a value: the parts of a name or an address, or the text itself. */
export function textsOf(typed: TypedValue): string[] {
  return piecesOf(typed.value);
}

function piecesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(piecesOf);
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    ['use', 'type', 'period', 'extension', 'id'].includes(key) || key.startsWith('_')
      ? []
      : piecesOf(part),
  );
}

/** What a reference points to: `Patient/1`, an absolute address, or a canonical. */
export function referencesOf(typed: TypedValue): string[] {
  const value: unknown = typed.value;
  if (typeof value === 'string') return [value];
  const reference = isPlainObject(value) ? value.reference : undefined;
  return typeof reference === 'string' ? [reference.replace(/\/_history\/.*$/, '')] : [];
}

/** The identifier by which a reference names its target without an address. */
export function referencedIdentifiersOf(typed: TypedValue): Token[] {
  const value: unknown = typed.value;
  const identifier = isPlainObject(value) ? value.identifier : undefined;
  return isPlainObject(identifier) ? asToken({ ...identifier, code: undefined }) : [];
}

const ranges = new WeakMap<TypedValue, { readonly range: TimeRange | undefined }>();

/** The time that a value of {@link valuesOf} covers. */
export function timeRangeIn(typed: TypedValue): TimeRange | undefined {
  const known = ranges.get(typed) ?? { range: timeRangeOf(typed.value) };
  ranges.set(typed, known);
  return known.range;
}

/** The time a date, instant or period covers, or `undefined` when it is none of these. */
export function timeRangeOf(value: unknown): TimeRange | undefined {
  const period = periodOf(value);
  if (period === undefined) return undefined;
  const start = period.start === undefined ? -Infinity : Date.parse(period.start);
  const end = period.end === undefined ? Infinity : Date.parse(period.end);
  return { start, end };
}

function periodOf(value: unknown): ReturnType<typeof toPeriod> {
  try {
    return toPeriod(value);
  } catch (error) {
    // A date with the right shape that no calendar has, such as 2025-02-31T10:00:00Z.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
