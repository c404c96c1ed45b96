import {
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  firstValueFrom,
  from,
  map,
  switchMap,
  type Observable,
  type Subscription,
} from 'rxjs';
import {
  ended,
  JobState,
  operationOf,
  paused,
  type Job,
  type JobOutcome,
} from '../../domain/jobs/job.ts';
import { FailureKind, ok, refuse, type Failure } from '../../domain/result.ts';
import type { Reason } from '../../domain/reason.ts';
import type { JobLease, JobLine, JobStore } from '../../ports/jobs.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { timer } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { StaffAction, type Standing } from '../commands/staff-action.ts';
import { COMMAND_OF, inputFor, permissionOf, whyNot } from './job-work.ts';
import type { JobTeller } from './job-teller.ts';
import { whomOf } from './whom.ts';
import { NoAnswer } from '../../streams/first-within.ts';

/** Read at a time. */
const AT_A_TIME = 100;
/** So many failures in a row are no matter of the patients any more: a person is to look. */
const MANY = 5;
/** Until storage that failed is asked again; the screen says meanwhile that it is away. */
const AGAIN_MS = 5_000;

/** What is refused like this without a network is done when it is back. */
const NEEDS_NETWORK: readonly Reason['code'][] = ['reminder-not-shared', 'transfers-unreachable'];

/** What came of one patient; `held`: of nobody any more, till a person has looked; `undefined`: it is no longer for us to do. */
type Came = Omit<JobOutcome, 'at'> | { readonly held: Reason } | undefined;

/** One who works on a job: for whose sign-in, and as long as this holds. */
interface Shift {
  readonly job: Job;
  readonly session: StaffSession;
  readonly signal: AbortSignal;
}

/**
 * Works on the jobs of who is signed in, one patient after the other, on one tab of the workstation. Whatever ends it, nothing
 * is lost and nobody is done twice: each patient's change is stored under an id of its own, and what became of them after it.
 */
export class JobRunner {
  private running: Subscription | undefined;

  constructor(
    private readonly ports: AllPorts,
    private readonly jobs: JobStore,
    private readonly lease: JobLease,
    private readonly desk: Pick<CommandDesk, 'performInJob'>,
    private readonly teller: JobTeller,
  ) {}

  start(): void {
    this.running ??= this.due$()
      .pipe(
        switchMap((jobId) =>
          jobId === undefined
            ? EMPTY
            : this.lease.held$.pipe(
                switchMap((signal) =>
                  signal === undefined ? EMPTY : from(this.work(jobId, signal)),
                ),
              ),
        ),
      )
      .subscribe();
  }

  dispose(): void {
    this.running?.unsubscribe();
    this.running = undefined;
  }

  /** The oldest that this sign-in has said may go on. */
  private due$(): Observable<string | undefined> {
    return combineLatest([this.ports.sessions.session$, this.jobs.jobs$]).pipe(
      map(([session, answer]) =>
        answer.available && session !== null
          ? answer.jobs.filter((job) => isFor(job, session)).at(-1)?.id
          : undefined,
      ),
      distinctUntilChanged(),
    );
  }

