import { letter as en } from './en/letter/letter.ts';

/** What a registration letter says. */
export type LetterWords = typeof en;

/** A further language is its file and one line here. */
const LANGUAGES: Readonly<Record<string, LetterWords>> = { en };

/** The words of letters in a language (BCP 47), `undefined` in one that no letter is written in. */
export function letterWords(language: string): LetterWords | undefined {
  return LANGUAGES[language.split('-', 1)[0]?.toLowerCase() ?? ''];
}
