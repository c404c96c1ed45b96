import { Dexie } from 'dexie';
import type { RecordChange } from '../ports/record-store.ts';
import { ok, type Result } from '../domain/result.ts';
import { planChange, type Stamp } from './change-plan.ts';
import type { Tables } from './database-tables.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';

/**
 * Writes a change with its unsent work, its audit and its operation id; refused as {@link planChange} says, with
 * nothing written. Inside a transaction over the tables of staff's work only. `inTheClear`: the change before its texts
 * were sealed.
 */
export async function commitChange(
  tables: Tables,
  change: RecordChange,
  stamp: Stamp,
  inTheClear = change,
): Promise<Result<void>> {
  const { operationId, patientRef, audit } = change;
  const [operation, set] = await Dexie.Promise.all([
    tables.operations.get(operationId),
    loadWorkingSet(tables, [patientRef]),
  ]);
  if (operation !== undefined) return ok();
  const planned = planChange(set, change, stamp, inTheClear);
  if (!planned.ok) return planned;
  await Dexie.Promise.all([
    saveWorkingSet(tables, set),
    tables.audit.bulkAdd(audit.map((row) => ({ audit: row }))),
    tables.operations.add({ operationId, at: stamp.now() }),
  ]);
  return ok();
}
