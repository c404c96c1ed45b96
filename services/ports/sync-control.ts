import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { ProgramReason } from '../domain/reason.ts';
import type { Instant } from '../domain/records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';

/** How keeping in step goes, for the screen. */
export interface SyncState {
  readonly phase: SyncPhase;
  /** Last time a complete pull succeeded. */
  readonly lastPulledAt?: Instant;
  /** Why, while `failing`. */
  readonly reason?: ExchangeReason | ProgramReason;
  /** Records held here as shared that the server no longer has, found by the last reconcile. */
  readonly missing?: number;
  /** Resources of this practice that cannot be read. */
  readonly unreadable?: number;
  /** Records held here that the server has filed under another patient since; they were left as they were. */
  readonly moved?: number;
  /** There is more on the server than could be fetched at once: it goes on. */
  readonly isBehind?: true;
}

export const SyncPhase = {
  /** Not asked to run yet. */
  stopped: 'stopped',
  /** In step, as far as known. */
  idle: 'idle',
  working: 'working',
  /** The server cannot be reached; goes on by itself when it can. */
  offline: 'offline',
  /**
   * Nobody is signed in, or the server does not accept the sign-in; asks again now and then, and after the next
   * sign-in.
   */
  unauthorised: 'unauthorised',
  /** The server answers with errors; tries again with growing pauses. */
  failing: 'failing',
  /** Another tab of this workstation does it. */
  otherTab: 'other-tab',
} as const;
export type SyncPhase = (typeof SyncPhase)[keyof typeof SyncPhase];

export interface SyncControl {
  readonly state$: Observable<SyncState>;
  /** Runs until the returned function is called. Calls nest: it stops with the last one. */
  start(): () => void;
  /** Hint that there may be something to do. Never throws. */
  nudge(): void;
  /** Compares every id and version with the server's and mends differences. */
  reconcile(): Promise<void>;
}

export const SYNC_CONTROL: InjectionToken<SyncControl> = Symbol('SyncControl');
