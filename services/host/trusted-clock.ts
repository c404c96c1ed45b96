import type { Clock, DatedAnswer } from '../ports/clock.ts';

/** Where time comes from on this workstation, in milliseconds. */
export interface TimeSource {
  /** Since 1970; anybody can set it. */
  readonly wall: () => number;
  /** Since some moment; nobody can set it, but it may stand still while the computer sleeps. */
  readonly elapsed: () => number;
}

export const BROWSER_TIME: TimeSource = {
  wall: () => Date.now(),
  elapsed: () => performance.now(),
};

/** The server's time minus elapsed time lies between these. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** So far the wall clock may run ahead of elapsed time, by small corrections, before the computer must have slept. */
const SLEPT_MS = 10_000;

/**
 * The server's time from the whole seconds of its answers: each bounds it by its round trip, and all that agree bound
 * it together. Two answers in a row that agree are believed, against all before too, so that a step of the server's
 * clock is followed and one odd answer is not.
 */
export class TrustedClock implements Clock {
  private believed: Bounds | undefined;
  private last: Bounds | undefined;
  /** Wall clock minus elapsed time when an answer was last believed. */
  private wallLead = 0;

  constructor(private readonly source: TimeSource) {}

  now(): number {
    if (this.believed === undefined) return this.source.wall();
    const { least, most } = this.believed;
    const slept = this.wallGain();
    return this.elapsed() + (least + most) / 2 + (slept > SLEPT_MS ? slept : 0);
  }

  /** Not after a sleep, before the server has been heard again: the clock may as well have been set. */
  isTrusted(): boolean {
    return this.believed !== undefined && this.wallGain() <= SLEPT_MS;
  }

  ownLead(): number {
    return this.source.wall() - this.now();
  }

  elapsed(): number {
    return this.source.elapsed();
  }

  heard({ earliest, latest, askedAt, heardAt }: DatedAnswer): void {
    const said = { least: earliest - heardAt, most: latest - askedAt };
    const agreed = inCommon(this.believed, said) ?? inCommon(this.last, said);
    this.last = said;
    if (agreed === undefined) return;
    this.believed = agreed;
    this.wallLead = this.source.wall() - this.elapsed();
  }

  /** How far the wall clock has run ahead of elapsed time. Behind, somebody has set it: that is of no interest. */
  private wallGain(): number {
    return this.source.wall() - this.elapsed() - this.wallLead;
  }
}

function inCommon(one: Bounds | undefined, other: Bounds): Bounds | undefined {
  if (one === undefined) return undefined;
  const least = Math.max(one.least, other.least);
  const most = Math.min(one.most, other.most);
  return least <= most ? { least, most } : undefined;
}
