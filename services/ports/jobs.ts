import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { Job, JobOutcome, JobPatient } from '../domain/jobs/job.ts';
import type { Result } from '../domain/result.ts';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';

/** Somebody of a job, with what became of them as far as it has come. */
export interface JobLine extends JobPatient {
  readonly outcome?: JobOutcome;
}

export type JobsAnswer =
  | { readonly available: true; readonly jobs: readonly Job[] }
  | { readonly available: false; readonly reason: StorageReason };

/**
 * The jobs of this workstation: they outlive the tab, the session and the power. A month after it was started a job is
 * forgotten, so that none outlives what is known of the operations it is made of.
 */
export interface JobStore {
  /** Newest first, now and after every change. Never errors, and recovers by itself. */
  readonly jobs$: Observable<JobsAnswer>;
  /** All of it, or nothing. */
  add(job: Job, patients: readonly JobPatient[]): Promise<Result<void>>;
  /** As it is at this moment; `undefined` where there is none of this id. */
  read(jobId: string): Promise<Result<Job | undefined>>;
  /** What `change` makes of it, with nothing in between. Gives what stands then. */
  change(jobId: string, change: (job: Job) => Job): Promise<Result<Job | undefined>>;
  /** Those from this place on, in their order. */
  lines(jobId: string, from: number, count: number): Promise<Result<readonly JobLine[]>>;
  /** What became of those from this place on, all or none, once: a second time nothing is changed. `took`: milliseconds. */
  settle(
    jobId: string,
    from: number,
    outcomes: readonly JobOutcome[],
    took: number,
  ): Promise<Result<Job | undefined>>;
  /** Whether a change with this id has been stored, whatever was known of it when something was killed. */
  wasCommitted(operationId: string): Promise<Result<boolean>>;
}

export const JOB_STORE: InjectionToken<JobStore> = Symbol('JobStore');

/** Being the one tab of this workstation that works on jobs. */
export interface JobLease {
  /** Emits an AbortSignal while this tab has it, which aborts when it is lost; `undefined` while another tab does. */
  readonly held$: Observable<AbortSignal | undefined>;
}

export const JOB_LEASE: InjectionToken<JobLease> = Symbol('JobLease');
