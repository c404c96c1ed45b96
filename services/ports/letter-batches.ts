import type { InjectionToken } from 'tsyringe';
import type { Result } from '../domain/result.ts';
import type { RegistrationLetter } from './letter-renderer.ts';

/** The list in front of letters of many: who is in the pile, in its order. In the words it comes with; no code is in it. */
export interface CoverList {
  readonly title: string;
  /** Name of the practice. */
  readonly sender: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** What whoever takes the pile must know first. */
  readonly warnings: readonly string[];
  readonly columns: readonly string[];
  /** A row a letter. */
  readonly rows: readonly (readonly string[])[];
  /** BCP 47; "en" is what exists. */
  readonly language: string;
}

/** Whether what is printed on both sides of a sheet is to hold two letters apart. */
export type Sides = 'one' | 'both';

/** Letters of many, one after the other on their way into one PDF. */
export interface LettersInTheMaking {
  /** Takes a letter in behind the others. Refused as one letter is, and the others go on without it. */
  add(letter: RegistrationLetter): Promise<Result<void>>;
  /** A tagged A4 PDF: the list, then the letters as they were taken in, each from a sheet of its own. Ends it. */
  finish(cover: CoverList, sides: Sides): Promise<Result<Blob>>;
  /** Forgets all of them; nothing where it has been finished. */
  drop(): void;
}

/** Makes many letters into one PDF. Never blocks the screen, and keeps none of them. */
export interface LetterBatches {
  begin(): LettersInTheMaking;
}

export const LETTER_BATCHES: InjectionToken<LetterBatches> = Symbol('LetterBatches');
