/**
 * Careful reading of resources that others may have written. Nothing here trusts a shape: what is not as expected is
 * `undefined`, and the mapping that asked for it says so.
 */
import type { CalendarDate, Instant, StaffMember } from '../../domain/records.ts';
import type { RecordField } from '../../domain/unsent-work/reasons.ts';
import { OPERATION_EXTENSION, PRACTICE_TAG, STAFF_ID } from '../vocabulary.ts';

/** A JSON object of unknown content. */
export type Json = Readonly<Record<string, unknown>>;

/** A resource read as one of our records, or the fields of which it cannot be. */
export type Reading<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly fields: readonly RecordField[] };

/** Whether the value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one if it is not. */
export function object(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The objects of a list; none if it is not a list. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/**
 * The objects of a list of a resource of ours: its type says what they are, but a server may have kept anything in
 * between.
 */
export function listed<T extends object>(given: readonly T[] | undefined): readonly T[] {
  return Array.isArray(given) ? given.filter((each: unknown): each is T => isJson(each)) : [];
}

/** Text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A time stamp in the one form that records use, whatever offset the server writes. */
export function instant(value: unknown): Instant | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return undefined;
  const time = Date.parse(value);
  if (Number.isNaN(time)) return undefined;
  const utc = new Date(time).toISOString();
  // Beyond the years 0 to 9999 it is written otherwise, and no longer in the order of time.
  return /^\d{4}-/.test(utc) ? utc : undefined;
}

/** A full date, YYYY-MM-DD, that exists in the calendar. */
export function calendarDate(value: unknown): CalendarDate | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const time = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(time)) return undefined;
  return new Date(time).toISOString().startsWith(value) ? value : undefined;
}

/** The value if it is one of the allowed ones. */
export function oneOf<T extends string>(
  allowed: Readonly<Record<string, T>>,
  value: unknown,
): T | undefined {
  return Object.values(allowed).find((each) => each === value);
}

/** Value of the identifier with this system. `identifiers` is one identifier or a list of them. */
export function identifierValue(identifiers: unknown, system: string): string | undefined {
  const all = isJson(identifiers) ? [identifiers] : objects(identifiers);
  return text(all.find((each) => each.system === system)?.value);
}

/** The extension, or extension part, with this address. */
export function extension(holder: Json, url: string): Json | undefined {
  return objects(holder.extension).find((each) => each.url === url);
}

/** Code of the coding with this system in a CodeableConcept. */
export function codeOf(concept: unknown, system: string): string | undefined {
  const coding = objects(object(concept).coding).find((each) => each.system === system);
  return text(coding?.code);
}

/** Logical id of the patient a reference points to, whether written relative, absolute or versioned. */
export function patientRef(reference: unknown): string | undefined {
  const address = text(object(reference).reference) ?? '';
  return /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(address)?.[1];
}

/** The member of staff a reference names. */
export function staff(reference: unknown): StaffMember | undefined {
  const id = identifierValue(object(reference).identifier, STAFF_ID);
  const name = text(object(reference).display);
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** The practice a resource is tagged with. */
export function practiceOf(resource: Json): string | undefined {
  return tagOf(resource, PRACTICE_TAG);
}

/** Code of the first tag of a system. */
export function tagOf({ meta }: Json, tagSystem: string): string | undefined {
  return text(objects(object(meta).tag).find(({ system }) => system === tagSystem)?.code);
}

/** The operation that made this version of a resource. */
export function operationOf(resource: Json): string | undefined {
  return text(extension(resource, OPERATION_EXTENSION)?.valueString);
}

/** Whether it carries the tag, whatever other tags it has. */
export function hasTag({ meta }: Json, tagSystem: string, tagCode: string): boolean {
  return objects(object(meta).tag).some(
    ({ system, code }) => system === tagSystem && code === tagCode,
  );
}

type Fields = Readonly<Partial<Record<RecordField, unknown>>>;
/** Forbids the fields that the catalogue has no name for. */
type NoOthers<F> = Readonly<Record<Exclude<keyof F, RecordField>, never>>;

/** A record whose every field was readable, or those that were not. `body` is only called when all were found. */
export function complete<F extends Fields, T>(
  given: F & NoOthers<F>,
  body: (found: { readonly [P in keyof F]: Exclude<F[P], undefined> }) => T,
): Reading<T> {
  const fields: F = given;
  if (allFound(fields)) return { ok: true, body: body(fields) };
  const missing = Object.entries(fields).filter(([, value]) => value === undefined);
  return { ok: false, fields: missing.map(([name]) => name as RecordField) };
}

function allFound<F extends Fields>(
  fields: F,
): fields is F & { readonly [P in keyof F]: Exclude<F[P], undefined> } {
  return !Object.values(fields).includes(undefined);
}

/**
 * Marks an optional part that is there but makes no sense: `undefined` fails {@link complete}, `null` is "not there".
 */
export function optional<T>(
  value: unknown,
  read: (value: unknown) => T | undefined,
): T | null | undefined {
  return value === undefined ? null : read(value);
}
