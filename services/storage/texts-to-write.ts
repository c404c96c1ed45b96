import { NoStorageKey, type TextSeal } from '../ports/text-seals.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { markOf } from './storage-mark.ts';
import type { TextsToWrite } from './stored-texts.ts';

const IN_THE_CLEAR: TextsToWrite = {
  seal: null,
  change: asItIs,
  audit: asItIs,
  decision: asItIs,
  remote: asItIs,
};

/** By seal, and no longer than somebody holds that: a key is forgotten with its session. */
const taken = new WeakMap<OnlineServicesDatabase, WeakMap<object, Promise<TextsToWrite>>>();
const NO_SEAL = {};

/**
 * For who writes, once the database goes by the key of who is signed in. Rejects with NoStorageKey: nothing is written
 * in the clear where it ought to be sealed.
 */
export async function textsToWrite(database: OnlineServicesDatabase): Promise<TextsToWrite> {
  const seal = await database.seals.current();
  const bySeal = taken.get(database) ?? new WeakMap<object, Promise<TextsToWrite>>();
  taken.set(database, bySeal);
  const key = seal ?? NO_SEAL;
  const texts = bySeal.get(key) ?? prepared(database, seal);
  bySeal.set(key, texts);
  texts.catch(() => bySeal.delete(key));
  return texts;
}

/** Only where there is, or was, a key is anything loaded for it. */
async function prepared(
  database: OnlineServicesDatabase,
  seal: TextSeal | null,
): Promise<TextsToWrite> {
  const mark = await database.read(['meta'], markOf);
  if (seal === null && mark === '') return IN_THE_CLEAR;
  const loading = Promise.all([import('./sealed-writes.ts'), import('./taking-up-key.ts')]);
  const [{ sealedWrites }, { takeUpKey }] = await loading.catch(() => {
    throw new NoStorageKey();
  });
  await takeUpKey(database, seal, mark);
  return seal === null ? IN_THE_CLEAR : sealedWrites(seal);
}

function asItIs<T>(what: T): Promise<T> {
  return Promise.resolve(what);
}
