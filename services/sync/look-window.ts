import type { Instant } from '../domain/records.ts';
import { after, type SyncWork } from './sync-work.ts';

/** What came of a look at all kinds: something new, nothing new, or it was not complete. */
export type LookOutcome = 'news' | 'quiet' | 'incomplete';

/** A moment by the clock that stamps changes, which may be ahead of this, and by elapsed milliseconds. */
interface Moment {
  readonly stamp: Instant;
  readonly elapsed: number;
}

/** So far the server's time as it is known here may go back by being known better. */
const CORRECTION_MS = 2000;
const RESOLUTION_MS = 1000;

/**
 * From where a look asks. A wide look asks from the saved cursor, so far back that whatever was stamped before and seen
 * late still comes. After two quiet ones in a row the window closes: looks ask from a near place, just before the first
 * of the two, and only one in each overlap is wide. What is new opens it again. All of it is forgotten with the page.
 *
 * Near is told by the stamps themselves: the clock that gave the latest stamp seen has gone on by what has elapsed since.
 * See docs/adr/0020-the-window-of-a-look.md.
 */
export class LookWindow {
  /** The latest stamp seen, and when. */
  private seen: Moment | undefined;
  /** Of the look in hand: when it began by both clocks, whether it may ask from near, and whether it found anything. */
  private look: Moment | undefined;
  private begunAt = 0;
  private mayBeNear = false;
  private hasEntries = false;
  /** Quiet looks, the latest that another can follow. */
  private quiet: Moment | undefined;
  private wideQuiet: Moment | undefined;
  private near: Instant | undefined;
  private wideAt = -Infinity;
  /** The latest time the server was known to have. */
  private latest: Instant | undefined;

  constructor(private readonly work: SyncWork) {}

  /** A look begins. Gives when the one before did, by the server's time, where that is known. */
  begin(): Instant | undefined {
    const { environment } = this.work;
    const before = this.latest;
    const now = environment.now();
    const wentBack = before !== undefined && after(now, CORRECTION_MS) < before;
    if (wentBack || !environment.isTimeTrusted()) {
      this.open();
      this.seen = undefined;
      this.latest = undefined;
    } else {
      this.latest = now;
    }
    this.begunAt = environment.elapsed();
    this.mayBeNear = this.begunAt - this.wideAt < this.work.timing.overlapMs;
    this.look = this.seen && { stamp: this.goneOn(this.seen), elapsed: this.begunAt };
    this.hasEntries = false;
    // What has been stamped is found a little later.
    return this.latest && before && after(before, -CORRECTION_MS);
  }

  /** From where this look asks for a kind, if not from its cursor. */
  nearerThan(cursor: Instant | undefined): Instant | undefined {
    if (!this.mayBeNear || this.near === undefined || cursor === undefined) return undefined;
    return cursor < this.near ? this.near : undefined;
  }

  /** A page holds this stamp, which is not ahead of the server's time. */
  saw(stamp: Instant): void {
    this.hasEntries = true;
    if (this.seen !== undefined && this.goneOn(this.seen) >= stamp) return;
    this.seen = { stamp, elapsed: this.work.environment.elapsed() };
  }

  /**
   * A look has ended; `wide` if it asked for no kind from near. Gives the stamp before which all has been seen, if two
   * wide ones an overlap apart were quiet.
   */
  end(outcome: LookOutcome, wide: boolean): Instant | undefined {
    if (outcome === 'incomplete') {
      this.quiet = undefined;
      return undefined;
    }
    if (wide) this.wideAt = this.begunAt;
    if (outcome === 'news') this.open();
    else if (this.look !== undefined) return this.wasQuiet(this.look, wide);
    return undefined;
  }

  /** All looks are wide until two have been quiet. */
  open(): void {
    this.near = this.quiet = this.wideQuiet = undefined;
  }

  private wasQuiet(look: Moment, wide: boolean): Instant | undefined {
    const { quietMs, nearMs, overlapMs } = this.work.timing;
    if (this.quiet === undefined || isApart(this.quiet, look, quietMs)) {
      // What brings nothing costs nothing where it is, and the further back it is the better.
      const moves = this.near === undefined || this.hasEntries;
      if (this.quiet !== undefined && moves) this.near = after(this.quiet.stamp, -nearMs);
      this.quiet = look;
    }
    if (!wide) return undefined;
    const first = this.wideQuiet;
    if (first !== undefined && !isApart(first, look, overlapMs)) return undefined;
    this.wideQuiet = look;
    return first && after(first.stamp, -overlapMs);
  }

  /** What the clock that gave a stamp shows at least by now; not more than the server's time as it is known. */
  private goneOn({ stamp, elapsed }: Moment): Instant {
    const { environment } = this.work;
    const now = environment.now();
    const later = after(stamp, environment.elapsed() - elapsed);
    return later < now ? later : now;
  }
}

/** By both clocks, as either may stand or be set; the server's is known to the second. */
function isApart(one: Moment, other: Moment, milliseconds: number): boolean {
  const byStamp = Date.parse(other.stamp) - Date.parse(one.stamp) + RESOLUTION_MS;
  return Math.min(byStamp, other.elapsed - one.elapsed) >= milliseconds;
}
