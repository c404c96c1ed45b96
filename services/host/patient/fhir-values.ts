import type { Coding, CodeableConcept, Extension, Period } from 'fhir/r4';
import { dateOf, isCalendarDate } from '../../domain/calendar.ts';
import type { CalendarDate } from '../../domain/records.ts';

/**
 * The elements of a list, whatever a record has there instead: hosts pass on what other systems wrote, and one
 * malformed element must not keep the rest of the patient from being read.
 */
export function elementsOf<T extends object>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]).filter(isElement) : [];
}

function isElement(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** A text as it stands, `undefined` where there is something else or nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Texts of a list, without what is none. */
export function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.flatMap((value) => textOf(value) ?? []) : [];
}

/** Whether something holds today. What says nothing holds, and so does a period that cannot be read. */
export function inForce(period: Period | undefined, today: CalendarDate): boolean {
  const [start, end] = [dayOf(period?.start), dayOf(period?.end)];
  // Partial dates compare by what they say: one that ends in "2026" holds through 2026.
  const hasBegun = start === undefined || start <= today.slice(0, start.length);
  const isOver = end !== undefined && end < today.slice(0, end.length);
  return hasBegun && !isOver;
}

function dayOf(dateTime: unknown): string | undefined {
  const text = textOf(dateTime);
  if (text === undefined) return undefined;
  if (/^\d{4}(-\d{2}){0,2}$/.test(text)) return text;
  return Number.isNaN(Date.parse(text)) ? undefined : dateOf(text);
}

/** A full date that exists; `undefined` for anything else. */
export function calendarDateOf(value: unknown): CalendarDate | undefined {
  const text = textOf(value);
  return text !== undefined && isCalendarDate(text) ? text : undefined;
}

/** The extension of this address, or this part of one. */
export function extensionOf(
  holder: { readonly extension?: readonly Extension[] | undefined } | undefined,
  url: string,
): Extension | undefined {
  return elementsOf(holder?.extension).find((extension) => extension.url === url);
}

/** The first coding of a concept. */
export function codingOf(concept: CodeableConcept | undefined): Coding | undefined {
  return elementsOf(concept?.coding)[0];
}
