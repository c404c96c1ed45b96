import { concatMap, from, Subject, type Subscription } from 'rxjs';
import type { Job } from '../../domain/jobs/job.ts';
import type { JobBoard } from '../../ports/job-board.ts';
import type { JobStore } from '../../ports/jobs.ts';

/** As often as others look. */
const EVERY_MS = 30_000;

/** Tells other workstations how a job stands: when it begins, now and then, and when it stops. */
export class JobTeller {
  private readonly due$ = new Subject<Job>();
  private readonly telling: Subscription;
  private last: { readonly jobId: string; readonly at: number } | undefined;

  constructor(
    private readonly board: JobBoard,
    private readonly jobs: JobStore,
    private readonly elapsed: () => number,
  ) {
    this.telling = this.due$.pipe(concatMap((job) => from(this.told(job)))).subscribe();
  }

  dispose(): void {
    this.telling.unsubscribe();
  }

  /** At most every half minute; nobody waits for it. */
  tellNowAndThen(job: Job): void {
    const { last } = this;
    if (last?.jobId !== job.id || this.elapsed() - last.at >= EVERY_MS) this.tell(job);
  }

  tell(job: Job): void {
    this.last = { jobId: job.id, at: this.elapsed() };
    this.due$.next(job);
  }

  /** What could not be told when it happened, as the network was away. */
  catchUp(jobs: readonly Job[]): void {
    jobs
      .filter(({ state, toldState }) => state !== toldState)
      .forEach((job) => {
        this.tell(job);
      });
  }

  private async told(job: Job): Promise<void> {
    const given = await this.board.tell(job);
    if (!given.ok || job.toldState === job.state) return;
    await this.jobs.change(job.id, (held) => ({ ...held, toldState: job.state }));
  }
}
