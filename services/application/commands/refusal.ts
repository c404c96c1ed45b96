import type { CommandReason, QuestionCode, Reason } from '../../domain/reason.ts';
import type { FailureKind, Result } from '../../domain/result.ts';
import { sentence, type Sentences } from '../../words/sentences.ts';
import { words, wordsIfThere } from '../../words/words.ts';

/** A failure as screens and the host get it: why, in words for the person at the desk. */
export interface Refusal {
  readonly kind: FailureKind;
  /** What is wrong and what to do about it. Never holds a code, a token or a key. */
  readonly message: string;
  /** Name of the form field it concerns, where there is one. */
  readonly field?: string;
  /** The message asks something: who answers yes does the same again and names this among the answered. */
  readonly question?: Question;
}

/** A question as screens ask it. */
export interface Question {
  readonly code: QuestionCode;
  readonly title: string;
}

/** Groups of words that have reasons. */
const GROUPS = [
  'views',
  'offers',
  'storage',
  'exchange',
  'workList',
  'accounts',
  'jobs',
  'split',
  'commands',
] as const;

/** The sentence for a reason. The words of views come first, those of commands last, and each part's with its code. */
export function sentenceOf(reason: Reason): string {
  return sentenceIfKnown(reason) ?? sentence(words('commands').reasons, reason as CommandReason);
}

/**
 * The sentence for a reason that was kept, where there is one: its words may not have come yet, and a newer version may
 * have kept a reason that this one does not know.
 */
export function sentenceIfKnown(reason: Reason): string | undefined {
  for (const group of GROUPS) {
    const said = wordsIfThere(group)?.reasons;
    if (said !== undefined && Object.hasOwn(said, reason.code)) {
      // It has the reason's own code among its own.
      return sentence(said as Sentences<Reason>, reason);
    }
  }
  return undefined;
}

/** An outcome with its reason said. */
export function inWords<T>(outcome: Result<T>): Result<T, Refusal> {
  if (outcome.ok) return outcome;
  const { reason, ...failure } = outcome.failure;
  const question = questionIn(reason);
  const message = sentenceOf(reason);
  return { ok: false, failure: { ...failure, message, ...(question && { question }) } };
}

function questionIn({ code }: Reason): Question | undefined {
  const titles = wordsIfThere('commands')?.questions;
  return titles !== undefined && Object.hasOwn(titles, code)
    ? { code: code as QuestionCode, title: titles[code as QuestionCode] }
    : undefined;
}
