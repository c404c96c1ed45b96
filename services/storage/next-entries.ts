/** Whose turn it is in the queue. Loaded when there is something to send. */
import { Dexie } from 'dexie';
import { LONGEST_PAUSE_MS, type OutboxEntry, type SendTurn } from '../ports/outbox.ts';
import { POSTPONED, type Tables } from './database-tables.ts';
import { lanesOf, queueFrontOf, type FoundReady, type ReadyEntries } from './queue-front.ts';
import { ANYBODY, withoutTurn, type QueuedEntry } from './queued-entry.ts';
import { laneOf } from './send-queue.ts';

/** Behind every instant. */
const LAST = '\uffff';

/** Of postponed entries that are due, so many are put in order of making. */
const DUE_IN_ORDER = 50;

/** Entries to be left out that are looked past before a filter does: more are seldom under way. */
const IN_FRONT = 72;

/** The entries whose turn it is, see {@link Outbox.next}: all that may be among them are asked for at once. */
export async function nextEntries(tables: Tables, turn: SendTurn): Promise<readonly OutboxEntry[]> {
  const { count, except } = turn;
  const candidates = await Dexie.Promise.all([
    queueFrontOf(tables).first(tables, lanesOf(turn), (entries) =>
      firstFew(count, entries, except),
    ),
    dueEntries(tables, turn),
  ]);
  return candidates.flat().sort(byTurn).slice(0, turn.count).map(withoutTurn);
}

/** Records before audit rows, each in order of making. */
function byTurn(one: QueuedEntry, other: QueuedEntry): number {
  const lanes = Number(laneOf(one) === 'audit') - Number(laneOf(other) === 'audit');
  return lanes || one.sequence - other.sequence;
}

async function dueEntries(
  { outbox }: Tables,
  { staffId, now, except }: SendTurn,
): Promise<readonly QueuedEntry[]> {
  const postponed = (sender: string, lower: string, upper: string): ReadyEntries =>
    outbox.where(POSTPONED).between([sender, lower], [sender, upper], false, true);
  // One put off for longer than anything ever is was put off by a wrong clock.
  const farthest = new Date(Date.parse(now) + LONGEST_PAUSE_MS).toISOString();
  const dueOf = async (sender: string): Promise<readonly QueuedEntry[]> => {
    // Mostly nothing is put off.
    const any = await postponed(sender, '', LAST).limit(1).primaryKeys();
    if (any.length === 0) return [];
    const due = await Dexie.Promise.all([
      firstFew(DUE_IN_ORDER, () => postponed(sender, '', now), except),
      firstFew(DUE_IN_ORDER, () => postponed(sender, farthest, LAST), except),
    ]);
    return due.flatMap(({ given }) => given);
  };
  return (await Dexie.Promise.all([staffId, ANYBODY].map(dueOf))).flat();
}

/**
 * The first entries but for some. Dexie reads through a filter row by row, so there is none where a few more do: what
 * is left out has mostly gone, or is under way and stands in front.
 */
async function firstFew(
  count: number,
  entries: () => ReadyEntries,
  except: ReadonlySet<string> = new Set(),
): Promise<FoundReady<QueuedEntry>> {
  const isFree = ({ id }: QueuedEntry): boolean => !except.has(id);
  const enough = count + Math.min(except.size, IN_FRONT);
  const few = await entries().limit(enough).toArray();
  const first = few[0]?.sequence;
  const free = few.filter(isFree);
  if (free.length >= count || few.length < enough) return { first, given: free };
  return { first, given: await entries().filter(isFree).limit(count).toArray() };
}
