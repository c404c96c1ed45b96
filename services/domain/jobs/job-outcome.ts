import type { Reason } from '../reason.ts';
import type { Instant } from '../records.ts';

/** What became of a patient. */
export interface JobOutcome {
  /** `unknown`: the host was asked, and something was killed before it was known what came of it. */
  readonly what: 'done' | 'left-out' | 'failed' | 'unknown';
  /** Of what was done: what of it was not as somebody had looked at it. */
  readonly reason?: Reason;
  readonly at: Instant;
}

/** Jobs of earlier versions know nothing that is not known. */
export type JobCounts = Readonly<Record<Exclude<JobOutcome['what'], 'unknown'>, number>> & {
  readonly unknown?: number;
};
