/** Sealing of what lies here in the clear: kept by an earlier version, or for a host that had no key yet. */
import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import { isSealedText } from '../domain/sealed-text.ts';
import type { TextSeal } from '../ports/text-seals.ts';
import { BY_PATIENT, SEALED_LATER, type AuditRow } from './database-tables.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import {
  RESOURCE,
  withEntryTexts,
  withNoticeTexts,
  withTexts,
  type TextChange,
} from './record-texts.ts';
import type { RecordBody, StoredRow } from './record-row.ts';
import type { QueuedEntry } from './queued-entry.ts';

/** Rows read, sealed and written at a time. */
const AT_A_TIME = 200;

/** Seals all unsent work, and the records it is about: what it changes must look like what the server will send. */
export async function sealUnsent(database: OnlineServicesDatabase, seal: TextSeal): Promise<void> {
  let after: number | undefined = -1;
  while (after !== undefined) after = await sealSlice(database, 'outbox', after, seal);
  const patients = (await database.read(['outbox'], ({ outbox }) =>
    outbox.orderBy('patientRef').uniqueKeys(),
  )) as readonly string[];
  for (const patientRef of patients) await sealPatient(database, patientRef, seal);
  await sealNotices(database, seal);
}

async function sealNotices(database: OnlineServicesDatabase, seal: TextSeal): Promise<void> {
  const all = await database.read(['notices'], ({ notices }) => notices.toArray());
  const sealing = sealingOf(seal);
  const sealed = await Promise.all(all.map((notice) => withNoticeTexts(notice, sealing)));
  await database.writeAhead(['notices'], async ({ notices }) => {
    // Those that were acknowledged meanwhile stay gone.
    const held = await notices.bulkGet(all.map(({ id }) => id));
    await notices.bulkPut(sealed.filter((_, index) => held[index] !== undefined));
  });
}

/** What is sealed already stays as it is. */
function sealingOf(seal: TextSeal): TextChange {
  return async (text, place) => (isSealedText(text) ? text : seal.seal(text, place));
}

/** Seals a few rows of what may lie in the clear; whether there is more. */
export async function sealSome(database: OnlineServicesDatabase, seal: TextSeal): Promise<boolean> {
  const row = await database.read(['meta'], ({ meta }) => meta.get('sealing'));
  if (row?.name !== 'sealing') return false;
  const after = await sealSlice(database, row.table, row.after, seal);
  const table = after === undefined ? SEALED_LATER[SEALED_LATER.indexOf(row.table) + 1] : row.table;
  await database.write(['meta'], async ({ meta }) => {
    if (table === undefined) await meta.delete('sealing');
    else await meta.put({ name: 'sealing', table, after: after ?? -1 });
  });
  return table !== undefined;
}

interface Slices {
  readonly outbox: QueuedEntry;
  readonly audit: AuditRow;
  readonly patientRecords: StoredRow;
}
type AnyRow = Slices[keyof Slices];

/** Seals the rows behind a key; the last one's key, or `undefined` when there are no more. */
async function sealSlice(
  database: OnlineServicesDatabase,
  name: keyof Slices,
  after: number,
  seal: TextSeal,
): Promise<number | undefined> {
  const [rows, keys] = await database.read([name], async (tables) => {
    const slice = tables[name].where(':id').above(after).limit(AT_A_TIME);
    return [await slice.toArray(), await slice.primaryKeys()] as const;
  });
  await putSealed(database, name, keys, rows, seal);
  return rows.length < AT_A_TIME ? undefined : keys.at(-1);
}

async function sealPatient(
  database: OnlineServicesDatabase,
  patientRef: string,
  seal: TextSeal,
): Promise<void> {
  const [rows, keys] = await database.read(['patientRecords'], async ({ patientRecords }) => {
    const own = patientRecords.where(BY_PATIENT).equals(patientRef);
    return [await own.toArray(), await own.primaryKeys()] as const;
  });
  await putSealed(database, 'patientRecords', keys, rows, seal);
}

/** Puts the rows sealed. Those that have changed meanwhile are looked at again; those that are gone stay so. */
async function putSealed(
  database: OnlineServicesDatabase,
  name: keyof Slices,
  keys: readonly number[],
  rows: readonly (AnyRow | undefined)[],
  seal: TextSeal,
): Promise<void> {
  const sealed = await Promise.all(rows.map(async (row) => row && sealedAny(row, seal)));
  const isDone = rows.every((row, index) => samePlainData(row, sealed[index]));
  if (isDone) return;
  const now = await database.writeAhead([name], async (tables) => {
    // Rows of this table: read from it, and sealed as what they are.
    const table = tables[name] as unknown as AnyTable;
    const held = await table.bulkGet(keys);
    const unchanged = sealed.filter((_, index) => samePlainData(held[index], rows[index]));
    await table.bulkPut(unchanged.filter((row) => row !== undefined));
    return table.bulkGet(keys);
  });
  await putSealed(database, name, keys, now, seal);
}

interface AnyTable {
  bulkGet(keys: readonly number[]): PromiseLike<(AnyRow | undefined)[]>;
  bulkPut(rows: readonly unknown[]): PromiseLike<unknown>;
}

async function sealedAny(row: AnyRow, seal: TextSeal): Promise<AnyRow> {
  const sealing = sealingOf(seal);
  if ('audit' in row) return { ...row, audit: await withTexts(row.audit, sealing) };
  return 'body' in row ? sealedRow(row, sealing) : withEntryTexts(row, sealing);
}

async function sealedRow(row: StoredRow, sealing: TextChange): Promise<StoredRow> {
  const { body, server } = row;
  const ours = await withTexts<RecordBody>(body, sealing);
  if (server === undefined) return { ...row, body: ours };
  const { resource } = server;
  const isClear =
    resource !== undefined && !(typeof resource === 'string' && isSealedText(resource));
  const [theirs, sealed] = await Promise.all([
    server.body && withTexts<RecordBody>(server.body, sealing),
    isClear ? sealing(JSON.stringify(resource), [body.id, RESOURCE]) : resource,
  ]);
  return {
    ...row,
    body: ours,
    server: {
      ...server,
      ...(sealed !== undefined && { resource: sealed }),
      ...(theirs && { body: theirs }),
    },
  };
}
