/** A page that does nothing but look at its own event loop: what it sees is the machine's doing, not the product's. */
import { watchPauses, type Pause, type PauseWatch } from './pauses.ts';

/** What the benchmark asks of it. */
export interface WitnessPage {
  /** Resolves once its loop has settled. */
  watch(): Promise<void>;
  /** When nothing could be done, since then. */
  pauses(): Promise<readonly Pause[]>;
}

declare global {
  var witnessPage: WitnessPage;
}

let watched: PauseWatch | undefined;

globalThis.witnessPage = {
  async watch() {
    watched = watchPauses();
    await watched.settled;
  },
  pauses() {
    if (watched === undefined) throw new Error('It has not been watching.');
    return watched.stop();
  },
};
