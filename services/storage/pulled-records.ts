import { Dexie } from 'dexie';
import type * as Careful from './careful-taking.ts';
import { BY_PATIENT, BY_SERVER_VERSION, type Tables } from './database-tables.ts';
import { allOfEach, firstOfEach } from './index-lookups.ts';
import { isMoved, type KeptRemoteRecord, type LeftOut } from './kept-remote.ts';
import { recordRow, type StoredRow } from './record-row.ts';
import { storedRow } from './stored-row.ts';
import type { QueuedEntry } from './queued-entry.ts';
import { isSealedAlike } from './seal-marks.ts';
import { isSameVersion, takesPlaceOf, type VersionSource } from './server-version-order.ts';
import { pendingCodes } from './waiting-codes.ts';

/** Rows handed to the database at a time; of the first two times one comes right after the other. */
const ROWS_AT_A_TIME = 50;

/** A pulled record and what is held of it, whoever it is filed under. */
interface Pulled {
  readonly remote: KeptRemoteRecord;
  readonly held: StoredRow | undefined;
}

/** How the records came. */
export interface PullOrigin {
  readonly source: VersionSource;
  /** Nothing has ever been compared with the server here: what is not held is new. */
  readonly isFirst: boolean;
  /** What takes in with care, once it has been loaded. */
  readonly careful: Pick<typeof Careful, 'takeCarefully'> | undefined;
}

/** Thrown so that nothing is written: what takes in with care has to be loaded first. */
export class CareNeeded extends Error {
  override readonly name = 'CareNeeded';
}

/**
 * Takes in records from the server. Most of them concern no unsent work: those are written as they are. The others, and
 * whatever else needs to look at the whole patient, go through the patient's working set. Inside a transaction only.
 * Throws {@link CareNeeded} where there are such and what takes them in is not there.
 */
export async function takePulled(
  tables: Tables,
  remotes: readonly KeptRemoteRecord[],
  origin: PullOrigin,
): Promise<LeftOut> {
  const all = await withHeld(tables, remotes, origin);
  const moved = all.filter(hasMoved).map(({ remote }) => remote);
  const pulled = all.filter((each) => !hasMoved(each));
  const delicate = await needingCare(tables, pulled);
  const plain = pulled.filter((each) => !delicate.has(each) && !isHeld(each));
  const taken = plain.filter((each) => isNews(each, origin.source));
  await putInSlices(tables, taken.map(rowOf));
  const left = plain.filter((each) => !taken.includes(each)).map(({ remote }) => remote);
  if (delicate.size === 0) return { olderLooking: left, moved };
  const { careful, source } = origin;
  if (careful === undefined) throw new CareNeeded();
  const theirs = [...delicate].map(({ remote }) => remote);
  const others = await careful.takeCarefully(tables, theirs, source);
  return {
    olderLooking: [...left, ...others.olderLooking],
    moved: [...moved, ...others.moved],
  };
}

function hasMoved({ remote, held }: Pulled): boolean {
  return held !== undefined && isMoved(recordRow(held), remote);
}

/**
 * The database copies and indexes each row while the page stands still, so the page has its turn between slices; one
 * slice is handed over while the one before is being written.
 */
async function putInSlices({ patientRecords }: Tables, rows: readonly StoredRow[]): Promise<void> {
  let before: PromiseLike<unknown> = Dexie.Promise.resolve();
  for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
    const slice = patientRecords.bulkPut(rows.slice(from, from + ROWS_AT_A_TIME));
    // Awaited, and its failure heard, in the next turn.
    slice.catch(() => undefined);
    await before;
    before = slice;
  }
  await before;
}

async function withHeld(
  { patientRecords }: Tables,
  remotes: readonly KeptRemoteRecord[],
  { isFirst }: PullOrigin,
): Promise<readonly Pulled[]> {
  const ranges = remotes.map(({ kind, version }) =>
    IDBKeyRange.bound([kind, version.id], [kind, version.id, []]),
  );
  const rows = await firstOfEach<StoredRow>(patientRecords, BY_SERVER_VERSION, ranges);
  const pulled = remotes.map((remote, place) => ({ remote, held: rows[place] }));
  if (isFirst) return pulled;
  // A resource that was deleted and made anew has another id; whoever's record it is, it is the same.
  const unknown = pulled.filter(({ held }) => held === undefined);
  const refs = [...new Set(unknown.map(({ remote }) => remote.body.patientRef))];
  const ofPatients = (await allOfEach<StoredRow>(patientRecords, BY_PATIENT, refs)).flat();
  const byId = new Map(ofPatients.map((row) => [row.body.id, row]));
  return pulled.map(({ remote, held }) => ({ remote, held: held ?? byId.get(remote.body.id) }));
}

