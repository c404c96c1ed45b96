import type { Reason } from './reason.ts';

/** The outcome of something that may be refused. Exceptions are kept for bugs. */
export type Result<T, F = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

/** Why something was refused: `kind` for code, `reason` for the person at the desk, in words of the catalogue. */
export interface Failure<R extends Reason = Reason> {
  readonly kind: FailureKind;
  readonly reason: R;
  /** Name of the form field it concerns, where there is one. */
  readonly field?: string;
}

export const FailureKind = {
  /** Something typed is not acceptable; see `field`. */
  invalid: 'invalid',
  /** The signed-in person may not do this, or nobody is signed in. */
  notPermitted: 'not-permitted',
  /** A rule of registration forbids it now, e.g. no identity check. */
  notAllowed: 'not-allowed',
  /** The record changed since the screen was filled in. */
  changedMeanwhile: 'changed-meanwhile',
  /** A question must be answered first; see the use case for which. */
  needsConfirmation: 'needs-confirmation',
  /** Browser storage cannot be used. */
  storageUnavailable: 'storage-unavailable',
  /** The host refused or could not do it. */
  hostRefused: 'host-refused',
  /** The letter cannot be made, e.g. a glyph is missing or the codes cannot be opened. */
  letterImpossible: 'letter-impossible',
  /** A bug of this product; logged. */
  unexpected: 'unexpected',
} as const;
export type FailureKind = (typeof FailureKind)[keyof typeof FailureKind];

/** A success, with what it gave. */
export function ok(): { readonly ok: true; readonly value: undefined };
export function ok<T>(value: T): { readonly ok: true; readonly value: T };
export function ok<T>(value?: T): { readonly ok: true; readonly value: T | undefined } {
  return { ok: true, value };
}

/** A refusal. */
export function refuse<R extends Reason>(
  kind: FailureKind,
  reason: R,
  field?: string,
): { readonly ok: false; readonly failure: Failure<R> } {
  return { ok: false, failure: field === undefined ? { kind, reason } : { kind, reason, field } };
}
