import type { CalendarDate } from '../domain/records.ts';
import { LeaseLost } from '../ports/outbox.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import { Pull } from './pull.ts';
import { push } from './push.ts';
import { reconcile, type ReconcileFindings } from './reconcile.ts';
import type { SyncWork } from './sync-work.ts';

/** What a pass is to do; sending is part of every pass. */
export interface PassDemand {
  readonly pull: boolean;
  readonly reconcile: boolean;
}

export interface PassOutcome {
  /** What stopped or spoiled the pass. */
  readonly failure?: RemoteFailure;
  /** Everything that others changed has been fetched. */
  readonly pulled: boolean;
}

/** Outlives the session: what was found stands until the next reconcile. */
export interface LastReconcile {
  findings?: ReconcileFindings;
}

const FAULT: RemoteFailure = {
  kind: 'rejected',
  message:
    'A fault on this workstation stopped the exchange with the shared record. It is tried again.',
};

/** Passes of one session: what one remembers for the next. */
export class SyncPass {
  private readonly pull: Pull;
  private reconciledOn: CalendarDate | undefined;
  private refusedPull: RemoteFailure | undefined;

  constructor(
    private readonly work: SyncWork,
    private readonly last: LastReconcile,
  ) {
    this.pull = new Pull(work);
  }

  /**
   * One pass: send, then fetch. Bugs and failing storage end here as a failure, written to the log; only LeaseLost is
   * thrown on.
   */
  async run(demand: PassDemand): Promise<PassOutcome> {
    try {
      return await this.exchange(demand);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      const name = error instanceof Error ? error.name : typeof error;
      this.work.log.write('error', 'A pass of the exchange threw.', { name });
      return { failure: FAULT, pulled: false };
    }
  }

  private async exchange(demand: PassDemand): Promise<PassOutcome> {
    if (this.work.signal.aborted) return { pulled: false };
    const stopped = await push(this.work);
    if (stopped !== undefined) return { failure: stopped, pulled: false };
    if (demand.pull || demand.reconcile) this.refusedPull = await this.fetch(demand);
    // Sending alone does not mend a fetch that was refused.
    if (this.refusedPull !== undefined) return { failure: this.refusedPull, pulled: false };
    return { pulled: demand.pull };
  }

  private async fetch(demand: PassDemand): Promise<RemoteFailure | undefined> {
    const today = this.work.environment.today();
    this.reconciledOn ??= (await this.lastDayOfChange()) ?? today;
    const failure = await this.pull.all();
    if (failure !== undefined || this.work.signal.aborted) return failure;
    if (!demand.reconcile && this.reconciledOn === today) return undefined;
    const outcome = await reconcile(this.work);
    if (!outcome.ok) return outcome.failure;
    this.reconciledOn = today;
    this.last.findings = outcome.findings;
    return undefined;
  }

  /**
   * The day of the last change seen stands in for the day of the last reconcile, which is kept nowhere: the first pass
   * of a day reconciles. An empty database needs none, its first pull fetches everything.
   */
  private async lastDayOfChange(): Promise<CalendarDate | undefined> {
    return (await this.pull.latest())?.slice(0, 10);
  }
}
