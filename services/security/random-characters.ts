/**
 * Random text in which every character of the alphabet is equally likely: bytes past the last whole multiple of the
 * alphabet's size are thrown away, because a plain remainder would favour its first characters.
 * @param alphabet 1 to 256 different characters, each one UTF-16 unit.
 */
export function randomCharacters(alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length);
  const bytes = new Uint8Array(length * 2);
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(bytes)) {
      if (byte < fair && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
