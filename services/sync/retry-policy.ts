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
 * Milliseconds until the next try after `failures` (1 or more) in a row: what the server asked for, else a random time
 * below a doubling ceiling ("full jitter"), so that workstations that failed together do not come back together.
 */
export function retryDelay(
  failures: number,
  backoff: Backoff,
  random: () => number,
  retryAfterMs?: number,
): number {
  if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, SHORTEST_MS), LONGEST_MS);
  const ceiling = Math.min(backoff.capMs, backoff.baseMs * 2 ** Math.min(failures - 1, 30));
  return Math.max(SHORTEST_MS, random() * ceiling);
}
