import { Dexie } from 'dexie';
import { BY_PATIENT, type Tables } from './database-tables.ts';
import { allOfEach } from './index-lookups.ts';
import { queueFrontOf } from './queue-front.ts';
import { recordRow, type StoredRow } from './record-row.ts';
import type { QueuedEntry } from './queued-entry.ts';
import { countUnsent } from './unsent-totals.ts';
import { WorkingSet, type PlacedRow } from './working-set.ts';

/** Reads everything of some patients, and `entries` besides. Inside a transaction only. */
export async function loadWorkingSet(
  { patientRecords, outbox }: Tables,
  patientRefs: Iterable<string>,
  entries: readonly QueuedEntry[] = [],
): Promise<WorkingSet> {
  const refs = [...new Set(patientRefs)];
  // All at once, here and below: each wait of its own makes everybody else wait longer for the transaction.
  const [rows, queues] = await Dexie.Promise.all([
    allOfEach<StoredRow>(patientRecords, BY_PATIENT, refs),
    allOfEach<QueuedEntry>(outbox, 'patientRef', refs),
  ]);
  return new WorkingSet(rows.flat().map(placed), [...entries, ...queues.flat()]);
}

function placed(stored: StoredRow): PlacedRow {
  const { place, surplusOf } = stored;
  return {
    row: recordRow(stored),
    ...(place !== undefined && { place }),
    isSurplus: surplusOf !== undefined,
  };
}

/**
 * Writes what has changed. Inside the same transaction only; of `operations` and `notices` only where something is
 * given up.
 */
export async function saveWorkingSet(tables: Tables, set: WorkingSet): Promise<void> {
  const { patientRecords, outbox, operations, notices } = tables;
  const changes = set.changes();
  const { rowsToDelete, rowsToPut, entriesToDelete, entriesToPut, entriesToAdd } = changes;
  const { operationsToForget, noticesToAdd } = changes;
  const gone = entriesToDelete.map(({ sequence }) => sequence);
  const writes: PromiseLike<unknown>[] = [countUnsent(tables, changes.totals)];
  if (rowsToDelete.length > 0) writes.push(patientRecords.bulkDelete([...rowsToDelete]));
  if (rowsToPut.length > 0) writes.push(patientRecords.bulkPut([...rowsToPut]));
  if (gone.length > 0) writes.push(outbox.bulkDelete(gone));
  if (entriesToPut.length > 0) writes.push(outbox.bulkPut([...entriesToPut]));
  // In this order they are sent: the database numbers them as they come.
  if (entriesToAdd.length > 0) writes.push(outbox.bulkAdd([...entriesToAdd]));
  if (noticesToAdd.length > 0) writes.push(notices.bulkAdd([...noticesToAdd]));
  if (operationsToForget.length > 0) writes.push(operations.bulkDelete([...operationsToForget]));
  await Dexie.Promise.all(writes);
  queueFrontOf(tables).written(entriesToPut);
}
