/**
 * What the Identification dialog offers and understands. Loads with the dialogs: looking at a patient takes none of it.
 */
import { IDENTITY_METHODS } from '../../domain/identity/identity-methods.ts';
import type { CalendarDate, IdentityMethod } from '../../domain/records.ts';
import { readDate } from '../../domain/typed-date.ts';
import { words } from '../../words/words.ts';

/** A way to check who somebody is, as it is offered. */
export interface OfferedMethod {
  readonly method: IdentityMethod;
  readonly label: string;
  readonly group: string;
  /** What must be written in the free text, if anything. */
  readonly freetextHint?: string;
  /** What to look at before it is taken. */
  readonly hint?: string;
}

/** All of them, in order. */
export function offeredMethods(): readonly OfferedMethod[] {
  const { methods, freetextHints } = words('views').identity;
  const { groups, groupHints } = words('dialogs').identity;
  return IDENTITY_METHODS.map(({ method, group }) => {
    const freetextHint = freetextHints[method];
    const hint = groupHints[group];
    return {
      method,
      label: methods[method],
      group: groups[group],
      ...(freetextHint === undefined ? {} : { freetextHint }),
      ...(hint === undefined ? {} : { hint }),
    };
  });
}

/** The date that somebody typed, day first, by the practice's day; `undefined` when it is none. */
export function dateTyped(typed: string, today: CalendarDate): CalendarDate | undefined {
  return readDate(typed, today, words('views').dates.months);
}
