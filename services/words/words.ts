import { en } from './en/english.ts';
import { Wordbook } from './wordbook.ts';

export { visibleText } from './visible-text.ts';

/** Every word of the product, by the group it is loaded in. The English ones say what there must be. */
export type Words = { readonly [G in keyof typeof en]: Awaited<ReturnType<(typeof en)[G]>> };
/** What is needed at the same time, and loaded with the code that needs it. */
export type WordGroup = keyof Words;

/** A further language is its files and one line here. */
const book = new Wordbook<Words>({ en }, en);

/** Chooses the language of all words loaded from now on: that of a locale, or English where there is none. */
export function speak(locale: string): void {
  book.speak(locale);
}

/** Fetches words, so that {@link words} gives them. Rejects when they cannot be fetched; may be asked again. */
export function loadWords(...groups: readonly WordGroup[]): Promise<void> {
  return book.load(groups);
}

/** The words of a group where they are there already, for who can do without. */
export function wordsIfThere<G extends WordGroup>(group: G): Words[G] | undefined {
  return book.peek(group);
}

/**
 * The words of a group, at once.
 * @throws {Error} when they were not loaded.
 */
export function words<G extends WordGroup>(group: G): Words[G] {
  return book.read(group);
}
