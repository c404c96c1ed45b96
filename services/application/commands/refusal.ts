import type { Reason } from '../../domain/reason.ts';
import type { FailureKind, Result } from '../../domain/result.ts';
import { sentence, type Sentences } from '../../words/sentences.ts';
import { words } from '../../words/words.ts';

/** A failure as screens and the host get it: why, in words for the person at the desk. */
export interface Refusal {
  readonly kind: FailureKind;
  /** What is wrong and what to do about it. Never holds a code, a token or a key. */
  readonly message: string;
  /** Name of the form field it concerns, where there is one. */
  readonly field?: string;
}

/** The sentence for a reason: what views and offers tell comes with those, the rest with the commands. */
export function sentenceOf(reason: Reason): string {
  const atOnce = words('views').reasons;
  if (isIn(atOnce, reason)) return sentence(atOnce, reason);
  const offered = words('offers').reasons;
  return isIn(offered, reason)
    ? sentence(offered, reason)
    : sentence(words('commands').reasons, reason);
}

function isIn<Said extends Reason>(said: Sentences<Said>, reason: Reason): reason is Said {
  return Object.hasOwn(said, reason.code);
}

/** An outcome with its reason said. */
export function inWords<T>(outcome: Result<T>): Result<T, Refusal> {
  if (outcome.ok) return outcome;
  const { reason, ...failure } = outcome.failure;
  return { ok: false, failure: { ...failure, message: sentenceOf(reason) } };
}