/** Those that may meet unsent work, or bring codes beside others, or come twice. */
async function needingCare(
  tables: Tables,
  pulled: readonly Pulled[],
): Promise<ReadonlySet<Pulled>> {
  const [unsent, isBeside] = await Dexie.Promise.all([
    patientsWithUnsentWork(tables, pulled),
    besideOthers(tables, pulled),
  ]);
  const resources = new Set<string>();
  const records = new Set<string>();
  return new Set(
    pulled.filter(({ remote }) => {
      const { body, version, operationId } = remote;
      // The same resource in two versions, or two resources for one record.
      const isTwice = resources.has(version.id) || records.has(body.id);
      resources.add(version.id);
      records.add(body.id);
      return (
        isTwice ||
        unsent.patients.has(body.patientRef) ||
        (operationId !== undefined && unsent.operations.has(operationId)) ||
        isBeside(remote)
      );
    }),
  );
}

async function patientsWithUnsentWork(
  { outbox }: Tables,
  pulled: readonly Pulled[],
): Promise<{ readonly patients: ReadonlySet<string>; readonly operations: ReadonlySet<string> }> {
  const patients = new Set<string>();
  const operations = new Set<string>();
  if ((await outbox.limit(1).primaryKeys()).length === 0) return { patients, operations };
  const refs = pulled.map(({ remote }) => remote.body.patientRef);
  const queues = await firstOfEach<QueuedEntry>(outbox, 'patientRef', [...new Set(refs)]);
  queues.forEach((entry) => patients.add(entry?.patientRef ?? ''));
  const made = pulled.flatMap(({ remote }) => remote.operationId ?? []);
  // Its patient may be another one on the server by now.
  const ours = await firstOfEach<QueuedEntry>(outbox, 'id', made);
  ours.forEach((entry) => operations.add(entry?.id ?? ''));
  return { patients, operations };
}

/** Whether an issue of codes comes beside another one that waits to be used, stored or of the same page. */
async function besideOthers(
  { patientRecords }: Tables,
  pulled: readonly Pulled[],
): Promise<(remote: KeptRemoteRecord) => boolean> {
  if (!pulled.some(({ remote }) => remote.kind === 'registration')) return () => false;
  const waiting = pulled.filter(({ remote }) => pendingAccount(remote) !== undefined);
  const refs = [...new Set(waiting.map(({ remote }) => remote.body.patientRef))];
  const rows = (await allOfEach<StoredRow>(patientRecords, BY_PATIENT, refs)).flat();
  const held = rows.filter(({ codesUntil }) => codesUntil !== undefined).map(({ body }) => body);
  const ids = new Map<string, Set<string>>();
  for (const body of [...held, ...waiting.map(({ remote }) => remote.body)]) {
    if (!('expiresOn' in body)) continue;
    ids.set(body.accountKey, (ids.get(body.accountKey) ?? new Set()).add(body.id));
  }
  // Where one of several sets ends, another one may be the only one left.
  const surplus = new Set<unknown>(await patientRecords.orderBy('surplusOf').uniqueKeys());
  return (remote) =>
    (ids.get(pendingAccount(remote) ?? '')?.size ?? 0) > 1 || surplus.has(remote.body.patientRef);
}

function pendingAccount({ kind, body }: KeptRemoteRecord): string | undefined {
  return pendingCodes({ kind, recordId: body.id, patientRef: body.patientRef, body })?.accountKey;
}

function isHeld({ remote, held }: Pulled): boolean {
  if (held?.server === undefined || !isSameVersion(remote.version, held.server)) return false;
  const { server } = recordRow(held);
  return server !== undefined && isSealedAlike(server, remote);
}

function isNews({ remote, held }: Pulled, source: VersionSource): boolean {
  const server = held?.server;
  return (
    server === undefined ||
    // The same one, and not held as it is: it cannot be opened any more.
    isSameVersion(remote.version, server) ||
    takesPlaceOf(remote.version, server, source)
  );
}

function rowOf({ remote, held }: Pulled): StoredRow {
  const { kind, body, version } = remote;
  const server = { body, version };
  const row = { kind, recordId: body.id, patientRef: body.patientRef, body, server };
  return storedRow(row, held?.place, false);
}
