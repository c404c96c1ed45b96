import { Dexie, type Collection } from 'dexie';
import { READY, type Tables } from './database-tables.ts';
import { senderOf, type Lane, type NewEntry, type QueuedEntry } from './queued-entry.ts';

/** One look at a lane in so many begins at the very front; and of one in which nothing was found. */
const LOOKS_A_ROUND = 64;
const LOOKS_WHILE_EMPTY = 16;

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
  /** The last look found nothing. */
  isEmpty: boolean;
}

/** The lane of somebody's sign-in. */
interface LaneOf {
  readonly lane: Lane;
  readonly staffId: string;
}

/** What goes while this person is signed in, records before audit rows. */
export function lanesOf({ staffId }: { readonly staffId: string }): readonly LaneOf[] {
  return [
    { lane: 'record', staffId },
    { lane: 'audit', staffId },
  ];
}

/**
 * Where the ready entries of each lane begin. What has been sent leaves gaps in the index, and the browser walks through them to
 * the first entry that is left: behind ten thousand that takes longer than sending it. So it is looked from where the last look
 * found something, or from what has become ready further in front since. What another tab has made ready there is found as soon
 * as nothing else is, in any lane, or by the next look that begins at the very front.
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
   * The first ready entries of each of these lanes, one lane behind the other.
   * @param ask reads as many of a lane's as are wanted
   */
  async first<T>(
    tables: Tables,
    lanes: readonly LaneOf[],
    ask: (entries: () => ReadyEntries) => PromiseLike<FoundReady<T>>,
  ): Promise<readonly T[]> {
    const near = await Dexie.Promise.all(lanes.map((lane) => this.look(tables, lane, ask)));
    // A lane that is empty is not walked through each time that another one is not.
    const isAny = near.some(({ given }) => given.length > 0);
    const found = isAny
      ? near
      : await Dexie.Promise.all(lanes.map((lane) => this.look(tables, lane, ask, 0)));
    return found.flatMap(({ given }) => given);
  }

  private async look<T>(
    { outbox }: Tables,
    { lane, staffId }: LaneOf,
    ask: (entries: () => ReadyEntries) => PromiseLike<FoundReady<T>>,
    from?: number,
  ): Promise<FoundReady<T>> {
    const sender = senderOf(lane, staffId);
    const front = this.frontOf(lane, sender);
    front.looks += 1;
    const before = front.first;
    const round = front.isEmpty ? LOOKS_WHILE_EMPTY : LOOKS_A_ROUND;
    const lower = front.looks % round === 0 ? 0 : (from ?? before);
    const found = await ask(() =>
      outbox.where(READY).between([sender, lane, lower], [sender, lane, Dexie.maxKey], true, true),
    );
    front.isEmpty = found.first === undefined;
    // Something further in front may have become ready while this was read.
    if (found.first !== undefined && front.first === before) front.first = found.first;
    return found;
  }

  private frontOf(lane: Lane, sender: string): Front {
    const key = `${lane} ${sender}`;
    const front = this.lanes.get(key) ?? { first: 0, looks: 0, isEmpty: false };
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
