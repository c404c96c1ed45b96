import { isUnfinished, type Job } from '../../services/domain/jobs/job.ts';
import type { JobBoard, PostedJob } from '../../services/ports/job-board.ts';
import type { RemoteFailure, RemoteResult } from '../../services/ports/remote-records.ts';

/** What is told of jobs on a server in memory, which any number of workstations share. */
export class InMemoryJobBoards {
  /** Instead of an answer. */
  failure: RemoteFailure | undefined;
  /** All that was told, in order. */
  readonly told: PostedJob[] = [];

  /** The board as a workstation of this practice sees it. */
  of(practiceId: string): JobBoard {
    return {
      tell: (job) => this.done(() => void this.told.push(posted(job))),
      unfinished: () => this.done(() => this.latest(practiceId).filter(isUnfinished)),
    };
  }

  private latest(practiceId: string): readonly PostedJob[] {
    const byId = new Map(
      this.told.filter((job) => job.practiceId === practiceId).map((job) => [job.id, job]),
    );
    return [...byId.values()].reverse();
  }

  private async done<T>(work: () => T): Promise<RemoteResult<T>> {
    await Promise.resolve();
    const { failure } = this;
    return failure === undefined ? { ok: true, value: work() } : { ok: false, failure };
  }
}

function posted(job: Job): PostedJob {
  const { id, practiceId, by, startedAt, state, total, counts, left, work, changedAt } = job;
  const told = { id, practiceId, by, startedAt, state, total, counts, left };
  return { ...told, kind: work.kind, toldAt: changedAt };
}
