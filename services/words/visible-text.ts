/**
 * Characters that cannot be seen and change how others are read: controls, marks and overrides of direction, zero-width
 * characters and joiners, fillers, tags. Ends of lines and tabs are no secret, and neither is how an emoji is drawn.
 */
const HIDDEN = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/gu;
const PLAIN = new Set(['\n', '\r', '\t', '\uFE0E', '\uFE0F']);

/**
 * Text that others have written, with what cannot be seen in it shown as what it is, e.g. "[U+202E]": so nobody reads
 * another name, note or description than is there. For showing only, never for what is kept or sent.
 */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) => (PLAIN.has(character) ? character : named(character)));
}

function named(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
