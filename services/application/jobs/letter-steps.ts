/**
 * A job's letters, a batch after the other. What the host was given is written down before, and what it took before any letter is
 * recorded: so whatever is killed when, a letter is called printed only where that is known.
 */
import { firstValueFrom } from 'rxjs';
import { operationOf, paused, type Job, type JobOutcome } from '../../domain/jobs/job.ts';
import {
  batchesOf,
  inDoubt,
  nextBatch,
  type BatchInHand,
  type LetterWork,
} from '../../domain/jobs/letter-batches.ts';
import { markOf } from '../../domain/letter/letter-details.ts';
import type { LetterRecord } from '../../domain/records.ts';
import type { Reason } from '../../domain/reason.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import type { LetterBatches } from '../../ports/letter-batches.ts';
import { timer } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { PatientAction } from '../commands/staff-action.ts';
import { detailsNow } from '../letter/details-now.ts';
import { recordLetter } from '../letter/hand-over.ts';
import { standingOf, type Shift, type Step } from './job-shift.ts';
import { permissionOf } from './job-work.ts';
import { LetterPiles, type Batch, type Pile, type PiledLetter } from './letter-pile.ts';
import { whomOf } from './whom.ts';

/** Recorded at the same time: their commits are grouped. */
const AT_A_TIME = 10;
/** Until storage that failed is asked again. */
const AGAIN_MS = 5_000;

