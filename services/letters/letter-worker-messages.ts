import type { Result } from '../domain/result.ts';
import type { RegistrationLetter, Report } from '../ports/letter-renderer.ts';

/** What the screen sends to the letter worker: a letter or report to make, or only to fetch what these take. */
export interface LetterRequest {
  readonly id: number;
  readonly letter?: RegistrationLetter;
  readonly report?: Report;
}

/**
 * What the letter worker answers: one reply for each request, in any order. Nothing is made where nothing was asked
 * for.
 */
export interface LetterReply {
  readonly id: number;
  readonly result: Result<ArrayBuffer | undefined>;
}
