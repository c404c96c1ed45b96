/**
 * Parts of an extension, each under a short name and of one type: what they are is a list, by which they are written and
 * read back.
 */
import type { Extension } from 'fhir/r4';
import type { StaffMember } from '../../domain/records.ts';
import { calendarDate, extension, instant, staff, text, type Json } from './reading.ts';
import { staffReference } from './writing.ts';

/** By which `value[x]` each type travels, and how it is read. */
const TYPES = {
  code: ['valueCode', text],
  string: ['valueString', text],
  instant: ['valueInstant', instant],
  day: ['valueDate', calendarDate],
  flag: ['valueBoolean', flag],
  staff: ['valueReference', staff],
} as const;

type PartType = keyof typeof TYPES;
/** Types by name; those with a question mark may be left out. */
type PartList = Readonly<Record<string, PartType | `${PartType}?`>>;

type ValueOf<T> = T extends 'flag' | 'flag?'
  ? boolean
  : T extends 'staff' | 'staff?'
    ? StaffMember
    : string;
type Must<P> = { [K in keyof P]: P[K] extends `${string}?` ? never : K }[keyof P];
type May<P> = Exclude<keyof P, Must<P>>;

/** What the parts of a list hold. */
export type PartsOf<P extends PartList> = { readonly [K in Must<P>]: ValueOf<P[K]> } & {
  readonly [K in May<P>]?: ValueOf<P[K]>;
};

/** The parts by their names; `undefined` stands for one that is to go. */
export function writeParts<P extends PartList>(
  list: P,
  values: PartsOf<P>,
): Record<string, Omit<Extension, 'url'> | undefined> {
  const held: Readonly<Record<string, unknown>> = values;
  const written = Object.entries(list).map(([name, type]) => {
    const [as] = typeOf(type);
    const value = held[name];
    const sent = value && type.startsWith('staff') ? staffReference(value as StaffMember) : value;
    return [name, value === undefined ? undefined : { [as]: sent }] as const;
  });
  return Object.fromEntries(written);
}

/** The same as a whole extension, where nothing else is kept in it. */
export function partsExtension<P extends PartList>(
  list: P,
  values: PartsOf<P> | undefined,
): { extension: Extension[] } | undefined {
  if (values === undefined) return undefined;
  const parts = Object.entries(writeParts(list, values));
  return {
    extension: parts.flatMap(([url, part]) => (part === undefined ? [] : [{ url, ...part }])),
  };
}

/**
 * What the parts hold; `undefined` where one that must be there is not, or makes no sense. Of those that may be left out
 * one that makes no sense counts as not there, or, where it `matters`, as the whole does.
 */
export function readParts<P extends PartList>(
  list: P,
  holder: Json | undefined,
  matters = false,
): PartsOf<P> | undefined {
  const found: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(list)) {
    const part = extension(holder ?? {}, name);
    const [as, read] = typeOf(type);
    const value = part && read(part[as]);
    if (value !== undefined) found[name] = value;
    else if (!type.endsWith('?') || (matters && part !== undefined)) return undefined;
  }
  return found as PartsOf<P>;
}

function typeOf(type: string): (typeof TYPES)[PartType] {
  return TYPES[type.replace('?', '') as PartType];
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
