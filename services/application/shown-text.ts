import { isSealedText } from '../domain/sealed-text.ts';
import { visibleText, words } from '../words/words.ts';

/** A text as it is shown: what is hidden in it made visible, and what cannot be opened here called that. */
export function shownText(text: string): string {
  return isSealedText(text) ? words('views').sealed.text : visibleText(text);
}
