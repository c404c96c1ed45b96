/**
 * Numbers of documents in free text. What was seen is worth keeping, its number is not: whoever reads it could pass for the
 * patient elsewhere (guidance: store neither images nor numbers by default).
 */

/** What a number looks like. */
export type DocumentNumber =
  'passport' | 'driving-licence' | 'bank' | 'card' | 'national-insurance' | 'document';

interface Pattern {
  readonly kind: DocumentNumber;
  readonly pattern: RegExp;
}

/** No digit, or group of digits, goes on before or after: dates, phone numbers and patient numbers are longer or shorter. */
const ALONE = { before: '(?<![\\d+]|\\d[ -])', after: '(?![ -]?\\d)' };

/** In the order in which they are looked for: the longer ones hold digits that would pass for shorter ones. */
const PATTERNS: readonly Pattern[] = [
  // DVLA: five characters of the surname, six digits of the birth date, two initials, and three more.
  {
    kind: 'driving-licence',
    pattern: /(?<![A-Z\d])[A-Z9]{5}[ -]?\d{6}[ -]?[A-Z9]{2}[ -]?[A-Z\d][A-Z]{2}(?![A-Z\d])/i,
  },
  { kind: 'card', pattern: alone('\\d{4}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}') },
  // A sort code by itself may as well be a date.
  { kind: 'bank', pattern: /\b\d{2}[ -]?\d{2}[ -]?\d{2}\D{1,30}\d{8}(?!\d)/ },
  { kind: 'bank', pattern: /\b(?:account|acct|a\/c)\D{0,20}\d{6,8}(?!\d)/i },
  { kind: 'bank', pattern: /\bsort ?code\D{0,10}\d{2}/i },
  {
    kind: 'national-insurance',
    pattern: /(?<![A-Z\d])[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Z\d])/i,
  },
  { kind: 'passport', pattern: alone('\\d{9}') },
  { kind: 'passport', pattern: alone('\\d{3}[ -]\\d{3}[ -]\\d{3}') },
  // Passports, identity cards and residence permits of most countries.
  { kind: 'document', pattern: /(?<![A-Z\d])[A-Z]{1,2}\d{6,8}(?!\d)/i },
];

function alone(digits: string): RegExp {
  return new RegExp(`${ALONE.before}${digits}${ALONE.after}`);
}

/** What kind of document's number stands in a text; `undefined` = none that is known. */
export function documentNumberIn(text: string): DocumentNumber | undefined {
  return PATTERNS.find(({ pattern }) => pattern.test(text))?.kind;
}
