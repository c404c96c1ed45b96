import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';

/** Being the one tab of this workstation that sends. */
export interface SyncLease {
  /**
   * Emits an AbortSignal while this tab holds the lease (it aborts when the lease is lost), `undefined` while another
   * tab does. Asks for it on subscribing, takes it over from a tab that froze, gives it up on unsubscribing.
   */
  readonly held$: Observable<AbortSignal | undefined>;
  /** While this tab holds the lease: every few seconds, as long as somebody sees another tab of this workstation. */
  readonly seenElsewhere$: Observable<unknown>;
}

export const SYNC_LEASE: InjectionToken<SyncLease> = Symbol('SyncLease');
