import { turnOfOthers } from '../streams/turn-of-others.ts';

/** A piece of work and who waits for it. */
interface Waiting<Job> {
  readonly job: Job;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Commits together what is asked for at one moment, or while another commit is under way: each has its price, however little is in it.
 * What was asked for first is done first. Where a group fails each of it is tried by itself: nobody fails for another.
 */
export class GroupCommit<Job> {
  private readonly waiting: Waiting<Job>[] = [];
  private isCommitting = false;

  constructor(private readonly commit: (jobs: readonly Job[]) => Promise<void>) {}

  /** Resolves once the job is committed; rejects with what its commit failed with. */
  run(job: Job): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ job, done, failed });
      if (!this.isCommitting) void this.commitAll();
    });
  }

  private async commitAll(): Promise<void> {
    this.isCommitting = true;
    while (this.waiting.length > 0) {
      await turnOfOthers();
      await this.commitGroup(this.waiting.splice(0));
    }
    this.isCommitting = false;
  }

  private async commitGroup(group: readonly Waiting<Job>[]): Promise<void> {
    try {
      await this.commit(group.map(({ job }) => job));
      for (const { done } of group) done();
    } catch (error) {
      if (group.length > 1) for (const each of group) await this.commitGroup([each]);
      else for (const { failed } of group) failed(error);
    }
  }
}
