import { inject, injectable } from 'tsyringe';
import { Observable } from 'rxjs';
import { repeating } from '../streams/sources.ts';
import { STORAGE_LOCATION, type StorageLocation } from '../ports/remote-access.ts';
import type { SyncLease } from '../ports/sync-lease.ts';

/** How a tab that waits finds out that the holder is frozen. */
export interface LeaseTiming {
  /** Milliseconds between questions to the holder. */
  readonly askEveryMs: number;
  /** Questions in a row without an answer after which the lease is taken over. */
  readonly patience: number;
}

export const TIMING: LeaseTiming = { askEveryMs: 4000, patience: 3 };

/** The lease as a Web Lock of the database's name: the browser frees it when a tab closes or crashes. */
@injectable()
export class WebLockLease implements SyncLease {
  readonly held$: Observable<AbortSignal | undefined>;
  readonly seenElsewhere$: Observable<unknown>;

  constructor(@inject(STORAGE_LOCATION) location: StorageLocation) {
    const name = `${location.databaseName}.sync-lease`;
    this.held$ = webLockLease(name, TIMING);
    this.seenElsewhere$ = seenElsewhere(name);
  }
}

/**
 * Being the holder of a named lock. A frozen tab keeps its lock, so those who wait ask it now and then over a
 * BroadcastChannel and steal the lock from one that does not answer. Questions rather than a heartbeat: a background
 * tab's timers may run once a minute, while it answers messages at once.
 */
export function webLockLease(
  name: string,
  timing: LeaseTiming,
): Observable<AbortSignal | undefined> {
  const turn$ = new Observable<AbortSignal | undefined>((subscriber) => {
    const turn = new LockTurn(name, timing, (signal) => {
      subscriber.next(signal);
    });
    turn.run().then(
      () => {
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
    return () => {
      turn.end();
    };
  });
  // Over and over: who has lost the lease waits for it again.
  return repeating(turn$);
}

/** Each time a tab that waits for the lock tells that somebody sees it. */
export function seenElsewhere(name: string): Observable<unknown> {
  return new Observable((subscriber) => {
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === SEEN) subscriber.next(data);
    });
    return () => {
      channel.close();
    };
  });
}

// Between tabs, some of which may be of an earlier version: these stay as they are.
/* eslint-disable words/in-catalogue -- nobody reads them */
const QUESTION = 'Who holds the lease?';
const ANSWER = 'I do.';
const SEEN = 'Somebody sees this tab.';
/* eslint-enable words/in-catalogue */

/** One wait for the lock and one time of holding it. */
class LockTurn {
  private readonly channel: BroadcastChannel;
  private readonly waiting = new AbortController();
  private readonly holding = new AbortController();
  private readonly asking: ReturnType<typeof setInterval>;
  private release: (() => void) | undefined;
  private unanswered = 0;
  private isOver = false;

  /** `tell` gets the signal when the lock is held, `undefined` when it has to be waited for. */
  constructor(
    private readonly name: string,
    private readonly timing: LeaseTiming,
    private readonly tell: (signal: AbortSignal | undefined) => void,
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.heard(data);
    });
    this.asking = setInterval(() => {
      this.ask();
    }, timing.askEveryMs);
  }

  /** Resolves when the lock was held and is no longer, or the turn was ended. */
  async run(): Promise<void> {
    const wasHeld =
      (await this.request({ ifAvailable: true })) ||
      (await this.request({ signal: this.waiting.signal })) ||
      (await this.request({ steal: true }));
    if (wasHeld) this.end();
  }

  end(): void {
    this.isOver = true;
    clearInterval(this.asking);
    this.channel.close();
    this.holding.abort();
    this.waiting.abort();
    this.release?.();
  }

  /** Resolves to `true` when the lock was held and is no longer, or nobody wants it any more. */
  private async request(options: LockOptions): Promise<boolean> {
    if (this.isOver) return true;
    let wasHeld = false;
    try {
      await navigator.locks.request(this.name, options, (lock) => {
        wasHeld = lock !== null;
        return this.granted(lock);
      });
    } catch (error) {
      // AbortError: no longer waited for, or stolen by a tab that found this one frozen.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    }
    return wasHeld;
  }

  private async granted(lock: Lock | null): Promise<void> {
    if (this.isOver) return;
    if (lock === null) {
      this.tell(undefined);
      return;
    }
    const released = new Promise<void>((resolve) => {
      this.release = resolve;
    });
    this.tell(this.holding.signal);
    await released;
  }

  private ask(): void {
    if (this.release !== undefined) return;
    if (this.unanswered >= this.timing.patience) {
      clearInterval(this.asking);
      // Stop queueing: the next request steals.
      this.waiting.abort();
      return;
    }
    this.unanswered += 1;
    this.channel.postMessage(QUESTION);
    // A hidden holder keeps in step for this tab, and has to know that somebody looks at it.
    if (document.visibilityState === 'visible') this.channel.postMessage(SEEN);
  }

  private heard(data: unknown): void {
    if (data === ANSWER) this.unanswered = 0;
    if (data === QUESTION && this.release !== undefined) this.channel.postMessage(ANSWER);
  }
}
