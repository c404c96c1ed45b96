import { Dexie, type IndexableType, type Table } from 'dexie';

/**
 * The rows of many keys of one index, for each key in turn, by Dexie's own look-ups: a live query watches them. All are
 * asked for at once; `anyOf` walks a cursor, one turn of the event loop for each row.
 */
export async function watchedOfEach<T, N>(
  table: Table<T, number, N>,
  index: string,
  keys: readonly IndexableType[],
): Promise<T[]> {
  const rows = keys.map((key) => table.where(index).equals(key).toArray());
  return (await Dexie.Promise.all(rows)).flat();
}

/** As {@link watchedOfEach}, key by key, and watched by nobody. Inside a transaction only. */
export function allOfEach<T>(
  table: { readonly name: string },
  index: string,
  keys: readonly (IDBValidKey | IDBKeyRange)[],
): PromiseLike<readonly (readonly T[])[]> {
  return together(keys, (key) => source(table, index).getAll(key) as IDBRequest<T[]>);
}

/** As {@link allOfEach}, of each only the first, or `undefined`. */
export function firstOfEach<T>(
  table: { readonly name: string },
  index: string,
  keys: readonly (IDBValidKey | IDBKeyRange)[],
): PromiseLike<readonly (T | undefined)[]> {
  return together(keys, (key) => source(table, index).get(key) as IDBRequest<T | undefined>);
}

function source(table: { readonly name: string }, index: string): IDBIndex {
  return Dexie.currentTransaction.idbtrans.objectStore(table.name).index(index);
}

function together<K, T>(
  keys: readonly K[],
  ask: (key: K) => IDBRequest<T>,
): PromiseLike<readonly T[]> {
  if (keys.length === 0) return Dexie.Promise.resolve([]);
  return new Dexie.Promise((resolve, reject) => {
    const answers = new Array<T>(keys.length);
    let left = keys.length;
    keys.forEach((key, place) => {
      const request = ask(key);
      request.onsuccess = () => {
        answers[place] = request.result;
        left -= 1;
        if (left === 0) resolve(answers);
      };
      request.onerror = () => {
        reject(request.error ?? new DOMException('A look-up failed.', 'UnknownError'));
      };
    });
  });
}
