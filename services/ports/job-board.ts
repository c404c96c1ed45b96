import type { InjectionToken } from 'tsyringe';
import type { Job } from '../domain/jobs/job.ts';
import type { Instant } from '../domain/records.ts';
import type { RemoteResult } from './remote-records.ts';

/** What other workstations are told of a job: no patient is in it. */
export type PostedJob = Pick<
  Job,
  'id' | 'practiceId' | 'by' | 'startedAt' | 'state' | 'total' | 'counts' | 'left'
> & {
  readonly kind: string;
  /** When it was told, by the server's clock. */
  readonly toldAt: Instant;
};

/** The jobs of the practice, on the shared record. */
export interface JobBoard {
  /** Tells how a job stands; of an id there is one. Who is told twice is told the same. */
  tell(job: Job): Promise<RemoteResult<void>>;
  /** Those that are not over, of all workstations. Refused (`practices-mixed`) where the server mixes practices. */
  unfinished(): Promise<RemoteResult<readonly PostedJob[]>>;
}

export const JOB_BOARD: InjectionToken<JobBoard> = Symbol('JobBoard');
