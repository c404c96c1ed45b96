/** Who is on a list, by keys alone: read in slices, for whoever writes waits for one of them at most. */
import { Dexie, type Collection, type IndexSpec } from 'dexie';
import { concat, defer, firstValueFrom, ignoreElements, Observable, type Subscription } from 'rxjs';
import { AccountStatus } from '../domain/records.ts';
import type { OutboxState } from '../ports/outbox.ts';
import type {
  AccountList,
  RegisterAnswer,
  RegisterKeys,
  RegisterList,
  RegisterOrder,
} from '../ports/practice-register.ts';
import { timer } from '../streams/sources.ts';
import { BY_PATIENT, type Tables } from './database-tables.ts';
import { firstOfEach } from './index-lookups.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import type { StoredRow } from './record-row.ts';
import { rangeOf, stretch, unsentIn, type RegisterRange } from './register-ranges.ts';
import { storageFailure } from './storage-failure.ts';

/** So many fill any screen, and are there at once. */
const FIRST_SLICE = 500;
const SLICE = 4000;
/** Until the rest of a long list is read, in milliseconds. */
const FIRST_LOOK_MS = 150;
/** While much is changing, a list is read again after this, in milliseconds. */
const PAUSE_MS = 400;

/** Who is on the list now, and after every change of it. */
export function keysOf(
  database: OnlineServicesDatabase,
  list: RegisterList,
  order?: RegisterOrder,
): Observable<RegisterAnswer<RegisterKeys>> {
  return keysAfter(signalsOf(database, list, order), database, list, order);
}

/** Another number whenever the keys of a list may have changed. */
function signalsOf(
  database: OnlineServicesDatabase,
  list: RegisterList,
  order: RegisterOrder | undefined,
): Observable<RegisterAnswer<number>> {
  const name = list.by === 'unsent' ? 'outbox' : 'patientRecords';
  let signals = 0;
  // One key of each stretch, and one of the table: so the database watches all of them, and reads next to nothing.
  return database.live((tables) =>
    tables.patientRecords.db.transaction('r', [name], async () => {
      const watched = [...stretchesOf(tables, list, order), tables[name].toCollection()];
      await Dexie.Promise.all(watched.map((stretch) => stretch.limit(1).primaryKeys()));
      return (signals += 1);
    }),
  );
}

/** Where a list, and the order it is wanted in, is read. */
function stretchesOf(
  tables: Tables,
  list: RegisterList,
  order: RegisterOrder | undefined,
): readonly Collection<unknown, number>[] {
  if (list.by === 'unsent') return unsentIn(tables, list.state);
  const ranges = [rangeOf(list), ...(order === undefined ? [] : rangesOf(order))];
  return ranges.map((range) => stretch(tables, range));
}

/** The stretches that hold every account in this order, one after the other. */
function rangesOf(order: RegisterOrder): readonly RegisterRange[] {
  switch (order) {
    case 'created':
      return [rangeOf({ by: 'all' })];
    case 'status':
      // As an account goes through them.
      return Object.values(AccountStatus).map((status) => rangeOf({ by: 'status', status }));
    case 'account-id':
      return [rangeOf({ by: 'account-id', beginning: '' })];
  }
}

/** The list now and after every signal. A long list is told from its beginning the first time, later as a whole. */
function keysAfter(
  signals$: Observable<RegisterAnswer<unknown>>,
  database: OnlineServicesDatabase,
  list: RegisterList,
  order: RegisterOrder | undefined,
): Observable<RegisterAnswer<RegisterKeys>> {
  return defer(() => {
    let isTold = false;
    return readCalmly(
      signals$,
      () =>
        new Observable<RegisterAnswer<RegisterKeys>>((subscriber) => {
          const tell = async (): Promise<void> => {
            try {
              for await (const value of growing(slicesOf(database, list, order))) {
                if (subscriber.closed) return;
                if (value.isWhole || !isTold) subscriber.next({ available: true, value });
                const goesOn = !isTold && value.keys.length >= FIRST_SLICE;
                isTold = true;
                // The database answers one after the other: the lines in sight are asked for now, and go first.
                if (goesOn) await firstValueFrom(timer(FIRST_LOOK_MS));
              }
            } catch (error) {
              const reason = storageFailure(error)?.reason ?? { code: 'storage-unreadable' };
              subscriber.next({ available: false, reason });
            }
            subscriber.complete();
          };
          void tell();
        }),
    );
  });
}