  /** Bugs end here: the job waits, and says so. */
  private async work(jobId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.workOn(jobId, signal);
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      this.ports.log.write('error', 'A job stopped half way', { error: name });
      await this.hold(jobId, { code: 'program-fault' }, signal);
    }
  }

  private async workOn(jobId: string, signal: AbortSignal): Promise<void> {
    let failures = 0;
    let lines: readonly JobLine[] = [];
    let first = 0;
    for (;;) {
      const shift = await this.shift(jobId, signal);
      if (shift === undefined) return;
      const { job } = shift;
      this.teller.tellNowAndThen(job);
      if (job.next < first || job.next >= first + lines.length) {
        const read = await this.jobs.lines(jobId, job.next, AT_A_TIME);
        if (!read.ok) return this.hold(jobId, read.failure.reason, signal);
        lines = read.value;
        first = job.next;
      }
      const index = lines.findIndex((line, at) => first + at >= job.next && isOpen(line));
      const line = lines[index];
      if (line === undefined) {
        const behind = first + lines.length;
        if (behind >= job.total) return this.finish(shift);
        // Nobody of these is to be done: on to those behind them.
        await this.jobs.change(jobId, (held) => ({ ...held, next: behind }));
        continue;
      }
      const began = performance.now();
      const came = await this.do(line, shift);
      if (came === undefined) return;
      if ('held' in came) return this.hold(jobId, came.held, signal);
      const outcome = { ...came, at: this.ports.environment.now() };
      const took = performance.now() - began;
      const settled = await this.jobs.settle(jobId, first + index, outcome, took);
      if (!settled.ok) return this.hold(jobId, settled.failure.reason, signal);
      this.ports.sync.nudge();
      failures = came.what === 'failed' ? failures + 1 : 0;
      if (failures >= MANY) {
        return this.hold(jobId, { code: 'many-failed', count: failures }, signal);
      }
    }
  }

  /** Asked before each patient: it may have been paused, at any tab; somebody else may sit here. */
  private async shift(jobId: string, signal: AbortSignal): Promise<Shift | undefined> {
    for (;;) {
      const job = await this.jobs.read(jobId);
      const session = this.ports.sessions.current();
      if (signal.aborted || session === null) return undefined;
      if (job.ok) {
        const isOurs = job.value !== undefined && isFor(job.value, session);
        return isOurs ? { job: job.value, session, signal } : undefined;
      }
      await firstValueFrom(timer(AGAIN_MS));
    }
  }

  private async do(line: JobLine, shift: Shift): Promise<Came> {
    try {
      return await this.doTo(line, shift);
    } catch (error) {
      // A host that does not answer about one may answer about the next.
      if (error instanceof NoAnswer)
        return { what: 'failed', reason: { code: 'host-refused-one' } };
      throw error;
    }
  }

  private async doTo(line: JobLine, shift: Shift): Promise<Came> {
    const { patientRef } = line;
    const { work } = shift.job;
    const operationId = operationOf(shift.job, patientRef);
    const before = await this.jobs.wasCommitted(operationId);
    if (!before.ok) return { held: before.failure.reason };
    // Done, and killed before that was written down.
    if (before.value) return { what: 'done' };
    const whom = await whomOf(patientRef, this.ports);
    if ('held' in whom) return whom;
    if ('failed' in whom) return { what: 'failed', reason: whom.failed };
    if ('leftOut' in whom) return { what: 'left-out', reason: whom.leftOut };
    const { facts } = whom;
    const reason = await whyNot(work, facts, this.ports);
    if (reason !== undefined) return { what: 'left-out', reason };
    const input = inputFor(work, facts, operationId, line);
    const stands = this.standingOf(shift);
    const done = await this.desk.performInJob(COMMAND_OF[work.kind], input, facts, stands);
    if (done.ok) return { what: 'done' };
    return (await stands()).ok ? this.cameOf(done.failure) : undefined;
  }

  private standingOf({ session, signal }: Shift): Standing {
    const { sessions } = this.ports;
    return () =>
      Promise.resolve(
        signal.aborted || sessions.current()?.id !== session.id
          ? refuse(FailureKind.notAllowed, { code: 'signed-out' })
          : ok(),
      );
  }

  private async cameOf({ kind, reason }: Failure): Promise<Came> {
    if (kind === FailureKind.storageUnavailable) return { held: reason };
    if (kind === FailureKind.notPermitted) return { held: reason };
    if (NEEDS_NETWORK.includes(reason.code) && !(await this.isOnline())) {
      return { held: { code: 'no-network' } };
    }
    const isForAPerson = kind === FailureKind.notAllowed || kind === FailureKind.needsConfirmation;
    // What the host says may be about the patient: it is kept nowhere.
    const kept: Reason = reason.code === 'host-said' ? { code: 'host-refused-one' } : reason;
    return { what: isForAPerson ? 'left-out' : 'failed', reason: kept };
  }

  private isOnline(): Promise<boolean> {
    return firstValueFrom(this.ports.environment.online$);
  }

  /** Till it is written down: a job that waits without a word is no better than one that is lost. */
  private async hold(jobId: string, held: Reason, signal: AbortSignal): Promise<void> {
    const kept: Reason = held.code === 'host-said' ? { code: 'host-refused-one' } : held;
    const now = this.ports.environment.now();
    while (!signal.aborted) {
      const job = await this.jobs.change(jobId, (each) => paused(each, now, kept));
      if (job.ok) {
        if (job.value !== undefined) this.teller.tell(job.value);
        return;
      }
      await firstValueFrom(timer(AGAIN_MS));
    }
  }

  /** Audited first: what has ended is not looked at again. */
  private async finish({ job, session, signal }: Shift): Promise<void> {
    const { ports } = this;
    const doing = { action: 'end-job', permission: permissionOf(job.work.kind) } as const;
    const noted = await new StaffAction(doing, session, ports).audit(
      words('jobs').audit.ended(job),
    );
    if (!noted.ok) return this.hold(job.id, noted.failure.reason, signal);
    const now = ports.environment.now();
    const done = await this.jobs.change(job.id, (each) => ended(each, now, JobState.done));
    if (done.ok && done.value !== undefined) this.teller.tell(done.value);
  }
}

function isOpen({ leftOut }: JobLine): boolean {
  return leftOut === undefined;
}

function isFor(job: Job, session: StaffSession): boolean {
  const isTheirs = job.by.id === session.staff.id && job.sessionId === session.id;
  return isTheirs && job.state === JobState.running;
}
