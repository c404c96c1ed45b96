/** Letters for many come in piles, so that who carries them away can count and hand them out. */
import type { CalendarDate, Instant } from '../records.ts';
import type { JobOutcome } from './job-outcome.ts';

export const BATCH_SIZES = [10, 25, 50, 100] as const;
export type BatchSize = (typeof BATCH_SIZES)[number];

/** `gp`: by the usual GP, then by name: the round in which a practice hands post out. */
export const LETTER_ORDERS = ['gp', 'name'] as const;
export type LetterOrder = (typeof LETTER_ORDERS)[number];

/** How the letters are wanted. */
export interface LetterChoices {
  readonly size: BatchSize;
  readonly order: LetterOrder;
  /** `both`: the printer prints on both sides, so each letter begins on a sheet of its own. */
  readonly sides: 'one' | 'both';
}

/** `print`: of codes with which no letter was made. `reprint`: a copy of a letter that was. */
export interface LetterWork extends LetterChoices {
  readonly kind: 'print' | 'reprint';
  /** The number of a batch that is printed once more, whatever came of it before. */
  readonly again?: number;
}

/** A batch that the host has been given. */
export interface BatchInHand {
  /** From 1. */
  readonly number: number;
  /** `in-doubt`: nobody heard what the host made of it, and a person has been told to look. */
  readonly state: 'handing' | 'taken' | 'in-doubt';
  /** When it was given to the host. */
  readonly at: Instant;
  /** Those of the batch in the order of their places: letters, and why the others have none. */
  readonly places: readonly PlaceInHand[];
}

/** A person is told to look at the printer. */
export function inDoubt(inHand: BatchInHand): BatchInHand {
  return { ...inHand, state: 'in-doubt' };
}

/** A letter, by which copy of its codes it is; or what became of who has none. */
export type PlaceInHand = { readonly copy: number } | { readonly outcome: JobOutcome };

/** How far a job has come. */
interface Progress {
  readonly next: number;
  readonly left: number;
}

/** How many of a job's patients get a letter, if nothing changes: they stand before those who are left out. */
function lettersOf({ next, left }: Progress): number {
  return next + left;
}

export function batchesOf(job: Progress, { size }: LetterChoices): number {
  return Math.ceil(lettersOf(job) / size);
}

/** Where the batch lies that comes next. */
export function nextBatch(
  job: Progress,
  { size }: LetterChoices,
): { readonly number: number; readonly from: number; readonly count: number } {
  const number = Math.floor(job.next / size) + 1;
  const end = Math.min(number * size, lettersOf(job));
  return { number, from: job.next, count: end - job.next };
}

/** Where a batch lies, by its number. */
export function placesOf(
  job: Progress,
  { size }: LetterChoices,
  number: number,
): { readonly from: number; readonly count: number } {
  const from = (number - 1) * size;
  return { from, count: Math.min(size, lettersOf(job) - from) };
}

/** By what letters are put in order. */
export interface InOrder {
  readonly patientRef: string;
  readonly name: string | undefined;
  readonly birthDate?: CalendarDate | undefined;
  readonly usualGp?: string | undefined;
}

const { compare } = new Intl.Collator('en-GB');
/** Whoever is without comes last. */
const LAST = '\uffff';

/** In the order in which they lie in the pile; who cannot be told apart by it, by their record. */
export function inLetterOrder<T extends InOrder>(
  people: readonly T[],
  order: LetterOrder,
): readonly T[] {
  const keys = (one: T): readonly string[] => [
    ...(order === 'gp' ? [one.usualGp ?? LAST] : []),
    one.name ?? LAST,
    one.birthDate ?? LAST,
  ];
  return [...people].sort((one, other) => {
    const [mine, theirs] = [keys(one), keys(other)];
    const differing = mine.findIndex((key, index) => compare(key, theirs[index] ?? '') !== 0);
    return differing < 0
      ? one.patientRef.localeCompare(other.patientRef)
      : compare(mine[differing] ?? '', theirs[differing] ?? '');
  });
}
