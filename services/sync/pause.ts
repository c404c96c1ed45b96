import type { RemoteFailure } from '../ports/remote-records.ts';
import { retryDelay } from './retry-policy.ts';
import type { SyncTiming } from './sync-timing.ts';

/** When the next pass may start, after passes that failed. Times in milliseconds since 1970. */
export class Pause {
  private until = 0;
  /** A hint such as "online again" ends a pause, but not one that spares a busy server. */
  private endsOnHint = true;
  private failures = 0;
  private halted = false;

  constructor(private readonly timing: SyncTiming) {}

  /**
   * Whether a pass may start now. A hint that it may work again (`hinted`) ends a pause and makes the next ones short,
   * except while a busy server is spared.
   */
  allows(now: number, hinted: boolean): boolean {
    if (this.halted) return false;
    if (now >= this.until) return true;
    if (!hinted || !this.endsOnHint) return false;
    this.clear();
    return true;
  }

  /** Milliseconds until a pass may start; `undefined` when none is due or none ever will. */
  remaining(now: number): number | undefined {
    return this.halted || now >= this.until ? undefined : this.until - now;
  }

  /** The last pass went well. */
  clear(): void {
    this.until = 0;
    this.failures = 0;
  }

  /** The last pass failed: the next one waits, longer each time; for good when the sign-in is not accepted. */
  after(failure: RemoteFailure, now: number): void {
    this.failures += 1;
    this.halted = failure.kind === 'unauthorised';
    const { offline, busy, random } = this.timing;
    const asked = failure.kind === 'busy' ? failure.retryAfterMs : undefined;
    const backoff = failure.kind === 'unreachable' ? offline : busy;
    this.endsOnHint = failure.kind !== 'busy';
    this.until = Math.ceil(now + retryDelay(this.failures, backoff, random, asked));
  }
}
