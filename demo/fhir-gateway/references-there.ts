import type { Reference } from 'fhir/r4';
import { DEMONSTRATION_PATIENT } from '../reference-host/record/demonstration-patient.ts';

/** The reference as it is right on a server that gave ids of its own; `ids` are those by the ids of the files. */
export function withReferencesThere(
  reference: Reference,
  ids: ReadonlyMap<string, string>,
): Reference {
  const [, id = ''] = /^Patient\/([^/]+)$/.exec(reference.reference ?? '') ?? [];
  const there = ids.get(id);
  if (there !== undefined) return { ...reference, reference: `Patient/${there}` };
  return isLocal(reference.reference) ? namedOnly(reference) : reference;
}

/** A resource in which no reference leads to an id of the files; what is contained is still led to. */
export function withoutForeignReferences<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutForeignReferences) as T;
  if (typeof value !== 'object' || value === null) return value;
  const { reference } = value as Reference;
  const kept = isLocal(reference) ? namedOnly(value) : value;
  return Object.fromEntries(
    Object.entries(kept).map(([key, part]: [string, unknown]) => [
      key,
      withoutForeignReferences(part),
    ]),
  ) as T;
}

/** An id or a search on whatever server the files are from; `#…` is within the resource, an address says where it is. */
function isLocal(reference: unknown): reference is string {
  return typeof reference === 'string' && /^([A-Z]\w+[/?]|urn:)/.test(reference);
}

/** Whom it means can still be told by its own identifier or, where it has none, by what the file called it. */
function namedOnly({ reference = '', ...rest }: Reference): Reference {
  if (rest.identifier !== undefined) return rest;
  const value = reference.replace(/^Patient\//, '');
  return { ...rest, identifier: { system: DEMONSTRATION_PATIENT, value } };
}
