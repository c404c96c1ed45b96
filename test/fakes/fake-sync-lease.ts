import { Observable, Subject } from 'rxjs';
import type { SyncLease } from '../../services/ports/sync-lease.ts';

interface Waiter {
  readonly tell: (signal: AbortSignal | undefined) => void;
  /** Aborts when the lease is lost; there while it is held. */
  holding: AbortController | undefined;
}

/** One workstation's lease: the tabs that want it, in order of asking; the first one holds it. */
export class FakeLeaseOffice {
  private waiters: Waiter[] = [];
  private isFrozen = false;
  private readonly seen$ = new Subject<void>();

  /** A tab's view of the lease. */
  readonly lease: SyncLease = {
    seenElsewhere$: this.seen$,
    held$: new Observable<AbortSignal | undefined>((subscriber) => {
      const waiter: Waiter = {
        tell: (signal) => {
          subscriber.next(signal);
        },
        holding: undefined,
      };
      this.waiters.push(waiter);
      if (this.isFrozen) this.takeOver();
      else if (this.waiters[0] === waiter) this.grant();
      else waiter.tell(undefined);
      return () => {
        this.leave(waiter);
      };
    }),
  };

  /** Somebody sees a tab that waits for the lease: to be called as often as that tab would tell it. */
  seeWaiting(): void {
    this.seen$.next();
  }

  /** How many tabs hold or want the lease. */
  get wanted(): number {
    return this.waiters.length;
  }

  /** The holder answers no more: the next tab that asks takes over. */
  freezeHolder(): void {
    this.isFrozen = true;
  }

  /** Takes the lease from its holder, as another tab that found it frozen would; the next in line gets it. */
  takeOver(): void {
    const [holder, ...others] = this.waiters;
    if (holder === undefined) return;
    this.isFrozen = false;
    holder.holding?.abort();
    holder.holding = undefined;
    this.waiters = [...others, holder];
    holder.tell(undefined);
    this.grant();
  }

  private leave(waiter: Waiter): void {
    const wasHolder = waiter.holding !== undefined;
    waiter.holding?.abort();
    this.waiters = this.waiters.filter((each) => each !== waiter);
    if (wasHolder) this.grant();
  }

  private grant(): void {
    const [first] = this.waiters;
    if (first === undefined || first.holding !== undefined) return;
    first.holding = new AbortController();
    first.tell(first.holding.signal);
  }
}
