/**
 * Whether what a letter says of its patient still stands on the record. A letter bears surname and number, and apps ask for
 * the birth date beside them; each can change while the letter is out. Kept is no detail, but a mark by which it is seen that
 * one has changed: salted checksums, which say nothing else to who does not know the detail already.
 */
import { pendingRegistration } from '../codes/pending-codes.ts';
import type { PatientRecords } from '../records.ts';
import type { LetterDetail } from './reasons.ts';
import { lettersOf } from './letters-of.ts';

/** What is compared; each as the record has it. */
export interface LetterDetails {
  readonly surname?: string;
  readonly birthDate?: string;
  /** The patient's number that counts, digits only. */
  readonly number?: string;
}

const DETAILS = ['surname', 'birthDate', 'number'] as const satisfies readonly LetterDetail[];
const BETWEEN = '.';

/** The mark of a letter. `salt` is random, without dots, and new for every letter. */
export function markOf(details: LetterDetails, salt: string): string {
  return [salt, ...DETAILS.map((name) => checksum(name, details, salt))].join(BETWEEN);
}

/** Which details are no longer as the last letter with the codes that wait says them; none where that cannot be told. */
export function changedSinceLetter(
  state: PatientRecords,
  now: LetterDetails,
): readonly LetterDetail[] {
  const registration = pendingRegistration(state);
  const [letter] = registration === undefined ? [] : lettersOf(state, registration);
  return letter?.madeFor === undefined ? [] : changedDetails(letter.madeFor, now);
}

function changedDetails(mark: string, now: LetterDetails): readonly LetterDetail[] {
  const [salt = '', ...sums] = mark.split(BETWEEN);
  // Of a later version, or not to be read here.
  if (sums.length !== DETAILS.length) return [];
  return DETAILS.filter((name, index) => checksum(name, now, salt) !== sums[index]);
}

/** FNV-1a, 32 bits: to tell a change, not to keep a secret. How a name is written, in capitals or not, is no change. */
function checksum(name: LetterDetail, details: LetterDetails, salt: string): string {
  const plain = (details[name] ?? '').normalize('NFC').trim().replace(/\s+/g, ' ').toUpperCase();
  const hash = [...`${salt} ${name} ${plain}`].reduce(
    (sum, character) => Math.imul(sum ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0,
    0x811c9dc5,
  );
  return hash.toString(36);
}
