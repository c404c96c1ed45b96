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
import { isLetterWork, ended, JobState, paused, type Job } from '../../domain/jobs/job.ts';
import type { Reason } from '../../domain/reason.ts';
import type { JobLease, JobStore } from '../../ports/jobs.ts';
import type { LetterBatches } from '../../ports/letter-batches.ts';
import type { StaffSession } from '../../ports/practice-host.ts';
import { timer } from '../../streams/sources.ts';
import { words } from '../../words/words.ts';
import type { CommandDesk } from '../commands/command-desk.ts';
import type { AllPorts } from '../commands/command-ports.ts';
import { StaffAction } from '../commands/staff-action.ts';
import { keptReason, type Shift } from './job-shift.ts';
import type { JobTeller } from './job-teller.ts';
import { permissionOf } from './job-work.ts';
import { LetterSteps } from './letter-steps.ts';
import { PatientSteps } from './patient-steps.ts';

/** Until storage that failed is asked again; the screen says meanwhile that it is away. */
const AGAIN_MS = 5_000;

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
    private readonly desk: Pick<CommandDesk, 'performInJob' | 'admitInJob'>,
    private readonly batches: LetterBatches,
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
    let steps: PatientSteps | LetterSteps | undefined;
    for (;;) {
      const shift = await this.shift(jobId, signal);
      if (shift === undefined) return;
      this.teller.tellNowAndThen(shift.job);
      steps ??= this.stepsOf(shift.job);
      const step = await steps.step(shift);
      if (step === 'not-ours') return;
      if (step === 'at-end') return this.finish(shift);
      if (step !== 'went-on') return this.hold(jobId, step.held, signal);
    }
  }

  private stepsOf({ work }: Job): PatientSteps | LetterSteps {
    const { ports, jobs, desk } = this;
    return isLetterWork(work)
      ? new LetterSteps(ports, jobs, desk, this.batches)
      : new PatientSteps(ports, jobs, desk);
  }

  /** Asked before each step: it may have been paused, at any tab; somebody else may sit here. */
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

  /** Till it is written down: a job that waits without a word is no better than one that is lost. */
  private async hold(jobId: string, held: Reason, signal: AbortSignal): Promise<void> {
    const kept = keptReason(held);
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

function isFor(job: Job, session: StaffSession): boolean {
  const isTheirs = job.by.id === session.staff.id && job.sessionId === session.id;
  return isTheirs && job.state === JobState.running;
}
