import type { Result } from '../domain/result.ts';
import type { CoverList, Sides } from '../ports/letter-batches.ts';
import type { RegistrationLetter, Report } from '../ports/letter-renderer.ts';

/** What the letter worker is asked for; nothing of it: only to fetch what letters take. */
export interface LetterTask {
  readonly letter?: RegistrationLetter;
  readonly report?: Report;
  readonly many?: TaskOfMany;
}

/** A step on the way to many letters in one PDF. */
export interface TaskOfMany {
  /** Which of those in the making. */
  readonly of: number;
  /** How many letters are in it already: a worker that has been replaced meanwhile has lost them, and must not go on. */
  readonly behind: number;
  /** Another letter for it. */
  readonly letter?: RegistrationLetter;
  /** All are there: it is to be made. Without one, and without a letter, it is to be forgotten. */
  readonly cover?: CoverList;
  readonly sides?: Sides;
}

/** What the screen sends to the letter worker. */
export interface LetterRequest extends LetterTask {
  readonly id: number;
}

/**
 * What the letter worker answers: one reply for each request, in any order. Nothing is made where nothing was asked
 * for.
 */
export interface LetterReply {
  readonly id: number;
  readonly result: Result<ArrayBuffer | undefined>;
}
