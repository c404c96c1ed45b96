/** A page that does nothing but look at its own event loop: what it sees is the machine's doing, not the product's. */
import { watchPauses, type Pauses } from './pauses.ts';

/** What the benchmark asks of it. */
export interface WitnessPage {
  /** Resolves once its loop has settled. */
  watch(): Promise<void>;
  /** The longest time, in milliseconds, in which nothing could be done since then. */
  longestBlock(): Promise<number>;
}

declare global {
  var witnessPage: WitnessPage;
}

let pauses: Pauses | undefined;

globalThis.witnessPage = {
  async watch() {
    pauses = watchPauses();
    await pauses.settled;
  },
  longestBlock() {
    if (pauses === undefined) throw new Error('It has not been watching.');
    return pauses.stop();
  },
};
