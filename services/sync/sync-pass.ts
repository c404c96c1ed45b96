import { LeaseLost, type KeptApart } from '../ports/outbox.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import { NoStorageKey } from '../ports/text-seals.ts';
import { firstLook } from './new-database.ts';
import { isOutage, isPartMissing } from './outage.ts';
import { Pull, type PullOutcome } from './pull.ts';
import type { Reconcile } from './reconcile.ts';
import { sendAll } from './sending.ts';
import type { SyncWork } from './sync-work.ts';

/** What a pass is to do; sending is part of every pass. */
export interface PassDemand {
  readonly pull: boolean;
  /** Compare everything with the server, also when that has been done today. */
  readonly reconcile: boolean;
}

export interface PassOutcome {
  /** What stopped or spoiled the pass. */
  readonly failure?: RemoteFailure;
  /** Everything that others changed has been fetched. */
  readonly pulled: boolean;
  /** Fetching or reconciling is in hand: another pass is to follow at once. */
  readonly more: boolean;
  /** There is more to fetch. */
  readonly isBehind?: true;
}

const NOTHING_DONE: PassOutcome = { pulled: false, more: false };

const FAULT: RemoteFailure = {
  kind: 'rejected',
  reason: { code: 'exchange-fault' },
};

/** Tried again after a pause: the host may have its key by then. */
const NO_KEY: RemoteFailure = { kind: 'rejected', reason: { code: 'no-key-for-exchange' } };

/** Passes of one session: what one remembers for the next. */
export class SyncPass {
  /** What of the server's is kept apart, as of the last look. */
  keptApart: KeptApart = { unreadable: 0, moved: 0 };
  private readonly pull: Pull;
  private isKnown = false;
  private refusedPull: RemoteFailure | undefined;
  /** What stopped the sending of this pass. */
  private refusedPush: RemoteFailure | undefined;
  private isReconciling = false;

  constructor(
    private readonly work: SyncWork,
    private readonly reconcile: Reconcile,
  ) {
    this.pull = new Pull(work, {
      // A first pull takes minutes: what staff do meanwhile does not wait for its end.
      afterPage: () => this.send(),
      clockWentBack: () => reconcile.begin(work),
    });
  }

  /**
   * One pass: send, then fetch, also where what was sent did not get through. Bugs, failing storage and a missing key end
   * here as a failure; only LeaseLost is thrown on.
   */
  async run(demand: PassDemand): Promise<PassOutcome> {
    try {
      return await this.exchange(demand);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      if (error instanceof NoStorageKey) return failed(NO_KEY);
      const name = error instanceof Error ? error.name : typeof error;
      this.work.log.write('error', 'A pass of the exchange threw.', { name });
      return failed(FAULT);
    }
  }

  private async exchange(demand: PassDemand): Promise<PassOutcome> {
    if (this.work.signal.aborted) return NOTHING_DONE;
    this.refusedPush = undefined;
    const stopped = await this.send();
    if (stopped !== undefined) return failed(stopped);
    const outcome = await this.fetch(demand);
    const failure = graver(outcome.failure, this.refusedPush);
    // What is left to do waits for the end of the pause that follows.
    return failure === undefined ? outcome : { failure, pulled: outcome.pulled, more: false };
  }

  /**
   * Sends what there is. Resolves to what keeps this pass from going on at all: work that does not get through is no
   * reason not to see what others have done. A server that did not take it is not asked again in the same pass.
   */
  private async send(): Promise<RemoteFailure | undefined> {
    this.refusedPush ??= await sendAll(this.work);
    return stopsAll(this.refusedPush) ? this.refusedPush : undefined;
  }

  private async fetch(demand: PassDemand): Promise<PassOutcome> {
    if (!this.work.isSwitchedOn()) return NOTHING_DONE;
    const isWanted = demand.pull || demand.reconcile || this.pull.isHalfWay;
    // Whether that is for want of a network is seen by asking the server.
    const mustFetch = isWanted || isPartMissing(this.refusedPush);
    const { failure, isBehind } = mustFetch
      ? await this.fetchAll()
      : { failure: this.refusedPull, isBehind: false };
    this.refusedPull = failure;
    await this.leaveOneSetOfCodes();
    this.keptApart = await this.work.journal.keptApart();
    // Sending alone does not mend a fetch that was refused.
    if (failure !== undefined) return failed(failure);
    if (isBehind) return { pulled: false, more: true, isBehind };
    return mustFetch || this.isReconciling ? this.compare(demand) : NOTHING_DONE;
  }

  private async fetchAll(): Promise<PullOutcome> {
    if (!this.isKnown) {
      const { failure, isOver } = await firstLook(this.work);
      if (failure !== undefined) return { failure, isBehind: false };
      this.isKnown = isOver;
    }
    return this.pull.all();
  }

  /** Workstations that had not heard of one another may both have issued codes: the newest stand. */
  private async leaveOneSetOfCodes(): Promise<void> {
    const { outbox, staff, epoch, log, signal } = this.work;
    if (signal.aborted) return;
    const ended = await outbox.withdrawSurplusCodes(staff, epoch);
    if (ended > 0) log.write('warn', 'Older registration codes were withdrawn.', { ended });
  }

  /** What is left to do when everything has been fetched. */
  private async compare({ pull, reconcile }: PassDemand): Promise<PassOutcome> {
    if (this.work.signal.aborted) return NOTHING_DONE;
    if (reconcile) await this.reconcile.begin(this.work);
    const step = await this.reconcile.goOn(this.work);
    this.keptApart = await this.work.journal.keptApart();
    this.isReconciling = step.kind === 'more';
    if (step.kind !== 'failed') return { pulled: pull || reconcile, more: this.isReconciling };
    this.refusedPull = step.failure;
    return failed(step.failure);
  }
}

/** Nobody is let in, nothing can be reached, or the server has asked for a pause. */
function stopsAll(failure: RemoteFailure | undefined): boolean {
  if (failure?.kind === 'busy') return failure.retryAfterMs !== undefined;
  return failure?.kind === 'unauthorised' || isOutage(failure);
}

/** Of a pull's and a push's: the one that stops all, else the push's, as work waits for it. */
function graver(
  ofPull: RemoteFailure | undefined,
  ofPush: RemoteFailure | undefined,
): RemoteFailure | undefined {
  return stopsAll(ofPull) ? ofPull : (ofPush ?? ofPull);
}

function failed(failure: RemoteFailure): PassOutcome {
  return { failure, pulled: false, more: false };
}
