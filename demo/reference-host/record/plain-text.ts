/** Letters that do not fall apart into a base letter and an accent. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
};

/** Without case and accents. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđðøßæœþı]/g, (letter) => BASE_LETTERS[letter] ?? letter);
}

/** A whole name for comparing: O’Brien is obrien, and so is "o brien". */
export function plainName(name: string): string {
  return folded(name).replace(/[\s.'’‘-]/g, '');
}

/** A name's words without accents; parts of a hyphenated name count, and so does the whole. */
export function wordsOf(text: string): readonly string[] {
  const words = folded(text).split(/[\s,]+/);
  return [...words, ...words.flatMap((word) => word.split(/[-'’]/))].filter(Boolean);
}

/** Without case and spaces. */
export function compact(text: string): string {
  return text.replace(/\s/g, '').toLowerCase();
}
