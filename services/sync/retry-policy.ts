/** Growing pauses: the ceiling doubles from `baseMs` up to `capMs`. */
export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
}

/** Longest pause a server can ask for; timers cannot hold more than some weeks. */
const LONGEST_MS = 3_600_000;
/** Shortest pause, so that bad luck does not make a busy loop. */
const SHORTEST_MS = 50;

/**
 * Milliseconds until the next try after `failures` (1 or more) in a row: a random time below a doubling ceiling ("full
 * jitter"), so that workstations that failed together do not come back together; longer when the server asked for
 * longer. A server that asks for no pause at all does not get its way.
 */
export function retryDelay(
  failures: number,
  backoff: Backoff,
  random: () => number,
  retryAfterMs?: number,
): number {
  const ceiling = Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(failures - 1, 30));
  const own = Math.max(SHORTEST_MS, random() * ceiling);
  return Math.min(LONGEST_MS, Math.max(own, retryAfterMs ?? 0));
}
