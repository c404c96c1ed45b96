import { Dexie, type Collection } from 'dexie';
import { READY, type Tables } from './database-tables.ts';
import { senderOf, type Lane, type NewEntry, type QueuedEntry } from './queued-entry.ts';

/** One look in so many begins at the very front. */
const LOOKS_A_ROUND = 64;

/** Entries that may go at once, in order of making. */
export type ReadyEntries = Collection<QueuedEntry, number, NewEntry>;

/** What was found of them. */
export interface FoundReady<T> {
  /** Place in the queue of the first that is there, be it under way: whatever it holds up comes behind it. */
  readonly first: number | undefined;
  /** Those that were asked for. */
  readonly given: readonly T[];
}

/** The lane of somebody's sign-in. */
interface LaneOf {
  readonly lane: Lane;
  readonly staffId: string;
}

/**
 * Where the ready entries of each lane begin. What has been sent leaves gaps in the index, and the browser walks through them to
 * the first entry that is left: behind ten thousand that takes longer than sending it. So it is looked from where the last look
 * found something, or from what has become ready further in front since. What another tab has made ready there is found as soon
 * as nothing else is, or by the next look that begins at the very front.
 */
export class QueueFront {
  private readonly firsts = new Map<string, number>();
  private looks = 0;

  /** These have been written: some of them may be ready. */
  written(entries: readonly QueuedEntry[]): void {
    for (const { turn, sequence } of entries) {
      if (turn?.lane === undefined) continue;
      const key = keyOf(turn.lane, turn.staffId);
      const first = this.firsts.get(key);
      if (first !== undefined && sequence < first) this.firsts.set(key, sequence);
    }
  }

  /**
   * The first ready entries of a lane.
   * @param ask reads as many of them as are wanted
   */
  async first<T>(
    { outbox }: Tables,
    { lane, staffId }: LaneOf,
    ask: (entries: () => ReadyEntries) => PromiseLike<FoundReady<T>>,
  ): Promise<readonly T[]> {
    const sender = senderOf(lane, staffId);
    const behind = (lower: number) => (): ReadyEntries =>
      outbox.where(READY).between([sender, lane, lower], [sender, lane, Dexie.maxKey], true, true);
    const key = keyOf(lane, sender);
    this.looks += 1;
    const known = this.looks % LOOKS_A_ROUND === 0 ? 0 : (this.firsts.get(key) ?? 0);
    const near = await ask(behind(known));
    const { first, given } = near.given.length > 0 || known === 0 ? near : await ask(behind(0));
    if (first !== undefined) this.firsts.set(key, first);
    return given;
  }
}

function keyOf(lane: Lane, sender: string): string {
  return `${lane} ${sender}`;
}

const fronts = new WeakMap<object, QueueFront>();

/** The one of this tab's connection to the database. */
export function queueFrontOf({ outbox: { db } }: Tables): QueueFront {
  const front = fronts.get(db) ?? new QueueFront();
  fronts.set(db, front);
  return front;
}
