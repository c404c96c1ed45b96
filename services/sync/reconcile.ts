import type { RecordKind } from '../domain/records.ts';
import type { Reconciled, ReconcileFindings } from '../ports/outbox.ts';
import { PULLED_KINDS, type RemoteFailure } from '../ports/remote-records.ts';
import type { KindInHand } from './comparison.ts';
import type { SyncWork } from './sync-work.ts';

/** What became of a piece of reconciling. */
export type ReconcileStep =
  | { readonly kind: 'nothing-left' }
  /** There is more to do at once. */
  | { readonly kind: 'more' }
  | { readonly kind: 'failed'; readonly failure: RemoteFailure };

const NOTHING_LEFT: ReconcileStep = { kind: 'nothing-left' };
const MORE: ReconcileStep = { kind: 'more' };

/** The network was cut between the fetch and the comparison. */
const NOT_LOADED: RemoteFailure = { kind: 'unreachable', reason: { code: 'record-unreachable' } };

/**
 * Compares every id and version here with the server's and fetches what differs: an overlap makes a missed change
 * unlikely, this makes it temporary. Once a day, in pieces, so that work is sent in between; which kinds are through is
 * written down, so that a restart goes on from there. Leaves the cursors.
 */
export class Reconcile {
  /** What the last one that was finished found. */
  findings: ReconcileFindings | undefined;
  private inHand: KindInHand | undefined;

  /** Begins anew, also when one was finished today. */
  async begin({ journal, epoch }: SyncWork): Promise<void> {
    this.inHand = undefined;
    await journal.noteReconciled({ ...(await journal.reconciled()), inHand: {} }, epoch);
  }

  /** Does the next piece, if one is in hand or due. To be called after a complete pull. */
  async goOn(work: SyncWork): Promise<ReconcileStep> {
    const noted = await work.journal.reconciled();
    this.findings = noted.findings;
    const isDue = noted.finishedOn !== undefined && noted.finishedOn !== work.environment.today();
    const through = noted.inHand ?? (isDue ? {} : undefined);
    if (through === undefined) {
      // Everything has just been fetched for the first time: there is nothing to compare.
      if (noted.finishedOn === undefined) await this.finish(noted.findings, work);
      return NOTHING_LEFT;
    }
    const kind = PULLED_KINDS.find((each) => through[each] === undefined);
    if (kind === undefined) {
      await this.finish(sum(through), work);
      return NOTHING_LEFT;
    }
    return this.compare(kind, { ...noted, inHand: through }, work);
  }

  private async finish(findings: ReconcileFindings, work: SyncWork): Promise<void> {
    const finishedOn = work.environment.today();
    await work.journal.noteReconciled({ finishedOn, findings }, work.epoch);
    this.findings = findings;
  }

  private async compare(
    kind: RecordKind,
    noted: Reconciled,
    work: SyncWork,
  ): Promise<ReconcileStep> {
    // Once a day, so what compares comes then.
    const comparison = await import('./comparison.ts').catch(() => undefined);
    if (comparison === undefined) return { kind: 'failed', failure: NOT_LOADED };
    if (this.inHand?.kind !== kind || this.inHand.epoch !== work.epoch) {
      this.inHand = await comparison.takeInHand(kind, work);
    }
    const { inHand } = this;
    const failure = await comparison.comparePiece(inHand, work);
    if (failure !== undefined) return { kind: 'failed', failure };
    if (inHand.place !== undefined || inHand.unlisted.length > 0) return MORE;
    const through = { ...noted.inHand, [kind]: { missing: inHand.gone } };
    await work.journal.noteReconciled({ ...noted, inHand: through }, work.epoch);
    comparison.report(inHand, work);
    return MORE;
  }
}

function sum(through: NonNullable<Reconciled['inHand']>): ReconcileFindings {
  return { missing: Object.values(through).reduce((total, { missing }) => total + missing, 0) };
}
