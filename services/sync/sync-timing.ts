import type { InjectionToken } from 'tsyringe';
import type { Backoff } from './retry-policy.ts';

/** Pauses and sizes of keeping in step. Times in milliseconds. */
export interface SyncTiming {
  /** How far back a pull looks again: a server stamps a change before others can see it. */
  readonly overlapMs: number;
  /** Nothing can still appear before a time stamp that is as old as this, by any clock of the server's. */
  readonly settledMs: number;
  /** Two quiet looks so far apart close the window of the next. */
  readonly quietMs: number;
  /** How far before a quiet look the next ones ask from, once the window is closed. */
  readonly nearMs: number;
  /** Records asked for at a time. */
  readonly pageSize: number;
  /** The most asked for at a time, when one time stamp fills whole pages. */
  readonly largestPage: number;
  /** Pages of one kind in a row, before other kinds and what staff want have their turn: a list may have no end. */
  readonly pagesInARow: number;
  /** Pauses while the server cannot be reached. */
  readonly offline: Backoff;
  /** Pauses while the server answers with errors. */
  readonly busy: Backoff;
  /** Pause after the server refused the sign-in: it may have been the server's own trouble. */
  readonly refusedMs: number;
  /** Tries after which an entry that still waits makes the whole count as failing. */
  readonly patience: number;
  /** Pause before taking up the lead again after a fault. */
  readonly restartMs: number;
  /** Random number from 0 up to 1, for jitter. */
  readonly random: () => number;
}

/** What the product uses. Overlap and limits follow measurements of servers under load. */
export const DEFAULT_SYNC_TIMING: SyncTiming = {
  overlapMs: 120_000,
  settledMs: 600_000,
  quietMs: 2000,
  nearMs: 1000,
  pageSize: 250,
  largestPage: 1000,
  pagesInARow: 40,
  offline: { baseMs: 500, capMs: 30_000 },
  busy: { baseMs: 1000, capMs: 60_000 },
  refusedMs: 60_000,
  patience: 20,
  restartMs: 3000,
  random: () => Math.random(),
};

export const SYNC_TIMING: InjectionToken<SyncTiming> = Symbol('SyncTiming');
