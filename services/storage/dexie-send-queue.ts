import { Dexie, type Collection } from 'dexie';
import {
  LONGEST_PAUSE_MS,
  OutboxState,
  type OutboxEntry,
  type Sendable,
  type SendTurn,
} from '../ports/outbox.ts';
import { POSTPONED, READY, TRIED, type Tables } from './database-tables.ts';
import {
  ANYBODY,
  laneOf,
  senderOf,
  withoutTurn,
  type Lane,
  type NewEntry,
  type QueuedEntry,
} from './send-queue.ts';

/** Of postponed entries that are due, so many are put in order of making. */
const DUE_IN_ORDER = 50;

/** Entries to be left out that are looked past before a filter does: more are seldom under way. */
const IN_FRONT = 4;

/** The entries whose turn it is, see {@link Outbox.next}: all that may be among them are asked for at once. */
export async function nextEntries(tables: Tables, turn: SendTurn): Promise<readonly OutboxEntry[]> {
  const candidates = await Dexie.Promise.all([
    readyEntries(tables, turn, 'record'),
    readyEntries(tables, turn, 'audit'),
    dueEntries(tables, turn),
  ]);
  return candidates.flat().sort(byTurn).slice(0, turn.count).map(withoutTurn);
}

/** What could be sent while this person is signed in. */
export async function sendableOf({ outbox }: Tables, staffId: string): Promise<Sendable> {
  const firstReady = (lane: Lane): PromiseLike<readonly number[]> =>
    outbox
      .where(READY)
      .equals([senderOf(lane, staffId), lane])
      .limit(1)
      .primaryKeys();
  const ready = await firstReady('record');
  const [first] = ready.length > 0 ? ready : await firstReady('audit');
  const firstDue = (sender: string): PromiseLike<readonly QueuedEntry[]> =>
    postponed(outbox, sender).limit(1).toArray();
  const due = await Dexie.Promise.all([firstDue(staffId), firstDue(ANYBODY)]);
  const [nextDue] = due
    .flat()
    .flatMap(({ turn }) => turn?.due ?? [])
    .sort();
  return { ...(first !== undefined && { first }), ...(nextDue !== undefined && { nextDue }) };
}

/** Whether work of this person, or an audit row of anybody's, still waits that has been tried at least so often. */
export async function hasStuckEntry(
  { outbox }: Tables,
  staffId: string,
  attempts: number,
): Promise<boolean> {
  const stuck = await outbox
    .where(TRIED)
    .between([staffId, attempts], [staffId, Dexie.maxKey])
    .filter(({ state }) => state === OutboxState.waiting)
    .first();
  if (stuck !== undefined) return true;
  // What has been tried in vain has been put off.
  const row = await postponed(outbox, ANYBODY)
    .filter((entry) => entry.attempts >= attempts)
    .first();
  return row !== undefined;
}

/** What is put off, of one sender's, by when it is due. */
function postponed(
  outbox: Tables['outbox'],
  sender: string,
): Collection<QueuedEntry, number, NewEntry> {
  return outbox.where(POSTPONED).between([sender, Dexie.minKey], [sender, Dexie.maxKey]);
}

/** Records before audit rows, each in order of making. */
function byTurn(one: QueuedEntry, other: QueuedEntry): number {
  const lanes = Number(laneOf(one) === 'audit') - Number(laneOf(other) === 'audit');
  return lanes || one.sequence - other.sequence;
}

function readyEntries(
  { outbox }: Tables,
  { staffId, count, except }: SendTurn,
  lane: Lane,
): PromiseLike<readonly QueuedEntry[]> {
  // Entries of one index key stand in the order of their sequence.
  return firstFew(count, () => outbox.where(READY).equals([senderOf(lane, staffId), lane]), except);
}

async function dueEntries(
  { outbox }: Tables,
  { staffId, now, except }: SendTurn,
): Promise<readonly QueuedEntry[]> {
  // One put off for longer than anything ever is was put off by a wrong clock.
  const farthest = new Date(Date.parse(now) + LONGEST_PAUSE_MS).toISOString();
  const between = (lower: string, upper: string) =>
    [staffId, ANYBODY].map((sender) =>
      firstFew(
        DUE_IN_ORDER,
        () => outbox.where(POSTPONED).between([sender, lower], [sender, upper], false, true),
        except,
      ),
    );
  const due = await Dexie.Promise.all([...between('', now), ...between(farthest, '\uffff')]);
  return due.flat();
}

/**
 * The first entries but for some. Dexie reads through a filter row by row, so there is none where a few more do: what is
 * left out has mostly gone, or is under way and stands in front.
 */
async function firstFew(
  count: number,
  entries: () => Collection<QueuedEntry, number, NewEntry>,
  except: ReadonlySet<string> = new Set(),
): Promise<readonly QueuedEntry[]> {
  const isFree = ({ id }: QueuedEntry): boolean => !except.has(id);
  const enough = count + Math.min(except.size, IN_FRONT);
  const few = await entries().limit(enough).toArray();
  const free = few.filter(isFree);
  if (free.length >= count || few.length < enough) return free;
  return entries().filter(isFree).limit(count).toArray();
}
