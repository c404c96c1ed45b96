import type { Patient } from 'fhir/r4';

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

/**
 * Patients that fit what was typed, in order of their names. Digits are a patient number or part of it, a date is the
 * date of birth, anything else is names: every word must begin a part of the name, whatever the accents and the case.
 * Nothing typed finds nobody.
 */
export function findPatients(patients: readonly Patient[], typed: string): readonly Patient[] {
  const query = typed.trim();
  if (query === '') return [];
  return inNameOrder(patients.filter(conditionFor(query)));
}

/** By surname, then given names, as people in Britain look them up. */
export function inNameOrder(patients: readonly Patient[]): readonly Patient[] {
  const collator = new Intl.Collator('en-GB');
  return [...patients].sort((a, b) => collator.compare(sortName(a), sortName(b)));
}

function conditionFor(query: string): (patient: Patient) => boolean {
  const date = dateIn(query);
  if (date !== undefined) return ({ birthDate }) => birthDate === date;
  if (/\d/.test(query)) {
    const wanted = query.replace(/\s/g, '').toLowerCase();
    return ({ identifier = [] }) =>
      identifier.some(({ value = '' }) => value.replace(/\s/g, '').toLowerCase().includes(wanted));
  }
  const words = wordsOf(query);
  return (patient) => {
    const parts = nameWords(patient);
    return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)));
  };
}

/** 14/05/1979, 14.5.1979, 14-05-1979 or 1979-05-14 as YYYY-MM-DD. */
function dateIn(query: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(query)) return query;
  const [, day, month, year] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(query) ?? [];
  if (day === undefined || month === undefined || year === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function nameWords({ name = [] }: Patient): readonly string[] {
  return name.flatMap(({ family = '', given = [], text = '' }) =>
    wordsOf([family, ...given, text].join(' ')),
  );
}

/** A name's words without accents; parts of a hyphenated name count, and so does the whole. */
function wordsOf(text: string): string[] {
  const words = folded(text).split(/[\s,]+/);
  return [...words, ...words.flatMap((word) => word.split(/[-'’]/))].filter(Boolean);
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđðøßæœþı]/g, (letter) => BASE_LETTERS[letter] ?? letter);
}

function sortName({ name = [] }: Patient): string {
  const { family = '', given = [], text = '' } = name[0] ?? {};
  return folded([family, ...given].join(' ') || text);
}
