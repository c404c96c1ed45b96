import { Dexie, type Collection } from 'dexie';
import { READY, type Tables } from './database-tables.ts';
import { senderOf, type Lane, type NewEntry, type QueuedEntry } from './queued-entry.ts';

/** One look at a lane in so many begins at the very front. */
const LOOKS_A_ROUND = 64;

/** Entries that may go at once, in order of making. */
export type ReadyEntries = Collection<QueuedEntry, number, NewEntry>;

/** What was found of them. */
export interface FoundReady<T> {
  /** Place in the queue of the first that is there, be it under way: it may come to nothing, and then it is next. */
  readonly first: number | undefined;
  /** Those that were asked for. */
  readonly given: readonly T[];
}

/** Where a lane was found to begin, and how often it has been looked at. */
interface Front {
  first: number;
  looks: number;
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
  private readonly lanes = new Map<string, Front>();

  /** These have been written: some of them may be ready. */
  written(entries: readonly QueuedEntry[]): void {
    for (const { turn, sequence } of entries) {
      if (turn?.lane === undefined) continue;
      const front = this.frontOf(turn.lane, turn.staffId);
      front.first = Math.min(front.first, sequence);
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
    const front = this.frontOf(lane, sender);
    front.looks += 1;
    const before = front.first;
    const known = front.looks % LOOKS_A_ROUND === 0 ? 0 : before;
    const near = await ask(behind(known));
    const { first, given } = near.given.length > 0 || known === 0 ? near : await ask(behind(0));
    // Something further in front may have become ready while this was read.
    if (first !== undefined && front.first === before) front.first = first;
    return given;
  }

  private frontOf(lane: Lane, sender: string): Front {
    const key = `${lane} ${sender}`;
    const front = this.lanes.get(key) ?? { first: 0, looks: 0 };
    this.lanes.set(key, front);
    return front;
  }
}

const fronts = new WeakMap<object, QueueFront>();

/** The one of this tab's connection to the database. */
export function queueFrontOf({ outbox: { db } }: Tables): QueueFront {
  const front = fronts.get(db) ?? new QueueFront();
  fronts.set(db, front);
  return front;
}