/** Reads after each signal, and to the end: while signals keep coming, with a pause between two readings. */
function readCalmly<T>(
  signals$: Observable<RegisterAnswer<unknown>>,
  read: () => Observable<RegisterAnswer<T>>,
): Observable<RegisterAnswer<T>> {
  return new Observable((subscriber) => {
    let reading: Subscription | undefined;
    let isDue = false;
    const begin = (): void => {
      isDue = false;
      reading = concat(read(), timer(PAUSE_MS).pipe(ignoreElements())).subscribe({
        next: (answer) => {
          subscriber.next(answer);
        },
        complete: () => {
          reading = undefined;
          if (isDue) begin();
        },
      });
    };
    const following = signals$.subscribe((signal) => {
      if (signal.available) {
        isDue = true;
        if (reading === undefined) begin();
        return;
      }
      reading?.unsubscribe();
      reading = undefined;
      subscriber.next(signal);
    });
    return () => {
      following.unsubscribe();
      reading?.unsubscribe();
    };
  });
}

/** The first slice, then all of them together. */
async function* growing(
  slices: AsyncIterable<readonly number[]>,
): AsyncGenerator<RegisterKeys, void, undefined> {
  const all: (readonly number[])[] = [];
  let length = 0;
  for await (const slice of slices) {
    all.push(slice);
    length += slice.length;
    if (all.length === 1) yield { keys: Uint32Array.from(slice), isWhole: false };
  }
  const keys = new Uint32Array(length);
  let at = 0;
  for (const slice of all) {
    keys.set(slice, at);
    at += slice.length;
  }
  yield { keys, isWhole: true };
}

async function* slicesOf(
  database: OnlineServicesDatabase,
  list: RegisterList,
  order: RegisterOrder | undefined,
): AsyncGenerator<readonly number[], void, undefined> {
  if (list.by === 'unsent') {
    yield await unsentKeys(database, list.state);
  } else if (order === undefined) {
    yield* placesIn(database, rangeOf(list));
  } else {
    yield* inOrder(database, list, order);
  }
}

/** The order's index has all accounts: those of the list are picked from it. */
async function* inOrder(
  database: OnlineServicesDatabase,
  list: AccountList,
  order: RegisterOrder,
): AsyncGenerator<readonly number[], void, undefined> {
  const members = list.by === 'all' ? undefined : new Set<number>();
  if (members !== undefined) {
    for await (const places of placesIn(database, rangeOf(list))) {
      for (const place of places) members.add(place);
    }
  }
  for (const range of rangesOf(order)) {
    for await (const places of placesIn(database, range)) {
      yield members === undefined ? places : places.filter((place) => members.has(place));
    }
  }
}

/** Where a slice begins: at a key of the index, behind the row at which the one before ended. */
interface Beginning {
  readonly lower: RegisterRange['lower'];
  readonly after?: number;
}

async function* placesIn(
  database: OnlineServicesDatabase,
  range: RegisterRange,
): AsyncGenerator<readonly number[], void, undefined> {
  let next: Beginning | undefined = { lower: range.lower };
  for (let size = FIRST_SLICE; next !== undefined; size = SLICE) {
    const beginning: Beginning = next;
    const slice = await database.read(['patientRecords'], (tables) =>
      placesFrom(tables, range, beginning, size),
    );
    yield slice.places;
    next = slice.next;
  }
}

async function placesFrom(
  { patientRecords }: Tables,
  { index, upper }: RegisterRange,
  { lower, after }: Beginning,
  size: number,
): Promise<{ readonly places: readonly number[]; readonly next?: Beginning }> {
  const found = await patientRecords
    .where(index)
    .between(lower, upper, true, true)
    .limit(size)
    .primaryKeys();
  const places = after === undefined ? found : found.slice(found.indexOf(after) + 1);
  const last = found.at(-1);
  const row =
    found.length < size || last === undefined ? undefined : await patientRecords.get(last);
  if (row === undefined || last === undefined) return { places };
  return {
    places,
    next: { lower: keyIn(row, patientRecords.schema.idxByName[index]), after: last },
  };
}

/** What the index has of a row. */
function keyIn(row: StoredRow, index: IndexSpec | undefined): string[] | string {
  const at = (path: string): string => Dexie.getByKeyPath(row, path) as string;
  const path = index?.keyPath ?? '';
  return typeof path === 'string' ? at(path) : path.map(at);
}

/** By any row of the patient: not everybody with unsent work has an account. */
async function unsentKeys(
  database: OnlineServicesDatabase,
  state: OutboxState,
): Promise<readonly number[]> {
  return database.read(['outbox', 'patientRecords'], async ({ outbox, patientRecords }) => {
    const keys = await Dexie.Promise.all(
      unsentIn({ outbox }, state).map((entries) => entries.uniqueKeys()),
    );
    // Keys of the index, which Dexie does not know the parts of: the patient is the last.
    const refs = (keys.flat() as unknown as readonly (readonly string[])[]).map(
      (key) => key.at(-1) ?? '',
    );
    const each = [...new Set(refs)].sort();
    const rows = await firstOfEach<StoredRow>(patientRecords, BY_PATIENT, each);
    return rows.flatMap((row) => row?.place ?? []);
  });
}
