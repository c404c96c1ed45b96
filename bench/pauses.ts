/** A watch on a page's event loop, or on Node's. */
export interface Pauses {
  /** Resolves once the loop has settled; what happens before does not count. */
  readonly settled: Promise<void>;
  /** Ends the watch. @returns the longest time between two turns, in milliseconds. */
  stop(): Promise<number>;
}

/** Turns of the loop before the watch begins. */
const WARM_UP = 20;

/**
 * Notes the longest time in which nothing else could be done. A message channel is used because timers are held to
 * four milliseconds and frames to sixteen.
 */
export function watchPauses(): Pauses {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let turns = 0;
  let last = performance.now();
  let settle: (() => void) | undefined;
  let finish: (() => void) | undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  port1.onmessage = () => {
    const now = performance.now();
    turns += 1;
    if (turns > WARM_UP) longest = Math.max(longest, now - last);
    if (turns === WARM_UP) settle?.();
    last = now;
    if (finish === undefined) port2.postMessage(undefined);
    else finish();
  };
  port2.postMessage(undefined);
  return {
    settled,
    stop: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      port1.close();
      return longest;
    },
  };
}
