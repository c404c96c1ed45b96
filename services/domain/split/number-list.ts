/** Patient numbers out of a list that somebody pasted, or a file: each line is taken, or it is said why not. */
import {
  patientIdFor,
  schemeUsedIn,
  type Nation,
  type PatientId,
} from '../patient/patient-identifier.ts';
import type { PatientReason } from '../patient/reasons.ts';

/** A line of the list as it was cut into cells. */
export interface ListRow {
  /** Counted from 1, as editors and spreadsheets do. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ReadNumbers {
  readonly numbers: readonly { readonly line: number; readonly number: PatientId }[];
  readonly rejected: readonly RejectedLine[];
}

export interface RejectedLine {
  readonly line: number;
  /** What stands there, as far as it was looked at. */
  readonly text: string;
  readonly reason: ListReason | PatientReason;
}

export type ListReason =
  | { readonly code: 'line-without-number' }
  | { readonly code: 'line-again'; readonly first: number }
  | { readonly code: 'line-of-nobody' }
  | { readonly code: 'line-of-two' };

/** What may be meant for a number: more than a day of a calendar has. */
const LIKE_A_NUMBER = /^\d[\d\s-]{7,}\d$/;
const A_DAY = /^\d{4}-\d{2}-\d{2}$|^\d{2}-\d{2}-\d{4}$/;
/** Apostrophes and signs by which spreadsheets keep a number from being changed. */
const AROUND = /^[\s='"]+|[\s'"]+$/g;

export function numbersIn(rows: readonly ListRow[], nation: Nation): ReadNumbers {
  const numbers: { readonly line: number; readonly number: PatientId }[] = [];
  const rejected: RejectedLine[] = [];
  const lines = new Map<string, number>();
  rows.forEach(({ line, cells }, index) => {
    const texts = cells.map((cell) => cell.replace(AROUND, '')).filter((cell) => cell !== '');
    // A line of nothing but words at the beginning says what stands in the columns.
    if (texts.length === 0 || (index === 0 && !texts.some((text) => /\d/.test(text)))) return;
    const found = numberIn(texts, nation);
    if (!('number' in found)) {
      rejected.push({ line, ...found });
      return;
    }
    const { value, display } = found.number;
    const first = lines.get(value);
    if (first !== undefined) {
      rejected.push({ line, text: display, reason: { code: 'line-again', first } });
      return;
    }
    lines.set(value, line);
    numbers.push({ line, number: found.number });
  });
  return { numbers, rejected };
}

function numberIn(
  texts: readonly string[],
  nation: Nation,
): { readonly number: PatientId } | Omit<RejectedLine, 'line'> {
  const scheme = schemeUsedIn(nation);
  const meant = texts.filter((text) => LIKE_A_NUMBER.test(text) && !A_DAY.test(text));
  const [text = texts[0] ?? ''] = meant;
  for (const value of meant) {
    const checked = patientIdFor(nation, [{ scheme, value }]);
    if (checked.ok) return { number: checked.value };
  }
  if (meant.length === 0) return { text, reason: { code: 'line-without-number' } };
  const checked = patientIdFor(nation, [{ scheme, value: text }]);
  return { text, reason: checked.ok ? { code: 'line-without-number' } : checked.failure.reason };
}
