/**
 * What a text begins with that lies sealed in the browser and could not be opened: it is handed on as it is, so that
 * whoever saves the record gives back what they were given. Nobody types it.
 */
export const SEALED_TEXT = '\u0001sealed:';

/** Whether this is a sealed text: never to be shown, printed or sent. */
export function isSealedText(text: string): boolean {
  return text.startsWith(SEALED_TEXT);
}
