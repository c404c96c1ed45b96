/** The list in front of a batch: who is in it, in its order. No code is in it. */
import type { JobOutcome } from '../../domain/jobs/job.ts';
import type { LetterWork } from '../../domain/jobs/letter-batches.ts';
import type { CalendarDate } from '../../domain/records.ts';
import type { CoverList } from '../../ports/letter-batches.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { visibleText, words } from '../../words/words.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { groupsOf, whyOf } from './groups.ts';

/** Somebody whose letter lies in the pile. */
export interface OnCover {
  readonly displayName: string | undefined;
  readonly birthDate: CalendarDate | undefined;
  readonly number: string;
  readonly usualGp?: string | undefined;
}

interface Covered {
  readonly batch: { readonly number: number; readonly of: number };
  readonly work: LetterWork;
  readonly rows: readonly OnCover[];
  /** What became of those of the batch who have no letter in it. */
  readonly outcomes: readonly JobOutcome[];
  readonly session: StaffSession;
}

/** Whoever has no letter is counted and not named: why is nobody's business who carries the pile. */
export function coverOf(
  { batch, work, rows, outcomes, session }: Covered,
  { practice, environment }: Pick<AllPorts, 'practice' | 'environment'>,
): CoverList {
  const text = words('jobs').cover;
  const without = groupsOf(
    outcomes.map(({ reason }) => ({ patientRef: '', label: whyOf(reason) })),
  ).map(({ label, count }) => text.without(label, count));
  const byGp = work.order === 'gp';
  return {
    language: 'en',
    title: text.title(work.kind),
    sender: practice.name,
    facts: [
      { label: text.practice, text: practice.name },
      { label: text.batch, text: text.batchOf(batch.number, batch.of) },
      { label: text.letters, text: text.count(rows.length) },
      { label: text.order, text: text.orders[work.order] },
      { label: text.by, text: visibleText(session.staff.name) },
      { label: text.made, text: text.at(environment.now()) },
    ],
    warnings: [
      ...(work.again === undefined ? [] : [text.again(work.again)]),
      ...(work.kind === 'reprint' && work.again === undefined ? [text.copies] : []),
      text.sides[work.sides],
      text.keep,
      ...(outcomes.length === 0 ? [] : [text.missing(outcomes.length, without)]),
    ],
    columns: [
      text.columns.place,
      text.columns.name,
      ...(byGp ? [text.columns.usualGp] : []),
      text.columns.born,
      text.columns.number,
    ],
    rows: rows.map(({ displayName, birthDate, number, usualGp }, index) => [
      String(index + 1),
      visibleText(displayName ?? words('views').patient.nameNotRecorded),
      ...(byGp ? [visibleText(usualGp ?? text.noGp)] : []),
      birthDate === undefined ? '' : text.born(birthDate),
      number,
    ]),
  };
}
