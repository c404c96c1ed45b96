import type { Disabling } from '../../domain/records.ts';
import { DISABLING_EXTENSION } from '../vocabulary.ts';
import { partsExtension, readParts } from './parts.ts';
import { extension, type Json } from './reading.ts';

const DISABLING = { id: 'string', reason: 'code', at: 'instant' } as const;

/** The act of switching off as an extension of what is off. */
export function disablingExtension(
  disabling: Disabling | undefined,
): ReturnType<typeof partsExtension> {
  return partsExtension(DISABLING, disabling);
}

/**
 * The act by which something is off. One that makes no sense counts as not there: that it is off is said elsewhere, and must not
 * be lost with it. What is on is off by nothing, whatever stands there.
 */
export function disablingIn(holder: Json, enabled: boolean): { readonly disabling?: Disabling } {
  const disabling = enabled
    ? undefined
    : readParts(DISABLING, extension(holder, DISABLING_EXTENSION));
  return disabling === undefined ? {} : { disabling };
}
