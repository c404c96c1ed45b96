import type { InjectionToken } from 'tsyringe';

/** What an answer of the server says of the time there. All in milliseconds. */
export interface DatedAnswer {
  /** The server's time, since 1970: not earlier than this … */
  readonly earliest: number;
  /** … and not later than this. */
  readonly latest: number;
  /** {@link Clock.elapsed} when the request went out. */
  readonly askedAt: number;
  /** {@link Clock.elapsed} when the answer came. */
  readonly heardAt: number;
}

/** The one clock: the server's, kept going between its answers by a clock that nobody can set. */
export interface Clock {
  /** Milliseconds since 1970, as well as they are known. */
  now(): number;
  /** Whether {@link now} follows the server; else it is this workstation's own time, which may be months off. */
  isTrusted(): boolean;
  /** By how much this workstation's own time is ahead of the server's, or behind it (negative); 0 while that is not known. */
  ownLead(): number;
  /** Milliseconds since some moment; goes forward only, at an even pace. */
  elapsed(): number;
  /** Takes in what an answer said. One that contradicts all before is believed once a second one agrees with it. */
  heard(answer: DatedAnswer): void;
}

export const CLOCK: InjectionToken<Clock> = Symbol('Clock');
