import type { PrintedField } from '../domain/letter/reasons.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';
import type { RegistrationLetter } from '../ports/letter-renderer.ts';
import { coveredCharacters, missingCharacters } from './glyph-coverage.ts';
import { printedAddress } from './letter-content.ts';
import type { LetterFonts } from './letter-fonts.ts';

/** What is typed by people and printed. */
const FIELDS: readonly (readonly [
  field: PrintedField,
  read: (letter: RegistrationLetter) => readonly (string | undefined)[],
])[] = [
  ['patient.name', ({ patient }) => [patient.name, patient.surname]],
  ['patient.address', ({ patient }) => patient.address],
  ['patient.email', ({ patient }) => [patient.email]],
  ['practice.name', ({ practice }) => [practice.name]],
  ['practice.address', ({ practice }) => practice.address],
  ['practice.phone', ({ practice }) => [practice.phone]],
  ['siteUrl', ({ siteUrl }) => [siteUrl]],
];

/** Printed in the monospaced face, which has ASCII only. */
const CODES: typeof FIELDS = [
  ['practice.id', ({ practice }) => [practice.id]],
  ['patient.patientId', ({ patient }) => [patient.patientId]],
  ['accountId', ({ accountId }) => [accountId]],
];

/**
 * The letter with its text as the fonts want it: composed (NFC), blanks of all kinds as spaces, characters without a
 * shape left out. Refused with `letter-impossible`, naming the characters and whose they are, when a font lacks one:
 * jsPDF would drop it, and what follows, without a word.
 */
export function printableLetter(
  letter: RegistrationLetter,
  { text, codes }: CoveredCharacters,
): Result<RegistrationLetter> {
  const printable = withTidyText(letter);
  return firstGap(printable, FIELDS, text) ?? firstGap(printable, CODES, codes) ?? ok(printable);
}

/** What the fonts have a glyph for. */
export interface CoveredCharacters {
  /** Upright and bold alike. */
  readonly text: ReadonlySet<number>;
  readonly codes: ReadonlySet<number>;
}

/** Read from the fonts, which takes a while: once for however many letters. */
export function charactersOf(fonts: LetterFonts): CoveredCharacters {
  return { text: charactersOfText(fonts), codes: coveredCharacters(fonts.mono) };
}

function charactersOfText(fonts: LetterFonts): ReadonlySet<number> {
  const bold = coveredCharacters(fonts.bold);
  return new Set([...coveredCharacters(fonts.regular)].filter((code) => bold.has(code)));
}

function firstGap(
  letter: RegistrationLetter,
  fields: typeof FIELDS,
  covered: ReadonlySet<number>,
): Result<never> | undefined {
  for (const [field, read] of fields) {
    const missing = missingCharacters(read(letter).join(''), covered);
    if (missing.length > 0) {
      return refuse(
        FailureKind.letterImpossible,
        { code: 'unprintable-characters', field, characters: missing },
        field,
      );
    }
  }
  return undefined;
}

function withTidyText(letter: RegistrationLetter): RegistrationLetter {
  const { practice, patient } = letter;
  return {
    ...letter,
    practice: {
      ...practice,
      name: tidy(practice.name),
      address: tidyLines(practice.address),
      ...(practice.phone === undefined ? {} : { phone: tidy(practice.phone) }),
    },
    patient: {
      ...patient,
      name: tidy(patient.name),
      address: tidyLines(printedAddress(patient)),
      ...(patient.surname === undefined ? {} : { surname: tidy(patient.surname) }),
      ...(patient.email === undefined ? {} : { email: tidy(patient.email) }),
    },
  };
}

function tidyLines(lines: readonly string[]): readonly string[] {
  return lines.map(tidy).filter((line) => line !== '');
}

/**
 * Controls, zero-width and direction characters, soft hyphens and variation selectors have no shape of their own; tabs
 * and ends of lines are blanks.
 */
const SHAPELESS = /\ufeff|(?!\s)[\p{Cc}\p{Cf}\ufe00-\ufe0f]/gu;

/** What has no shape goes before accents are composed: it may stand between a letter and its accent. */
export function tidy(text: string): string {
  return text.replaceAll(SHAPELESS, '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}
