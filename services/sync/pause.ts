import type { RemoteFailure } from '../ports/remote-records.ts';
import { retryDelay } from './retry-policy.ts';
import type { SyncTiming } from './sync-timing.ts';

/** When the next pass may start, after passes that failed. By elapsed milliseconds: nobody can set that clock. */
export class Pause {
  private until = 0;
  /** A hint such as "online again" ends a pause, but not one that spares a busy server. */
  private endsOnHint = true;
  private failures = 0;

  constructor(private readonly timing: SyncTiming) {}

  /**
   * Whether a pass may start now. A hint that it may work again (`hinted`) ends a pause and makes the next ones short,
   * except while a busy server is spared.
   */
  allows(now: number, hinted: boolean): boolean {
    if (now >= this.until) return true;
    if (!hinted || !this.endsOnHint) return false;
    this.clear();
    return true;
  }

  /** Milliseconds until a pass may start; `undefined` when it may at once. */
  remaining(now: number): number | undefined {
    return now >= this.until ? undefined : this.until - now;
  }

  /** The last pass went well. */
  clear(): void {
    this.until = 0;
    this.failures = 0;
  }

  /** The last pass failed: the next one waits, longer each time; a refused sign-in is tried again now and then. */
  after(failure: RemoteFailure, now: number): void {
    this.failures += 1;
    this.endsOnHint = failure.kind !== 'busy';
    this.until = Math.ceil(now + this.delay(failure));
  }

  private delay(failure: RemoteFailure): number {
    const { offline, busy, random, refusedMs } = this.timing;
    if (failure.kind === 'unauthorised') return refusedMs;
    const asked = failure.kind === 'busy' ? failure.retryAfterMs : undefined;
    const backoff = failure.kind === 'unreachable' ? offline : busy;
    return retryDelay(this.failures, backoff, random, asked);
  }
}
