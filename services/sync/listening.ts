import { Observable, type Subscription } from 'rxjs';
import { TellsNothing, type ChangeHint, type ChangeHints } from '../ports/change-hints.ts';
import type { Log } from '../ports/remote-access.ts';
import { timer } from '../streams/sources.ts';
import { retryDelay } from './retry-policy.ts';
import type { Told } from './told.ts';

/** What listening works with. */
export interface ListeningPorts {
  readonly hints: ChangeHints;
  readonly log: Log;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Hints that come within so long of the first are one look, and workstations that hear the same look apart. */
const SPREAD_MS = 300;
/** Looks for hints are at least so far apart, and up to the other while they bring nothing. */
const CLOSEST_MS = 1000;
const VAIN_MS = 4000;
/** A change counts as told when a hint came so long before the look that brought it, or not later than this after. */
const TOLD_BEFORE_MS = 10_000;
const TOLD_AFTER_MS = 2000;
/** Pauses between connections, and how long one has to have stood for the next pause to be short again. */
const AGAIN = { baseMs: 1000, capMs: 600_000 };
const STOOD_MS = 60_000;

/**
 * Times to look by what the server tells, and whether it can be relied on. It can once a change that a look brought was
 * told, and until one comes that was told late or not at all: then not before another connection. A connection is made
 * again after pauses that grow. Completes when the server tells nothing.
 */
export function listening(ports: ListeningPorts, came$: Observable<unknown>): Observable<Told> {
  return new Observable((subscriber) => {
    const reliance = new Reliance(ports.elapsed, (isReliable) => {
      subscriber.next({ isNews: false, isReliable });
    });
    const looks = new HintedLooks(ports, () => {
      subscriber.next({ isNews: true, isReliable: reliance.isReliable });
    });
    subscriber.add(() => {
      reliance.end();
      looks.end();
    });
    subscriber.add(
      came$.subscribe(() => {
        reliance.came();
        looks.came();
      }),
    );
    const hear = (said: OfConnection): void => {
      if (said === 'lost') {
        reliance.lost();
        return;
      }
      if (said === 'open') reliance.opened();
      else reliance.told();
      looks.hinted();
    };
    const complete = (): void => {
      subscriber.complete();
    };
    subscriber.add(connections(ports).subscribe({ next: hear, complete }));
  });
}

/** A hint, or that the connection is over. */
type OfConnection = ChangeHint | 'lost';

/** One connection after the other. Completes when the server tells nothing; never errors. */
function connections({ hints, log, elapsed, random }: ListeningPorts): Observable<OfConnection> {
  return new Observable((subscriber) => {
    let failures = 0;
    let waiting: Subscription | undefined;
    const giveUp = (error: unknown): void => {
      const isSaid = error instanceof TellsNothing;
      const name = error instanceof Error ? error.name : typeof error;
      const why = isSaid ? { because: error.because } : { name };
      log.write(isSaid ? 'info' : 'error', 'The server does not tell of changes.', why);
      subscriber.next('lost');
      subscriber.complete();
    };
    const connect = (): void => {
      let openedAt = Infinity;
      const next = (hint: ChangeHint): void => {
        if (hint === 'open') openedAt = elapsed();
        subscriber.next(hint);
      };
      const complete = (): void => {
        subscriber.next('lost');
        failures = elapsed() - openedAt > STOOD_MS ? 1 : failures + 1;
        if (failures === 1) log.write('info', 'The server is not heard; it is asked again.');
        waiting = timer(retryDelay(failures, AGAIN, random)).subscribe(connect);
      };
      subscriber.add(hints.connection$.subscribe({ next, error: giveUp, complete }));
    };
    subscriber.add(() => waiting?.unsubscribe());
    connect();
  });
}

/** Whether the server tells of each change: shown by what looks bring, never by what it says itself. */
class Reliance {
  isReliable = false;
  private openedAt = Infinity;
  private toldAt = -Infinity;
  private isLate = false;
  private doubt: Subscription | undefined;

  constructor(
    private readonly elapsed: () => number,
    private readonly tell: (isReliable: boolean) => void,
  ) {}

  opened(): void {
    this.openedAt = this.elapsed();
  }

  told(): void {
    this.toldAt = this.elapsed();
    if (this.doubt === undefined) return;
    this.calm();
    this.set(true);
  }

  /** A look brought a change. What came with the first look of a connection was before it. */
  came(): void {
    const now = this.elapsed();
    if (now - this.openedAt <= TOLD_BEFORE_MS || this.openedAt === Infinity) return;
    if (now - this.toldAt <= TOLD_BEFORE_MS) {
      this.set(true);
      return;
    }
    // The look may have been quicker than the hint.
    this.doubt ??= timer(TOLD_AFTER_MS).subscribe(() => {
      this.calm();
      this.set(false);
      this.isLate = true;
    });
  }

  lost(): void {
    this.openedAt = Infinity;
    this.toldAt = -Infinity;
    this.isLate = false;
    this.calm();
    this.set(false);
  }

  end(): void {
    this.calm();
  }

  private calm(): void {
    this.doubt?.unsubscribe();
    this.doubt = undefined;
  }

  private set(isReliable: boolean): void {
    if (isReliable === this.isReliable || this.isLate) return;
    this.isReliable = isReliable;
    this.tell(isReliable);
  }
}

/** When to look for hints: soon after the first, once for all that come meanwhile, and less often while they bring nothing. */
class HintedLooks {
  private lookedAt = -Infinity;
  private vain = 0;
  private due: Subscription | undefined;

  constructor(
    private readonly ports: Pick<ListeningPorts, 'elapsed' | 'random'>,
    private readonly look: () => void,
  ) {}

  hinted(): void {
    const { elapsed, random } = this.ports;
    const apart = Math.min(VAIN_MS, CLOSEST_MS * 2 ** Math.max(0, this.vain - 1));
    const wait = Math.max(0, this.lookedAt + apart - elapsed()) + SPREAD_MS * random();
    this.due ??= timer(wait).subscribe(() => {
      this.due = undefined;
      this.lookedAt = elapsed();
      this.vain += 1;
      this.look();
    });
  }

  came(): void {
    this.vain = 0;
  }

  end(): void {
    this.due?.unsubscribe();
  }
}
