import { map, type Observable } from 'rxjs';
import {
  withOutcomes,
  type Job,
  type JobOutcome,
  type JobPatient,
} from '../../services/domain/jobs/job.ts';
import { FailureKind, ok, refuse, type Result } from '../../services/domain/result.ts';
import type { JobLine, JobsAnswer, JobStore } from '../../services/ports/jobs.ts';
import type { InMemoryState } from './in-memory-state.ts';

interface Held {
  job: Job;
  readonly patients: readonly JobPatient[];
  readonly outcomes: Map<number, JobOutcome>;
}

/** {@link JobStore} over what all storage in memory shares. */
export class InMemoryJobStore implements JobStore {
  readonly jobs$: Observable<JobsAnswer>;
  private readonly held = new Map<string, Held>();

  constructor(private readonly state: InMemoryState) {
    this.jobs$ = state.changed$.pipe(
      map((): JobsAnswer =>
        state.broken === undefined
          ? { available: true, jobs: this.newestFirst() }
          : { available: false, reason: state.broken },
      ),
    );
  }

  add(job: Job, patients: readonly JobPatient[]): Promise<Result<void>> {
    return this.done(() => {
      this.held.set(job.id, structuredClone({ job, patients, outcomes: new Map() }));
      this.state.changed$.next();
      return undefined;
    });
  }

  read(jobId: string): Promise<Result<Job | undefined>> {
    return this.done(() => this.held.get(jobId)?.job);
  }

  change(jobId: string, change: (job: Job) => Job): Promise<Result<Job | undefined>> {
    return this.done(() => this.put(jobId, change));
  }

  lines(jobId: string, from: number, count: number): Promise<Result<readonly JobLine[]>> {
    return this.done(() => {
      const held = this.held.get(jobId);
      return (held?.patients ?? []).slice(from, from + count).map((patient, index) => {
        const outcome = held?.outcomes.get(from + index);
        return outcome === undefined ? patient : { ...patient, outcome };
      });
    });
  }

  settle(
    jobId: string,
    from: number,
    outcomes: readonly JobOutcome[],
    took: number,
  ): Promise<Result<Job | undefined>> {
    return this.done(() => {
      const held = this.held.get(jobId);
      if (held !== undefined && from >= held.job.next) {
        outcomes.forEach((outcome, index) => {
          held.outcomes.set(from + index, structuredClone(outcome));
        });
      }
      return this.put(jobId, (job) => withOutcomes(job, from, outcomes, took));
    });
  }

  wasCommitted(operationId: string): Promise<Result<boolean>> {
    return this.done(() => this.state.operations.has(operationId));
  }

  private newestFirst(): readonly Job[] {
    return [...this.held.values()]
      .map(({ job }) => job)
      .sort((one, other) => other.startedAt.localeCompare(one.startedAt));
  }

  private put(jobId: string, change: (job: Job) => Job): Job | undefined {
    const held = this.held.get(jobId);
    if (held === undefined) return undefined;
    const next = change(held.job);
    if (next !== held.job) {
      held.job = structuredClone(next);
      this.state.changed$.next();
    }
    return held.job;
  }

  private async done<T>(work: () => T): Promise<Result<T>> {
    await Promise.resolve();
    const { broken } = this.state;
    return broken === undefined ? ok(work()) : refuse(FailureKind.storageUnavailable, broken);
  }
}
