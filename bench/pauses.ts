/** A watch on a page's event loop, or on Node's. */
export interface Pauses {
  /** Resolves once the loop has settled; what happens before does not count. */
  readonly settled: Promise<void>;
  /** Ends the watch. @returns the longest time in which nothing else could be done, in milliseconds. */
  stop(): Promise<number>;
}

/** How often is looked, in milliseconds: the shortest that timers allow. */
const BETWEEN_LOOKS_MS = 4;
/** Looks before the watch begins. */
const WARM_UP = 20;

/**
 * Notes how late a timer comes. It leaves the processor alone in between: a loop that never rests would take a core
 * from the browser's database and from the server that are being measured.
 */
export function watchPauses(): Pauses {
  let longest = 0;
  let looks = 0;
  let last = performance.now();
  let settle: (() => void) | undefined;
  let finish: (() => void) | undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const look = (): void => {
    const now = performance.now();
    looks += 1;
    if (looks > WARM_UP) longest = Math.max(longest, now - last - BETWEEN_LOOKS_MS);
    if (looks === WARM_UP) settle?.();
    last = now;
    if (finish === undefined) setTimeout(look, BETWEEN_LOOKS_MS);
    else finish();
  };
  setTimeout(look, BETWEEN_LOOKS_MS);
  return {
    settled,
    stop: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return longest;
    },
  };
}
