/** IndexedDB by itself, for what it takes without us. */

const ROWS_A_TRANSACTION = 100;

/** Puts the same rows into a store with these indexes; gives the time in milliseconds. */
export async function rawPuts(
  rows: readonly object[],
  indexes: readonly (string | string[])[],
): Promise<number> {
  const database = await open('raw-rows', ['rows'], indexes);
  const start = performance.now();
  for (let from = 0; from < rows.length; from += ROWS_A_TRANSACTION) {
    const transaction = database.transaction('rows', 'readwrite');
    const store = transaction.objectStore('rows');
    rows.slice(from, from + ROWS_A_TRANSACTION).forEach((row) => store.put(row));
    await ended(transaction);
  }
  const time = performance.now() - start;
  database.close();
  await deleted('raw-rows');
  return time;
}

const STORES = ['one', 'two', 'three'];
let create: Promise<IDBDatabase> | undefined;

/** One transaction over three stores that is on disk when it ends. */
export async function rawCreate(number: number): Promise<void> {
  create ??= open('raw-create', STORES);
  const transaction = (await create).transaction(STORES, 'readwrite', { durability: 'strict' });
  STORES.forEach((store) => transaction.objectStore(store).put({ number, store }));
  await ended(transaction);
}

function open(
  name: string,
  stores: readonly string[],
  indexes: readonly (string | string[])[] = [],
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const name of stores) {
        const store = request.result.createObjectStore(name, { autoIncrement: true });
        indexes.forEach((path) => store.createIndex(String(path), path));
      }
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('It does not open.'));
    };
  });
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => {
      resolve();
    };
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('It was given up.'));
    };
  });
}
