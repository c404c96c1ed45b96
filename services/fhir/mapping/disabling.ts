import type { Extension } from 'fhir/r4';
import type { Disabling } from '../../domain/records.ts';
import { DISABLING_EXTENSION } from '../vocabulary.ts';
import { extension, instant, text, type Json } from './reading.ts';

/** The act of switching off as an extension of what is off. */
export function disablingExtension(
  disabling: Disabling | undefined,
): Omit<Extension, 'url'> | undefined {
  if (disabling === undefined) return undefined;
  const { id, reason, at } = disabling;
  return {
    extension: [
      { url: 'id', valueString: id },
      { url: 'reason', valueCode: reason },
      { url: 'at', valueInstant: at },
    ],
  };
}

/**
 * The act by which something is off. One that makes no sense counts as not there: that it is off is said elsewhere, and must not
 * be lost with it. What is on is off by nothing, whatever stands there.
 */
export function disablingIn(holder: Json, enabled: boolean): { readonly disabling?: Disabling } {
  const held = enabled ? undefined : extension(holder, DISABLING_EXTENSION);
  if (held === undefined) return {};
  const id = text(extension(held, 'id')?.valueString);
  const reason = text(extension(held, 'reason')?.valueCode);
  const at = instant(extension(held, 'at')?.valueInstant);
  return id === undefined || reason === undefined || at === undefined
    ? {}
    : { disabling: { id, reason, at } };
}