export class LetterSteps {
  private readonly piles: LetterPiles;

  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    desk: Pick<CommandDesk, 'admitInJob'>,
    batches: LetterBatches,
  ) {
    this.piles = new LetterPiles(ports, desk, batches);
  }

  /** Prints the next batch, or sees to the one that the host has been given. */
  async step(shift: Shift): Promise<Step> {
    const { job } = shift;
    if (job.left === 0) return 'at-end';
    switch (job.inHand?.state) {
      case undefined:
        return this.print(shift, job.work as LetterWork);
      case 'handing':
        return this.doubt(job, job.inHand);
      case 'in-doubt':
        return this.settleDoubt(job, job.inHand);
      case 'taken':
        return this.record(shift, job.inHand);
    }
  }

  private async print(shift: Shift, work: LetterWork): Promise<Step> {
    const began = performance.now();
    const { job } = shift;
    const { number, from, count } = nextBatch(job, work);
    const lines = await this.jobs.lines(job.id, from, count);
    if (!lines.ok) return { held: lines.failure.reason };
    const batch = { number, of: batchesOf(job, work), lines: lines.value };
    const pile = await this.piles.make(batch, work, shift);
    if ('held' in pile) return pile;
    const took = performance.now() - began;
    if (pile.pdf === undefined) {
      return this.settle(
        job,
        pile.places.flatMap((each) => ('outcome' in each ? each.outcome : [])),
        took,
      );
    }
    return this.handOver(pile.pdf, pile, batch, shift, took);
  }

  private async handOver(
    pdf: Blob,
    { places }: Pile,
    batch: Batch,
    shift: Shift,
    took: number,
  ): Promise<Step> {
    const { ports } = this;
    const { job } = shift;
    const letters = places.flatMap((each) => ('outcome' in each ? [] : [each]));
    if (!(await standingOf(shift, ports)()).ok) return 'not-ours';
    const isAsItWas = await this.piles.isAsItWas(letters);
    if (!isAsItWas.ok) return { held: isAsItWas.failure.reason };
    // Made anew, without whoever's codes were replaced or ended while it was made.
    if (!isAsItWas.value) return 'went-on';
    // Audited before the codes go out, because afterwards it could fail.
    const said = words('commands').letter;
    for (const { action } of letters) {
      const audited = await action.audit(said.begins({ medium: 'printed', withAddress: false }));
      if (!audited.ok) return { held: audited.failure.reason };
    }
    const inHand: BatchInHand = {
      number: batch.number,
      state: 'handing',
      at: ports.environment.now(),
      places: places.map((each) =>
        'outcome' in each ? { outcome: each.outcome } : { copy: each.facts.copy },
      ),
    };
    const noted = await this.jobs.change(job.id, (held) => ({ ...held, inHand }));
    if (!noted.ok) return { held: noted.failure.reason };
    const handed = await ports.documents.printList(pdf, words('jobs').cover.document(batch));
    if (!handed.ok || !handed.value) {
      await this.forget(job, inHand);
      for (const { action } of letters) await action.auditCancelled(said.ways.printed.cancelled);
      return {
        held: { code: handed.ok ? 'batch-cancelled' : 'batch-refused', batch: batch.number },
      };
    }
    await this.surely(job, { ...inHand, state: 'taken' });
    return this.record(shift, inHand, letters, took);
  }

  private async forget({ id }: Job, { number }: BatchInHand): Promise<void> {
    await this.jobs.change(id, (held) => {
      const { inHand, ...rest } = held;
      return inHand?.number === number ? rest : held;
    });
  }

  /** The host has it, and that does not get lost while this tab lives. */
  private async surely({ id }: Job, inHand: BatchInHand): Promise<void> {
    for (;;) {
      const noted = await this.jobs.change(id, (held) =>
        // A host may answer so late that another batch is in hand by now.
        held.inHand?.number === inHand.number ? { ...held, inHand } : held,
      );
      if (noted.ok) return;
      await firstValueFrom(timer(AGAIN_MS));
    }
  }

  /** Nobody heard what the host made of it: a person is to look at the printer, and is told so before anything else is printed. */
  private async doubt({ id }: Job, inHand: BatchInHand): Promise<Step> {
    const now = this.ports.environment.now();
    const held: Reason = { code: 'batch-in-doubt', batch: inHand.number };
    const told = await this.jobs.change(id, (job) => ({
      ...paused(job, now, held),
      inHand: inDoubt(inHand),
    }));
    return told.ok ? 'not-ours' : { held: told.failure.reason };
  }

  private settleDoubt(job: Job, { places, number }: BatchInHand): Promise<Step> {
    const at = this.ports.environment.now();
    const unknown: JobOutcome = {
      what: 'unknown',
      reason: { code: 'perhaps-printed', batch: number },
      at,
    };
    const outcomes = places.map((each) => ('outcome' in each ? each.outcome : unknown));
    return this.settle(job, outcomes, 0);
  }

  /** The host has taken them: each is recorded for its patient, once. `letters`: those that were made just now. */
  private async record(
    shift: Shift,
    { places, at }: BatchInHand,
    letters: readonly PiledLetter[] = [],
    took = 0,
  ): Promise<Step> {
    const { job } = shift;
    const lines = await this.jobs.lines(job.id, job.next, places.length);
    if (!lines.ok) return { held: lines.failure.reason };
    const byRef = new Map(letters.map((each) => [each.action.patient.ref, each]));
    const outcomes: JobOutcome[] = [];
    for (let from = 0; from < places.length; from += AT_A_TIME) {
      const some = await Promise.all(
        places.slice(from, from + AT_A_TIME).map(async (place, index) => {
          const line = lines.value[from + index];
          if ('outcome' in place || line === undefined) return place;
          const piled = byRef.get(line.patientRef);
          return this.recorded(line, { copy: place.copy, at, piled }, shift);
        }),
      );
      for (const each of some) {
        if ('held' in each) return each;
        if ('outcome' in each) outcomes.push(each.outcome);
      }
    }
    return this.settle(job, outcomes, took);
  }

  private async recorded(
    line: JobLine,
    letter: { readonly copy: number; readonly at: string; readonly piled: PiledLetter | undefined },
    shift: Shift,
  ): Promise<{ readonly outcome: JobOutcome } | { readonly held: Reason }> {
    const { at } = letter;
    const operationId = operationOf(shift.job, line.patientRef);
    const before = await this.jobs.wasCommitted(operationId);
    if (!before.ok) return { held: before.failure.reason };
    if (before.value) return { outcome: { what: 'done', at } };
    const whose = await this.whose(line, letter.piled, shift);
    if ('held' in whose) return whose;
    if (whose.action === undefined) {
      return { outcome: { what: 'unknown', reason: { code: 'printed-not-noted' }, at } };
    }
    const { action, accountKey, registrationId } = whose;
    const { environment, practice } = this.ports;
    const record: LetterRecord = {
      id: environment.newId(),
      accountKey,
      registrationId,
      practiceId: practice.id,
      patientRef: line.patientRef,
      at,
      by: shift.job.by,
      medium: 'printed',
      copy: letter.copy,
      // Of a letter that another tab made it is not known any more what it says.
      ...(letter.piled && { madeFor: markOf(detailsNow(action.facts), environment.newId()) }),
    };
    const done = await recordLetter(record, action, { operationId });
    if (!done.ok) return { held: done.failure.reason };
    return { outcome: { what: 'done', at } };
  }

  /** Whose letter it was; of a batch that another tab printed, as far as the host still tells. */
  private async whose(
    { patientRef, registrationId }: JobLine,
    piled: PiledLetter | undefined,
    { job, session }: Shift,
  ): Promise<
    | {
        readonly action: PatientAction;
        readonly accountKey: string;
        readonly registrationId: string;
      }
    | { readonly action: undefined }
    | { readonly held: Reason }
  > {
    if (piled !== undefined) {
      const { action, facts } = piled;
      return { action, accountKey: facts.account.id, registrationId: facts.registration.id };
    }
    const whom = await whomOf(patientRef, this.ports);
    if ('held' in whom) return whom;
    const account = 'facts' in whom ? whom.facts.records.account : undefined;
    if (!('facts' in whom) || account === undefined || registrationId === undefined) {
      return { action: undefined };
    }
    const { kind } = job.work;
    const doing = {
      action: 'print-letter',
      permission: permissionOf(kind),
      inJob: true,
    } as const;
    const action = new PatientAction(doing, session, this.ports, whom.facts);
    return { action, accountKey: account.id, registrationId };
  }

  private async settle(
    { id, next }: Job,
    outcomes: readonly JobOutcome[],
    took: number,
  ): Promise<Step> {
    const settled = await this.jobs.settle(id, next, outcomes, took);
    if (!settled.ok) return { held: settled.failure.reason };
    this.ports.sync.nudge();
    return 'went-on';
  }
}
