import type { Patient } from 'fhir/r4';
import { DEMONSTRATION_PATIENT } from './demonstration-patient.ts';
import { contactsOf } from './patient-contacts.ts';
import { isRestricted } from './patient-text.ts';
import { compact, folded, wordsOf } from './plain-text.ts';
import { datesIn } from './typed-date.ts';

/**
 * Patients that fit what was typed, in order of their names: a date of birth, a patient number or part of it, the
 * beginning of a postcode or an email address, or names: every word must begin a part of the name, whatever the accents
 * and the case. Restricted records are found by what their row shows, name and number. Nothing typed finds nobody.
 */
export function findPatients(
  patients: readonly Patient[],
  typed: string,
  today: string,
): readonly Patient[] {
  const query = typed.trim();
  if (query === '') return [];
  return inNameOrder(patients.filter(conditionFor(query, today)));
}

/** By surname, then given names, as people in Britain look them up. */
export function inNameOrder(patients: readonly Patient[]): readonly Patient[] {
  const collator = new Intl.Collator('en-GB');
  return [...patients].sort((a, b) => collator.compare(sortName(a), sortName(b)));
}

function conditionFor(query: string, today: string): (patient: Patient) => boolean {
  const wanted = compact(query);
  if (query.includes('@'))
    return (patient) => !isRestricted(patient) && mayBeReachedAt(patient, wanted);
  const dates = datesIn(query, today);
  if (dates.length > 0 || /\d/.test(query)) {
    return (patient) =>
      hasNumber(patient, wanted) ||
      (!isRestricted(patient) &&
        (dates.includes(patient.birthDate ?? '') || livesAt(patient, wanted)));
  }
  const words = wordsOf(query);
  return (patient) => {
    const parts = nameWords(patient);
    return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)));
  };
}

function mayBeReachedAt(patient: Patient, wanted: string): boolean {
  return contactsOf(patient).some(
    ({ type, value }) => type === 'email' && compact(value).startsWith(wanted),
  );
}

function hasNumber({ identifier = [] }: Patient, wanted: string): boolean {
  return identifier.some(
    ({ system, value = '' }) => system !== DEMONSTRATION_PATIENT && compact(value).includes(wanted),
  );
}

function livesAt({ address = [] }: Patient, wanted: string): boolean {
  return address.some(
    ({ use, postalCode = '' }) => use !== 'old' && compact(postalCode).startsWith(wanted),
  );
}

/** Words of every name that the record has, also of earlier ones. */
export function nameWords({ name = [] }: Patient): readonly string[] {
  return name.flatMap(({ family = '', given = [], text = '' }) =>
    wordsOf([family, ...given, text].join(' ')),
  );
}

function sortName({ name = [] }: Patient): string {
  const { family = '', given = [], text = '' } = name[0] ?? {};
  return folded([family, ...given].join(' ') || text);
}
