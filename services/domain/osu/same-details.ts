/** Comparing what somebody typed with what a record holds: alike or not, and nothing in between. */

/** Letters that do not fall apart into a base letter and an accent. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ...{ ł: 'l', đ: 'd', ð: 'd', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' },
};

/** A name without case, accents, spaces, apostrophes and hyphens: O’Brien is obrien, and so is "o brien". */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđðøßæœþı]/g, (letter) => BASE_LETTERS[letter] ?? letter)
    .replace(/[\s.'’‘ʼ`´\u00ad\u2010-\u2015\u2212-]/g, '');
}

/** Whether two names are the same; an empty one is the same as none. */
export function isSameName(one: string | undefined, other: string | undefined): boolean {
  const plain = plainName(one ?? '');
  return plain !== '' && plain === plainName(other ?? '');
}

/** A postcode without case and spaces. */
export function plainPostcode(postcode: string): string {
  return postcode.replace(/\s/g, '').toUpperCase();
}

export function isSamePostcode(one: string, other: string): boolean {
  const plain = plainPostcode(one);
  return plain !== '' && plain === plainPostcode(other);
}

/** A patient number without spaces and hyphens. */
export function plainNumber(number: string): string {
  return number.replace(/[\s\u2010-\u2015\u2212-]/g, '');
}
