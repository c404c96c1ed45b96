import type { Disabling, Instant, ServiceEntitlement } from '../../domain/records.ts';
import { isSealedText } from '../../domain/sealed-text.ts';
import { isOfRule } from '../../domain/services/rule-reasons.ts';
import { words } from '../../words/words.ts';

/** An act of switching off, as it is told to staff. */
export interface DisablingView {
  readonly reason: string;
  readonly at: Instant;
  /** A rule did it, and no person. */
  readonly byRule: boolean;
}

/** Why, and since when, something is off; `undefined` where it is on, or nobody has said. */
export function disablingView({
  disabling,
}: Pick<ServiceEntitlement, 'disabling'>): DisablingView | undefined {
  if (disabling === undefined) return undefined;
  const { reason, at } = disabling;
  return { reason: reasonLabel(disabling), at, byRule: isOfRule(reason) };
}

/** The reason in words, also where it cannot be read here or is of a later version. */
export function reasonLabel({ reason }: Disabling): string {
  const { sealed, services } = words('views');
  if (isSealedText(reason)) return sealed.text;
  const known: Readonly<Record<string, string>> = services.reasons;
  return Object.hasOwn(known, reason) ? (known[reason] ?? '') : services.reasonUnknown;
}
