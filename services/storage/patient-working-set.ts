import type { RecordKind } from '../domain/records.ts';
import type { Tables } from './database-tables.ts';
import type { RecordKey, RecordRow, RowKind } from './record-row.ts';
import { WorkingSet } from './working-set.ts';

/** Which rows and entries a transaction works on. */
export interface WorkingSetScope {
  /** Everything of these patients. */
  readonly patientRefs: readonly string[];
  /** And these records, should they be filed under another patient. */
  readonly keys: readonly RecordKey[];
}

/** Reads what a transaction works on. Inside a transaction only. */
export async function loadWorkingSet(tables: Tables, scope: WorkingSetScope): Promise<WorkingSet> {
  const keys = scope.keys.map(({ kind, recordId }): [RecordKind, string] => [kind, recordId]);
  const rowKeys = keys.filter((key): key is [RowKind, string] => key[0] !== 'audit');
  const refs = [...scope.patientRefs];
  const rows = await tables.records.where('patientRef').anyOf(refs).toArray();
  const named = await tables.records.bulkGet(rowKeys);
  const entries = await tables.outbox.where('patientRef').anyOf(refs).toArray();
  const namedEntries = await tables.outbox.where('[kind+recordId]').anyOf(keys).toArray();
  const found = named.filter((row): row is RecordRow => row !== undefined);
  return new WorkingSet([...rows, ...found], [...entries, ...namedEntries]);
}

/** Writes what has changed. Inside the same transaction only. */
export async function saveWorkingSet(tables: Tables, set: WorkingSet): Promise<void> {
  const changes = set.changes();
  await tables.records.bulkDelete(changes.rowsToDelete.flatMap(rowKey));
  await tables.records.bulkPut([...changes.rowsToPut]);
  await tables.outbox.bulkDelete(changes.entriesToDelete.map(({ sequence }) => sequence));
  await tables.outbox.bulkPut([...changes.entriesToPut]);
  // One after the other: the order of making is the order of sending.
  for (const entry of changes.entriesToAdd) await tables.outbox.add(entry);
}

function rowKey({ kind, recordId }: RecordKey): [RowKind, string][] {
  return kind === 'audit' ? [] : [[kind, recordId]];
}
