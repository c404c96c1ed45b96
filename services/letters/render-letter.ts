import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import { letterWords } from '../words/letter-words.ts';
import { drawLetter, startDocument } from './jspdf-letter.ts';
import type { LaidOutLetter, Measure } from './laid-out-letter.ts';
import { letterContent } from './letter-content.ts';
import type { LetterFonts } from './letter-fonts.ts';
import { layOutLetter } from './letter-layout.ts';
import { charactersOf, printableLetter, type CoveredCharacters } from './printable-letter.ts';

/**
 * Makes a letter where it is called: words, then layout, then PDF. Takes tens of milliseconds without a pause, which is
 * why the product calls it in a worker.
 *
 * Refused with `letter-impossible` when a font lacks a character, the language is not there or the address does not fit
 * its window.
 */
export async function renderLetter(
  letter: RegistrationLetter,
  fonts: LetterFonts,
): Promise<Result<ArrayBuffer>> {
  const { doc, measure } = await startDocument(fonts);
  const laidOut = layOut(letter, charactersOf(fonts), measure);
  return laidOut.ok ? ok(drawLetter(laidOut.value, doc)) : laidOut;
}

/** A letter on paper, not drawn yet. */
export function layOut(
  letter: RegistrationLetter,
  covered: CoveredCharacters,
  measure: Measure,
): Result<LaidOutLetter> {
  const printable = printableLetter(letter, covered);
  if (!printable.ok) return printable;
  const words = letterWords(letter.language);
  if (words === undefined) {
    return refuse(FailureKind.letterImpossible, {
      code: 'no-letter-in-language',
      language: letter.language,
    });
  }
  return layOutLetter(letterContent(printable.value, words), measure);
}
