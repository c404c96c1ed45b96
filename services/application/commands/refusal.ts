import type { Reason, ReasonAtOnce } from '../../domain/reason.ts';
import type { FailureKind, Result } from '../../domain/result.ts';
import { sentence } from '../../words/sentences.ts';
import { words, wordsIfThere } from '../../words/words.ts';

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

/**
 * The sentence for a reason that was kept, where there is one: words of the commands may not have come yet, and a newer
 * version may have kept a reason that this one does not know.
 */
export function sentenceIfKnown(reason: Reason): string | undefined {
  const groups = [words('views').reasons, wordsIfThere('commands')?.reasons ?? {}];
  return groups.some((reasons) => Object.hasOwn(reasons, reason.code))
    ? sentenceOf(reason)
    : undefined;
}

/** An outcome with its reason said. */
export function inWords<T>(outcome: Result<T>): Result<T, Refusal> {
  if (outcome.ok) return outcome;
  const { reason, ...failure } = outcome.failure;
  return { ok: false, failure: { ...failure, message: sentenceOf(reason) } };
}
