/** One thing done to many patients, one after the other, by the person who asked for it. */
import type { Reason } from '../reason.ts';
import type { Instant, ServiceName, StaffMember } from '../records.ts';
import type { StaffDisablingReason } from '../services/disabling.ts';
import type { JobCounts, JobOutcome } from './job-outcome.ts';
import type { Foreseen } from '../split/foreseen.ts';
import type { TransferWork } from '../split/transfer-work.ts';
import { inDoubt, type BatchInHand, type LetterWork } from './letter-batches.ts';

export type { JobCounts, JobOutcome } from './job-outcome.ts';

/** What is asked for. Nothing in it is typed: what needs words of its own is about one patient. */
export type JobWork = BulkWork | TransferWork;
/** What is chosen on the page of accounts. */
export type BulkWork =
  | { readonly kind: 'disable'; readonly reason: BulkDisablingReason }
  | { readonly kind: 'remind' }
  | CreateWork
  | LetterWork;
export type JobKind = JobWork['kind'];
export type BulkKind = BulkWork['kind'];

/** The same services for everybody; views of the record are not among them, for somebody decides about each patient. */
export interface CreateWork {
  readonly kind: 'create';
  readonly services: readonly ServiceName[];
  /** Also those without a verified email address: the letter says how to finish. */
  readonly withoutEmail: boolean;
}

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
  /** Letters that the host has been given, and what is known of them. */
  readonly inHand?: BatchInHand;
}

/** Somebody who was chosen; left out where that was known before it began. */
export interface JobPatient {
  readonly patientRef: string;
  readonly leftOut?: Reason;
  /** What is taken in for them, where something is. */
  readonly transferId?: string;
  /** Of somebody who moves: what the look said, with which what came of it is compared. */
  readonly foreseen?: readonly Foreseen[];
  /** Of a letter: which set of codes was looked at. Others do not go out in their place. */
  readonly registrationId?: string;
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

export function isLetterWork(work: JobWork): work is LetterWork {
  return work.kind === 'print' || work.kind === 'reprint';
}

export function isUnfinished({ state }: Pick<Job, 'state'>): boolean {
  return state === JobState.running || state === JobState.paused;
}

/** How much the newest measurement counts. */
const NEWEST = 0.1;

/** The job with what became of those from this place on; the same where somebody has been there before. `took`: for all of them. */
export function withOutcomes(
  job: Job,
  from: number,
  outcomes: readonly JobOutcome[],
  took: number,
): Job {
  const last = outcomes.at(-1);
  if (from < job.next || last === undefined) return job;
  const { counts, inHand: _settled, ...rest } = job;
  const each = took / outcomes.length;
  const { pace = each } = job;
  return {
    ...rest,
    changedAt: last.at,
    next: from + outcomes.length,
    counts: outcomes.reduce(counted, counts),
    left: job.left - outcomes.length,
    pace: pace + (each - pace) * NEWEST,
  };
}

function counted(counts: JobCounts, { what }: JobOutcome): JobCounts {
  return { ...counts, [what]: (counts[what] ?? 0) + 1 };
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
  if (!isUnfinished(job)) return job;
  const { held: _before, ...rest } = job;
  const { inHand } = job;
  return {
    ...rest,
    state: JobState.running,
    changedAt: at,
    sessionId,
    // Whoever resumes it has been told that it may have been printed: they are not told again.
    ...(inHand !== undefined && isInDoubt(job, sessionId) && { inHand: inDoubt(inHand) }),
  };
}

/** Whether an earlier sign-in has given a batch to the host, and nobody heard what the host made of it. */
export function isInDoubt(job: Job, sessionId: string): boolean {
  const isWaiting = isUnfinished(job) && job.held === undefined && job.sessionId !== sessionId;
  return isWaiting && job.inHand?.state === 'handing';
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
