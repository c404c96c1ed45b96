import { Dexie, type Collection } from 'dexie';
import { OutboxState, type Sendable } from '../ports/outbox.ts';
import { POSTPONED, TRIED, type Tables } from './database-tables.ts';
import { lanesOf, queueFrontOf } from './queue-front.ts';
import { ANYBODY, type NewEntry, type QueuedEntry } from './queued-entry.ts';

/** What could be sent while this person is signed in. */
export async function sendableOf(tables: Tables, staffId: string): Promise<Sendable> {
  const { outbox } = tables;
  const [first] = await queueFrontOf(tables).first(
    tables,
    lanesOf({ staffId }),
    async (entries) => {
      const given = await entries().limit(1).primaryKeys();
      return { first: given[0], given };
    },
  );
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
