import type { Extension } from 'fhir/r4';
import type { AccessDecision } from '../../domain/records.ts';
import { RECORD_ACCESS_EXTENSION } from '../vocabulary.ts';
import { partsExtension, readParts } from './parts.ts';
import { extension, objects, text, type Json } from './reading.ts';

const ACCESS = { outcome: 'code', at: 'instant', by: 'staff', reason: 'string?' } as const;

/** What was decided about a view of the record, as an extension of it. */
export function accessExtension(
  access: AccessDecision | undefined,
): { extension: Extension[] } | undefined {
  const parts = partsExtension(ACCESS, access);
  const codes = access?.considered?.split(' ').filter((code) => code !== '') ?? [];
  parts?.extension.push(...codes.map((valueCode) => ({ url: 'considered', valueCode })));
  return parts;
}

/**
 * What was decided, where it says what holds: an older version switches on and off and leaves the decision of before. One that makes
 * no sense counts as not there.
 */
export function accessIn(holder: Json, enabled: boolean): { readonly access?: AccessDecision } {
  const held = extension(holder, RECORD_ACCESS_EXTENSION);
  const decided = readParts(ACCESS, held);
  const outcome = enabled ? 'granted' : 'not-now';
  if (decided?.outcome !== outcome) return {};
  const codes = objects(held?.extension).flatMap(({ url, valueCode }) =>
    url === 'considered' ? (text(valueCode) ?? []) : [],
  );
  return {
    access: { ...decided, outcome, ...(codes.length > 0 && { considered: codes.join(' ') }) },
  };
}
