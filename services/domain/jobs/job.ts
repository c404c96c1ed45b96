/** One thing done to many patients, one after the other, by the person who asked for it. */
import type { Reason } from '../reason.ts';
import type { Instant, StaffMember } from '../records.ts';
import type { StaffDisablingReason } from '../services/disabling.ts';
import type { TransferWork } from '../split/transfer-work.ts';

/** What is asked for. Nothing in it is typed: what needs words of its own is about one patient. */
export type JobWork = BulkWork | TransferWork;
/** What is chosen on the page of accounts. */
export type BulkWork =
  { readonly kind: 'disable'; readonly reason: BulkDisablingReason } | { readonly kind: 'remind' };
export type JobKind = JobWork['kind'];

/** *Other* takes a note, and a note is about one patient. */
export type BulkDisablingReason = Exclude<
  StaffDisablingReason,
  (typeof StaffDisablingReason)['other']
>;

export const JobState = {
  running: 'running',
  /** By whoever started it, or by itself, see {@link Job.held}. */
  paused: 'paused',
  done: 'done',
  cancelled: 'cancelled',
} as const;
export type JobState = (typeof JobState)[keyof typeof JobState];

/** What became of a patient. */
export interface JobOutcome {
  readonly what: 'done' | 'left-out' | 'failed';
  readonly reason?: Reason;
  readonly at: Instant;
}

export type JobCounts = Readonly<Record<JobOutcome['what'], number>>;

export interface Job {
  readonly id: string;
  readonly practiceId: string;
  readonly work: JobWork;
  /** Nobody else goes on with it. */
  readonly by: StaffMember;
  /** The sign-in that last said it may go on: another one has to say so again. */
  readonly sessionId: string;
  readonly startedAt: Instant;
  /** When something last came of it. */
  readonly changedAt: Instant;
  readonly state: JobState;
  /** Why it waits, where nobody has paused it. */
  readonly held?: Reason;
  /** All who were chosen, those left out from the start among them. */
  readonly total: number;
  /** Whoever stands before this place has been dealt with. */
  readonly next: number;
  readonly counts: JobCounts;
  /** How many are still to be dealt with. */
  readonly left: number;
  /** Milliseconds that one patient takes, as measured lately. */
  readonly pace?: number;
  /** What other workstations were last told of it. */
  readonly toldState?: JobState;
}

/** Somebody who was chosen; left out where that was known before it began. */
export interface JobPatient {
  readonly patientRef: string;
  readonly leftOut?: Reason;
  /** What is taken in for them, where something is. */
  readonly transferId?: string;
}

/** A job as it begins. */
export function newJob(
  given: Pick<Job, 'id' | 'practiceId' | 'work' | 'by' | 'sessionId' | 'startedAt'>,
  patients: readonly JobPatient[],
): Job {
  const leftOut = patients.filter((patient) => patient.leftOut !== undefined).length;
  return {
    ...given,
    changedAt: given.startedAt,
    state: JobState.running,
    total: patients.length,
    next: 0,
    counts: { done: 0, 'left-out': leftOut, failed: 0 },
    left: patients.length - leftOut,
  };
}

/** By this a patient is done once, whatever is killed when. */
export function operationOf({ id }: Pick<Job, 'id'>, patientRef: string): string {
  return `${id}.${patientRef}`;
}

export function isUnfinished({ state }: Pick<Job, 'state'>): boolean {
  return state === JobState.running || state === JobState.paused;
}

/** How much the newest measurement counts. */
const NEWEST = 0.1;

/** The job with what became of the patient at this place; the same where somebody has been there before. */
export function withOutcome(job: Job, place: number, outcome: JobOutcome, took: number): Job {
  if (place < job.next) return job;
  const { counts, pace = took } = job;
  return {
    ...job,
    changedAt: outcome.at,
    next: place + 1,
    counts: { ...counts, [outcome.what]: counts[outcome.what] + 1 },
    left: job.left - 1,
    pace: pace + (took - pace) * NEWEST,
  };
}

/** Paused by a person, or by itself for a reason. */
export function paused(job: Job, at: Instant, held?: Reason): Job {
  const { held: _before, ...rest } = job;
  return job.state === JobState.running
    ? { ...rest, state: JobState.paused, changedAt: at, ...(held !== undefined && { held }) }
    : job;
}

/** Running again, as this sign-in has said. */
export function resumed(job: Job, at: Instant, sessionId: string): Job {
  const { held: _before, ...rest } = job;
  return isUnfinished(job) ? { ...rest, state: JobState.running, changedAt: at, sessionId } : job;
}

/** At its end; what has ended stays as it is. */
export function ended(job: Job, at: Instant, state: 'done' | 'cancelled'): Job {
  const { held: _before, ...rest } = job;
  return isUnfinished(job) ? { ...rest, state, changedAt: at } : job;
}

/** Milliseconds that it takes yet; `undefined` while nothing has been measured. */
export function timeLeft({ left, pace }: Job): number | undefined {
  return pace === undefined ? undefined : left * pace;
}
