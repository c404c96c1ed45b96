import type { Extension } from 'fhir/r4';
import type { AccessDecision } from '../../domain/records.ts';
import { RECORD_ACCESS_EXTENSION } from '../vocabulary.ts';
import { extension, instant, objects, staff, text, type Json } from './reading.ts';
import { staffReference } from './writing.ts';

/** What was decided about a view of the record, as an extension of it. */
export function accessExtension(
  access: AccessDecision | undefined,
): Omit<Extension, 'url'> | undefined {
  if (access === undefined) return undefined;
  const { outcome, at, by, considered = '', reason } = access;
  const codes = considered.split(' ').filter((code) => code !== '');
  return {
    extension: [
      { url: 'outcome', valueCode: outcome },
      { url: 'at', valueInstant: at },
      { url: 'by', valueReference: staffReference(by) },
      ...codes.map((valueCode) => ({ url: 'considered', valueCode })),
      ...(reason === undefined ? [] : [{ url: 'reason', valueString: reason }]),
    ],
  };
}

/**
 * What was decided, where it says what holds: an older version switches on and off and leaves the decision of before. One that makes
 * no sense counts as not there.
 */
export function accessIn(holder: Json, enabled: boolean): { readonly access?: AccessDecision } {
  const held = extension(holder, RECORD_ACCESS_EXTENSION);
  if (held === undefined) return {};
  const outcome = enabled ? 'granted' : 'not-now';
  const at = instant(extension(held, 'at')?.valueInstant);
  const by = staff(extension(held, 'by')?.valueReference);
  const holds = extension(held, 'outcome')?.valueCode === outcome;
  if (!holds || at === undefined || by === undefined) return {};
  const reason = text(extension(held, 'reason')?.valueString);
  const codes = objects(held.extension).flatMap(({ url, valueCode }) =>
    url === 'considered' ? (text(valueCode) ?? []) : [],
  );
  return {
    access: {
      outcome,
      at,
      by,
      ...(codes.length > 0 && { considered: codes.join(' ') }),
      ...(reason !== undefined && { reason }),
    },
  };
}
