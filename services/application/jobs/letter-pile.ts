/** One batch of letters on its way into one PDF. Plain codes live only inside these calls. */
import { pendingRegistration } from '../../domain/codes/pending-codes.ts';
import type { JobOutcome } from '../../domain/jobs/job.ts';
import { inLetterOrder, type InOrder, type LetterWork } from '../../domain/jobs/letter-batches.ts';
import { whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import { patientIdFor } from '../../domain/patient/patient-identifier.ts';
import type { Reason } from '../../domain/reason.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { JobLine } from '../../ports/jobs.ts';
import type { LetterBatches, LettersInTheMaking } from '../../ports/letter-batches.ts';
import { NoAnswer } from '../../streams/first-within.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { PatientAction } from '../commands/staff-action.ts';
import { letterFor, type LetterFacts } from '../letter/registration-letter.ts';
import { coverOf, type OnCover } from './cover-list.ts';
import { cameOf, standingOf, type Shift } from './job-shift.ts';
import { COMMAND_OF, inTime, whyNot } from './job-work.ts';
import { usualGpsOf } from './usual-gps.ts';
import { whomOf } from './whom.ts';

/** The host is asked about so many at the same time. */
const AT_A_TIME = 10;

/** Where a batch lies among all of them. */
export interface Batch {
  readonly number: number;
  readonly of: number;
  readonly lines: readonly JobLine[];
}

/** A letter in the pile, and what recording it takes. */
export interface PiledLetter {
  readonly action: PatientAction;
  readonly facts: Pick<LetterFacts, 'account' | 'registration' | 'copy'>;
}

/** What became of a place of the batch: a letter, or why there is none. */
export type Piled = PiledLetter | { readonly outcome: JobOutcome };

/** A batch that can go to the printer; without a PDF where nobody of it gets a letter. */
export interface Pile {
  readonly places: readonly Piled[];
  readonly pdf?: Blob;
}

/** Somebody of the batch who may have a letter, with what puts them in their place. */
interface Admitted extends InOrder {
  readonly place: number;
  readonly action: PatientAction;
}

type Looked = Admitted | { readonly outcome: JobOutcome } | { readonly held: Reason };

/** That nothing more can be made just now: it is not about this patient. */
const MAKER_TROUBLE: ReadonlySet<string> = new Set([
  'typefaces-not-loaded',
  'letter-maker-not-loaded',
  'letter-maker-stopped',
  'letter-maker-too-slow',
  'letter-maker-closed',
]);

export class LetterPiles {
  constructor(
    private readonly ports: AllPorts,
    private readonly desk: Pick<CommandDesk, 'admitInJob'>,
    private readonly batches: LetterBatches,
  ) {}

  /** Looks at everybody of the batch once more, and makes the letters of those who may have one. */
  async make(batch: Batch, work: LetterWork, shift: Shift): Promise<Pile | { held: Reason }> {
    const looked: Looked[] = [];
    for (let from = 0; from < batch.lines.length; from += AT_A_TIME) {
      const some = batch.lines.slice(from, from + AT_A_TIME);
      looked.push(
        ...(await Promise.all(some.map((line, at) => this.look(line, from + at, work, shift)))),
      );
    }
    const trouble = looked.find((each) => 'held' in each);
    if (trouble !== undefined) return trouble;
    const admitted = await this.inOrder(looked.filter(isAdmitted), work);
    if (!admitted.ok) return { held: admitted.failure.reason };
    const places = looked.map((each) => ('outcome' in each ? each : undefined));
    const making = this.batches.begin();
    try {
      return await this.fill(making, batch, work, shift, admitted.value, places);
    } finally {
      making.drop();
    }
  }

  private async fill(
    making: LettersInTheMaking,
    batch: Batch,
    work: LetterWork,
    shift: Shift,
    admitted: readonly Admitted[],
    places: readonly (Piled | undefined)[],
  ): Promise<Pile | { held: Reason }> {
    const filled = [...places];
    const rows: OnCover[] = [];
    for (const each of admitted) {
      const put = await this.put(each, making);
      if ('held' in put) return put;
      filled[each.place] = put;
      // Letter and row go in together: so the list is what lies below it.
      if (!('outcome' in put)) rows.push(this.rowOf(each));
    }
    const done = filled.filter((each) => each !== undefined);
    if (rows.length === 0) return { places: done };
    const outcomes = done.flatMap((each) => ('outcome' in each ? each.outcome : []));
    const cover = coverOf({ batch, work, rows, outcomes, session: shift.session }, this.ports);
    const pdf = await making.finish(cover, work.sides);
    return pdf.ok ? { places: done, pdf: pdf.value } : { held: pdf.failure.reason };
  }

  /** Whether a letter that was made may still go out: nobody has replaced or ended its codes meanwhile. */
  async isAsItWas(letters: readonly PiledLetter[]): Promise<Result<boolean>> {
    for (const { action, facts } of letters) {
      const now = await action.recordsNow();
      if (!now.ok) return now;
      const isSame = pendingRegistration(now.value)?.id === facts.registration.id;
      const why = whyNotPrintLetter(now.value, this.ports.environment.today());
      if (!isSame || why !== undefined) return ok(false);
    }
    return ok(true);
  }

  private async look(
    { patientRef, registrationId }: JobLine,
    place: number,
    work: LetterWork,
    shift: Shift,
  ): Promise<Looked> {
    const whom = await whomOf(patientRef, this.ports);
    if ('held' in whom) return whom;
    if ('failed' in whom) return this.without({ what: 'failed', reason: whom.failed });
    if ('leftOut' in whom) return this.without({ what: 'left-out', reason: whom.leftOut });
    const { facts } = whom;
    const why = await whyNot(work, facts, this.ports, registrationId);
    if (why !== undefined) return this.without({ what: 'left-out', reason: why });
    const stands = standingOf(shift, this.ports);
    const admitted = this.desk.admitInJob(COMMAND_OF[work.kind], { patientRef }, facts, stands);
    if (!admitted.ok) return this.cameOf(admitted);
    const { displayName: name, birthDate } = facts.patient;
    return { place, action: admitted.value.action, patientRef, name, birthDate };
  }

  private async inOrder(
    admitted: readonly Admitted[],
    { order }: LetterWork,
  ): Promise<Result<readonly Admitted[]>> {
    if (order === 'name' || admitted.length === 0) return ok(inLetterOrder(admitted, order));
    const refs = admitted.map(({ patientRef }) => patientRef);
    const gps = await usualGpsOf(refs, this.ports);
    if (!gps.ok) return gps;
    const known = admitted.map((each) => ({ ...each, usualGp: gps.value.get(each.patientRef) }));
    return ok(inLetterOrder(known, order));
  }

  private async put(
    { action }: Admitted,
    making: LettersInTheMaking,
  ): Promise<Piled | { readonly held: Reason }> {
    const said = await this.said(action);
    if (!said.ok) return this.cameOf(said);
    const { content, facts } = said.value;
    const added = await making.add(content);
    if (added.ok) return { action, facts };
    const { reason } = added.failure;
    return MAKER_TROUBLE.has(reason.code)
      ? { held: reason }
      : this.without({ what: 'failed', reason: { code: 'letter-left-out' } });
  }

  private async said(action: PatientAction): ReturnType<typeof letterFor> {
    try {
      return await inTime(letterFor(action, this.ports, {}));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { ok: false, failure: { kind: 'host-refused', reason: { code: 'host-refused-one' } } };
    }
  }

  private rowOf({ action, usualGp }: Admitted): OnCover {
    const { displayName, birthDate, identifiers } = action.patient;
    const number = patientIdFor(this.ports.practice.nation, identifiers);
    return { displayName, birthDate, number: number.ok ? number.value.display : '', usualGp };
  }

  private async cameOf({
    failure,
  }: Extract<Result<unknown>, { ok: false }>): Promise<
    { readonly outcome: JobOutcome } | { readonly held: Reason }
  > {
    const came = await cameOf(failure, this.ports);
    return 'held' in came ? came : this.without(came);
  }

  private without(came: Omit<JobOutcome, 'at'>): { readonly outcome: JobOutcome } {
    return { outcome: { ...came, at: this.ports.environment.now() } };
  }
}

function isAdmitted(looked: Looked): looked is Admitted {
  return 'action' in looked;
}
