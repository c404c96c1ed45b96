import { Dexie } from 'dexie';
import {
  LONGEST_PAUSE_MS,
  OutboxState,
  type OutboxEntry,
  type Sendable,
  type SendTurn,
} from '../ports/outbox.ts';
import { POSTPONED, READY, TRIED, type Tables } from './database-tables.ts';
import { laneOf, withoutTurn, type Lane, type QueuedEntry } from './send-queue.ts';

/** Of postponed entries that are due, so many are put in order of making. */
const DUE_IN_ORDER = 50;

/** The entry whose turn it is, see {@link Outbox.next}: three look-ups at most. */
export async function nextEntry(tables: Tables, turn: SendTurn): Promise<OutboxEntry | undefined> {
  const due = await dueEntries(tables, turn);
  for (const lane of ['record', 'audit'] as const) {
    const ready = await readyEntry(tables, turn, lane);
    const candidates = [ready ?? [], due.filter((entry) => laneOf(entry) === lane)].flat();
    const [first] = candidates.sort((one, other) => one.sequence - other.sequence);
    if (first !== undefined) return withoutTurn(first);
  }
  return undefined;
}

/** What of a person's work could be sent. */
export async function sendableOf({ outbox }: Tables, staffId: string): Promise<Sendable> {
  const ready = await outbox.where(READY).equals([staffId, 'record']).limit(1).primaryKeys();
  const audit =
    ready.length > 0
      ? []
      : await outbox.where(READY).equals([staffId, 'audit']).limit(1).primaryKeys();
  const [first] = [...ready, ...audit];
  const [due] = await outbox
    .where(POSTPONED)
    .between([staffId, Dexie.minKey], [staffId, Dexie.maxKey])
    .limit(1)
    .toArray();
  const nextDue = due?.turn?.due;
  return { ...(first !== undefined && { first }), ...(nextDue !== undefined && { nextDue }) };
}

/** Whether work of this person still waits that has been tried at least so often. */
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
  return stuck !== undefined;
}

async function readyEntry(
  { outbox }: Tables,
  { staffId, except }: SendTurn,
  lane: Lane,
): Promise<QueuedEntry | undefined> {
  // Entries of one index key stand in the order of their sequence.
  const ready = outbox.where(READY).equals([staffId, lane]);
  return except === undefined || except.size === 0
    ? ready.first()
    : ready.filter(({ id }) => !except.has(id)).first();
}

async function dueEntries(
  { outbox }: Tables,
  { staffId, now, except }: SendTurn,
): Promise<readonly QueuedEntry[]> {
  // One put off for longer than anything ever is was put off by a wrong clock.
  const farthest = new Date(Date.parse(now) + LONGEST_PAUSE_MS).toISOString();
  return outbox
    .where(POSTPONED)
    .inAnyRange(
      [
        [
          [staffId, ''],
          [staffId, now],
        ],
        [
          [staffId, farthest],
          [staffId, '\uffff'],
        ],
      ],
      { includeLowers: false, includeUppers: true },
    )
    .filter(({ id }) => except?.has(id) !== true)
    .limit(DUE_IN_ORDER)
    .toArray();
}
