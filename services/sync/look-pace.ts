import { Observable, type Subscription } from 'rxjs';
import { timer } from '../streams/sources.ts';
import type { Told } from './told.ts';

/** What the pace of looking goes by. */
export interface PaceSources {
  /** Milliseconds between looks while something happens, as the practice has set it. */
  readonly period$: Observable<number>;
  /** Somebody may have begun or ceased to see this page. */
  readonly visibility$: Observable<unknown>;
  /**
   * Every few seconds while somebody sees another page of this workstation, for which this one looks. Browsers let timers
   * of a hidden page run once a minute where they were set by timers, so each is set anew by this.
   */
  readonly seenElsewhere$: Observable<unknown>;
  /** Staff did something, in this tab or another of this workstation: opened a patient, made a change. */
  readonly acted$: Observable<unknown>;
  /** A change of somebody else's came. */
  readonly came$: Observable<unknown>;
  /** One is to be expected. Where the server tells, that is soon enough. */
  readonly expected$: Observable<unknown>;
  /** What the server tells, where it does. */
  readonly told$: Observable<Told>;
  readonly isVisible: () => boolean;
  /** Milliseconds by a clock that nobody sets. */
  readonly elapsed: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** So long after something happened, more is to be expected. */
const STIR_MS = 60_000;
/** Who sees another page of the workstation tells so more often, unless its browser is busy. */
const SEEN_FOR_MS = 15_000;
/** Between looks, however still it is: and while nobody sees the page. */
const SLOWEST_MS = 60_000;
/**
 * While nothing happens looks come so many times less often: with the usual period of 3 s, and what a look weighs, that
 * is less than 10 requests and 20 kB a minute (docs/adr/0020-the-window-of-a-look.md).
 */
const SLOWER = 2.4;
/** Looks are put off by up to this part of the pause, so that workstations do not march in step. */
const JITTER = 0.1;

/**
 * Times to look: each period while something happens, less often while nothing does, and once a minute while nobody
 * sees a page of the workstation, nor does anything in one, or the server tells of what happens. A period longer than that
 * stays as it is. When somebody begins to
 * see the page is left to whoever looks at once.
 */
export function lookTimes(sources: PaceSources): Observable<void> {
  return new Observable((subscriber) => {
    const { elapsed, random } = sources;
    let period = SLOWEST_MS;
    let [actedAt, stirredAt, lookedAt] = [elapsed(), elapsed(), elapsed()];
    let isTold = false;
    let seenUntil = -Infinity;
    let waiting: Subscription | undefined;

    const isSeen = (): boolean => sources.isVisible() || elapsed() < seenUntil;
    const pause = (): number => {
      const isStill = elapsed() - (isSeen() ? stirredAt : actedAt) > STIR_MS;
      if (!isStill) return period;
      const isSoon = isSeen() && !isTold;
      const slowed = isSoon ? Math.min(SLOWER * period, SLOWEST_MS) : SLOWEST_MS;
      return Math.max(period, slowed);
    };
    const schedule = (): void => {
      waiting?.unsubscribe();
      const due = lookedAt + pause() * (1 + JITTER * random());
      waiting = timer(Math.max(0, due - elapsed())).subscribe(() => {
        lookedAt = elapsed();
        // Before it is told, so that whoever lets go while being told stops the next one too.
        schedule();
        subscriber.next();
      });
    };
    subscriber.add(() => waiting?.unsubscribe());
    const follow = <T>(source: Observable<T>, hear: (value: T) => void): void => {
      const heard = (value: T): void => {
        hear(value);
        schedule();
      };
      subscriber.add(source.subscribe(heard));
    };
    follow(sources.period$, (set) => (period = set));
    follow(sources.visibility$, () => (stirredAt = elapsed()));
    follow(sources.seenElsewhere$, () => {
      if (!isSeen()) stirredAt = elapsed();
      seenUntil = elapsed() + SEEN_FOR_MS;
    });
    follow(sources.acted$, () => (actedAt = stirredAt = elapsed()));
    follow(sources.came$, () => (stirredAt = elapsed()));
    follow(sources.expected$, () => {
      if (!isTold) stirredAt = elapsed();
    });
    follow(sources.told$, ({ isNews, isReliable }) => {
      isTold = isReliable;
      // What is told of may be seen by searches a little later.
      if (isNews) stirredAt = elapsed();
    });
  });
}
