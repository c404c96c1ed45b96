/** A job's patients in their order: one after the other, or a few at once. */
import { operationOf, type JobOutcome, type JobWork } from '../../domain/jobs/job.ts';
import type { Reason } from '../../domain/reason.ts';
import { isTransfer } from '../../domain/split/transfer-work.ts';
import type { JobLine, JobStore } from '../../ports/jobs.ts';
import { NoAnswer } from '../../streams/first-within.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import { cameOf, standingOf, type Came, type Shift, type Step } from './job-shift.ts';
import { COMMAND_OF, inputFor, whyNot } from './job-work.ts';
import { whomOf } from './whom.ts';

/** Read at a time. */
const AT_A_TIME = 100;
/** Each of these waits for the shared record several times: one after the other, all would wait most of the time. */
const TRANSFERS_AT_ONCE = 16;
/** So many failures in a row are no matter of the patients any more: a person is to look. */
const MANY = 5;

export class PatientSteps {
  private failures = 0;
  private lines: readonly JobLine[] = [];
  private first = 0;

  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly desk: Pick<CommandDesk, 'performInJob'>,
  ) {}

  /** Does the next ones. */
  async step(shift: Shift): Promise<Step> {
    const { job } = shift;
    const behind = this.first + this.lines.length;
    if (job.next < this.first || job.next >= behind) {
      const read = await this.jobs.lines(job.id, job.next, AT_A_TIME);
      if (!read.ok) return { held: read.failure.reason };
      this.lines = read.value;
      this.first = job.next;
    }
    const index = this.lines.findIndex((line, at) => this.first + at >= job.next && isOpen(line));
    return index < 0
      ? this.passBy(shift)
      : this.settle(this.openFrom(index, atOnce(job.work)), this.first + index, shift);
  }

  /** Those who stand one behind the other and are to be done, so many at most. */
  private openFrom(index: number, most: number): readonly JobLine[] {
    const some = this.lines.slice(index, index + most);
    const end = some.findIndex((line) => !isOpen(line));
    return end < 0 ? some : some.slice(0, end);
  }

  /** Nobody of those that were read is to be done: on to those behind them. */
  private async passBy({ job }: Shift): Promise<Step> {
    const behind = this.first + this.lines.length;
    if (behind >= job.total) return 'at-end';
    await this.jobs.change(job.id, (held) => ({ ...held, next: behind }));
    return 'went-on';
  }

  private async settle(lines: readonly JobLine[], place: number, shift: Shift): Promise<Step> {
    const began = performance.now();
    const came = await Promise.all(lines.map((line) => this.do(line, shift)));
    const outcomes: JobOutcome[] = [];
    let held: { readonly held: Reason } | undefined;
    for (const each of came) {
      // Whoever has been done by then is known by the operation.
      if (each === undefined) return 'not-ours';
      if ('held' in each) {
        held = each;
        break;
      }
      outcomes.push({ ...each, at: this.ports.environment.now() });
    }
    const took = performance.now() - began;
    const settled = await this.jobs.settle(shift.job.id, place, outcomes, took);
    if (!settled.ok) return { held: settled.failure.reason };
    this.ports.sync.nudge();
    return held ?? this.afterFailures(outcomes);
  }

  private afterFailures(outcomes: readonly JobOutcome[]): Step {
    for (const { what } of outcomes) this.failures = what === 'failed' ? this.failures + 1 : 0;
    return this.failures < MANY
      ? 'went-on'
      : { held: { code: 'many-failed', count: this.failures } };
  }

  private async do(line: JobLine, shift: Shift): Promise<Came> {
    try {
      return await this.doTo(line, shift);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      // A host that does not answer about one may answer about the next.
      const operationId = operationOf(shift.job, line.patientRef);
      const failed = { what: 'failed', reason: { code: 'host-refused-one' } } as const;
      return this.undone(shift.job.work, operationId, failed);
    }
  }

  private async doTo(line: JobLine, shift: Shift): Promise<Came> {
    const { patientRef } = line;
    const { work } = shift.job;
    const operationId = operationOf(shift.job, patientRef);
    const before = await this.jobs.wasCommitted(operationId);
    if (!before.ok) return { held: before.failure.reason };
    // Done, and killed before that was written down.
    if (before.value) return this.doneBefore(work, line);
    const whom = await whomOf(patientRef, this.ports);
    if ('held' in whom) return whom;
    const undone = (came: Exclude<Came, undefined>) => this.undone(work, operationId, came);
    if ('failed' in whom) return undone({ what: 'failed', reason: whom.failed });
    if ('leftOut' in whom) return undone({ what: 'left-out', reason: whom.leftOut });
    const { facts } = whom;
    const reason: Reason | undefined = await whyNot(work, facts, this.ports);
    if (reason !== undefined) return undone({ what: 'left-out', reason });
    const input = inputFor(work, facts, operationId, line);
    const stands = standingOf(shift, this.ports);
    const performed = await this.desk.performInJob(COMMAND_OF[work.kind], input, facts, stands);
    if (performed.ok) return this.done(work, line, facts);
    if (!(await stands()).ok) return undefined;
    return undone(await cameOf(performed.failure, this.ports));
  }

  private async doneBefore(work: JobWork, line: JobLine): Promise<Came> {
    if (!isTransfer(work)) return { what: 'done' };
    // Whoever cannot be looked at any more has been done all the same.
    const whom = await whomOf(line.patientRef, this.ports).catch((error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    });
    const facts = whom !== undefined && 'facts' in whom ? whom.facts : undefined;
    return this.done(work, line, facts, 'before');
  }

  /** Of who moves, with what of it was not as somebody had looked at it: where that cannot be read yet, it is when this goes on. */
  private async done(
    work: JobWork,
    line: JobLine,
    facts: PatientFacts | undefined,
    when: 'now' | 'before' = 'now',
  ): Promise<Came> {
    if (!isTransfer(work)) return { what: 'done' };
    const transfers = await import('../split/transfer-job.ts');
    const found = await transfers.otherwiseThanLooked(work, line, facts, when, this.ports);
    if (!found.ok) return { held: found.failure.reason };
    return { what: 'done', ...(found.value !== undefined && { reason: found.value }) };
  }

  /** Nothing of whoever is not done stays at the shared record for another practice to take in. */
  private async undone(
    work: JobWork,
    operationId: string,
    came: Exclude<Came, undefined>,
  ): Promise<Came> {
    if (work.kind !== 'transfer-out' || 'held' in came) return came;
    const transfers = await import('../split/transfer-job.ts');
    const back = await transfers.withdrawn(operationId, this.ports);
    // What is said then tells that it was taken up, too.
    const isKnown = came.reason?.code === 'taken-up-as-before';
    return back.ok || isKnown ? came : cameOf(back.failure, this.ports);
  }
}

function atOnce(work: JobWork): number {
  return isTransfer(work) ? TRANSFERS_AT_ONCE : 1;
}

function isOpen({ leftOut }: JobLine): boolean {
  return leftOut === undefined;
}
