import type { Instant } from '../domain/records.ts';
import type { Clock } from '../ports/clock.ts';

/** When a request went out and its answer came, in the clock's elapsed milliseconds. */
export interface Exchange {
  readonly askedAt: number;
  readonly heardAt: number;
}

/** HTTP dates have whole seconds (RFC 9110, 5.6.7), and so have the time stamps of some servers. */
const RESOLUTION_MS = 1000;

/** Milliseconds since 1970 of an HTTP date; `undefined` where there is none or it makes no sense. */
export function httpDate(text: string | null): number | undefined {
  const time = text === null ? NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** Tells the clock that it was this time at the server at some moment of the exchange. */
export function tellTime(clock: Clock, exchange: Exchange, at: number): void {
  clock.heard({ ...exchange, earliest: at, latest: at + RESOLUTION_MS });
}

/**
 * The same by the time stamp of a version that the exchange has just made: for a server of another origin that does not
 * let a page read `Date` (CORS).
 */
export function tellTimeOfWrite(clock: Clock, exchange: Exchange, lastUpdated: Instant): void {
  tellTime(clock, exchange, Date.parse(lastUpdated));
}
