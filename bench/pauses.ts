/** A time in which a page could do nothing else: milliseconds since 1970, the same for all pages of a browser. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

/** A watch on a page's event loop. */
export interface PauseWatch {
  /** Resolves once the loop has settled; what happens before does not count. */
  readonly settled: Promise<void>;
  /** Ends the watch. @returns all that was longer than a frame may take. */
  stop(): Promise<readonly Pause[]>;
}

/** How often is looked, in milliseconds: the shortest that timers allow. */
const BETWEEN_LOOKS_MS = 4;
/** Looks before the watch begins. */
const WARM_UP = 20;
/** Nobody feels shorter ones, and there are many. */
const LEAST_MS = 5;

/**
 * Notes how late a timer comes. It leaves the processor alone in between: a loop that never rests would take a core
 * from the browser's database and from the server that are being measured.
 */
export function watchPauses(): PauseWatch {
  const pauses: Pause[] = [];
  let looks = 0;
  let last = now();
  let settle: (() => void) | undefined;
  let finish: (() => void) | undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const look = (): void => {
    const pause = { from: last + BETWEEN_LOOKS_MS, to: now() };
    looks += 1;
    if (looks > WARM_UP && lengthOf(pause) >= LEAST_MS) pauses.push(pause);
    if (looks === WARM_UP) settle?.();
    last = pause.to;
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
      return pauses;
    },
  };
}

/** Of the longest, in milliseconds; 0 where there was none. */
export function longestOf(pauses: readonly Pause[]): number {
  return Math.max(0, ...pauses.map(lengthOf));
}

/** The same, of each leaving out the time in which another page could do nothing either. */
export function longestApartFrom(pauses: readonly Pause[], others: readonly Pause[]): number {
  return Math.max(
    0,
    ...pauses.map((pause) => {
      const shared = others.reduce((total, other) => total + overlap(pause, other), 0);
      return lengthOf(pause) - shared;
    }),
  );
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function lengthOf({ from, to }: Pause): number {
  return to - from;
}

function overlap(one: Pause, other: Pause): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
}
