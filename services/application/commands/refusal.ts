import type { Reason, ReasonAtOnce } from '../../domain/reason.ts';
import type { FailureKind, Result } from '../../domain/result.ts';
import { sentence } from '../../words/sentences.ts';
import { words } from '../../words/words.ts';

/** A failure as screens and the host get it: why, in words for the person at the desk. */
export interface Refusal {
  readonly kind: FailureKind;
  /** What is wrong and what to do about it. Never holds a code, a token or a key. */
  readonly message: string;
  /** Name of the form field it concerns, where there is one. */
  readonly field?: string;
}

/** The sentence for a reason. Those that no view tells come with the commands. */
export function sentenceOf(reason: Reason): string {
  const atOnce = words('views').reasons;
  return isIn(atOnce, reason)
    ? sentence<ReasonAtOnce>(atOnce, reason)
    : sentence(words('commands').reasons, reason);
}

function isIn(atOnce: object, reason: Reason): reason is ReasonAtOnce {
  return Object.hasOwn(atOnce, reason.code);
}

/** An outcome with its reason said. */
export function inWords<T>(outcome: Result<T>): Result<T, Refusal> {
  if (outcome.ok) return outcome;
  const { reason, ...failure } = outcome.failure;
  return { ok: false, failure: { ...failure, message: sentenceOf(reason) } };
}
