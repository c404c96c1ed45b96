/** Reasons that staff choose from a short list before they reset an account or issue new codes. */
import { whyTooLong } from '../limited-text.ts';
import { FailureKind, ok, refuse, type Result } from '../result.ts';

/** A reason of a list. Its code is kept in the audit for ever, so it stays what it is. */
export interface OfferedReason<Code extends string> {
  readonly code: Code;
  /** It says nothing by itself. */
  readonly needsText?: true;
}

/** Why an account is reset. */
export const RESET_REASONS = [
  // Evergreen Life, resetting linking codes: the patient cannot link or sign in.
  { code: 'cannot-sign-in' },
  // NHS login, GP credentials: where details are revoked, what was made from them stops too.
  { code: 'details-seen' },
  // RCGP, coercion and access by others: somebody else got in, or made the patient do so.
  { code: 'wrong-person' },
  // Cegedim, when to issue a new letter: the supplier's helpdesk asked for it.
  { code: 'helpdesk-asked' },
  { code: 'other', needsText: true },
] as const satisfies readonly OfferedReason<string>[];
export type ResetReason = (typeof RESET_REASONS)[number]['code'];

/** Why new codes are issued. */
export const NEW_LETTER_REASONS = [
  // Cegedim: the letter has expired and the patient has not registered.
  { code: 'codes-ended' },
  // Cegedim, un-activated accounts: the patient has to register again.
  { code: 'not-activated' },
  // Our own: a letter that cannot be made again is replaced.
  { code: 'cannot-be-printed' },
  // Cegedim: the supplier's helpdesk asked for it.
  { code: 'helpdesk-asked' },
  // Our own: what the patient is to type no longer matches the record.
  { code: 'details-changed' },
  // Our own: what others may hold must not work until its replacement is there, as codes of CARLOS EMR do.
  { code: 'lost-or-seen' },
] as const satisfies readonly OfferedReason<string>[];
export type NewLetterReason = (typeof NEW_LETTER_REASONS)[number]['code'];

/** A reason as staff gave it. */
export interface GivenReason<Code extends string> {
  readonly code: Code;
  /** In their own words. */
  readonly text?: string;
}

/** What was chosen and typed; `''` = nothing. */
export interface ReasonInput {
  readonly reasonCode?: string;
  readonly reason?: string;
}

/** The reason as it is kept; the failure's `field` is `reasonCode` or `reason`. */
export function checkReason<Code extends string>(
  offered: readonly OfferedReason<Code>[],
  { reasonCode, reason = '' }: ReasonInput,
): Result<GivenReason<Code>> {
  const chosen = offered.find(({ code }) => code === reasonCode);
  if (chosen === undefined) {
    return refuse(FailureKind.invalid, { code: 'reason-not-chosen' }, 'reasonCode');
  }
  const tooLong = whyTooLong('actionReason', reason);
  if (tooLong !== undefined) return refuse(FailureKind.invalid, tooLong, 'reason');
  const text = reason.trim();
  if (text === '' && chosen.needsText === true) {
    return refuse(FailureKind.invalid, { code: 'reason-not-said' }, 'reason');
  }
  return ok({ code: chosen.code, ...(text !== '' && { text }) });
}
