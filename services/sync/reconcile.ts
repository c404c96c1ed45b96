import type { Reconciled, ReconcileFindings } from '../ports/outbox.ts';
import type * as Comparing from './comparison.ts';
import { NOT_LOADED } from './sending.ts';
import type { SyncWork } from './sync-work.ts';

let comparing: typeof Comparing | undefined;

/** Fetches what compares: not needed on the first day of a database. What could not be fetched is asked for again. */
export async function loadComparison(): Promise<void> {
  comparing ??= await import('./comparison.ts').catch(() => undefined);
}

/**
 * Compares what is held here with what the server has and fetches what differs: an overlap makes a missed change
 * unlikely, this makes it temporary. Once a day, at a time of its own, by counts alone; where they differ, and every few
 * days in any case, by ids and versions; all in whole when somebody asks for it. In pieces, so that work is sent in
 * between; which kinds are through is written down, so that a restart goes on from there. Leaves the cursors.
 * See docs/adr/0022-comparing-everything.md.
 */
export class Reconcile {
  /** What the last one that was finished found. */
  findings: ReconcileFindings | undefined;
  private comparison: Comparing.Comparison | undefined;

  /** Begins one that goes by whole resources, also when one was finished today. */
  async begin({ journal, epoch }: SyncWork): Promise<void> {
    this.comparison = undefined;
    const noted = await journal.reconciled();
    await journal.noteReconciled({ ...noted, inHand: {}, extent: 'whole' }, epoch);
  }

  /** Does the next piece, if one is in hand or due. To be called after a complete pull. */
  async goOn(work: SyncWork): Promise<Comparing.ReconcileStep> {
    const noted = await work.journal.reconciled();
    this.findings = noted.findings;
    const { finishedOn } = noted;
    if (finishedOn === undefined && noted.inHand === undefined) return this.startFrom(noted, work);
    if (finishedOn === work.environment.today() && noted.inHand === undefined) {
      return { kind: 'nothing-left', findings: noted.findings };
    }
    if (comparing === undefined) await loadComparison();
    if (comparing === undefined) return { kind: 'failed', failure: NOT_LOADED };
    this.comparison ??= new comparing.Comparison();
    const step = await this.comparison.goOn(noted, work);
    if (step.kind === 'nothing-left') this.findings = step.findings;
    return step;
  }

  /** Everything has just been fetched for the first time: there is nothing to compare. */
  private async startFrom(
    { findings }: Reconciled,
    work: SyncWork,
  ): Promise<Comparing.ReconcileStep> {
    const finishedOn = work.environment.today();
    await work.journal.noteReconciled({ finishedOn, findings }, work.epoch);
    return { kind: 'nothing-left', findings };
  }
}
