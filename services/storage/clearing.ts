/** Clearing what lies on this workstation. Loaded when it is due. */
import { Dexie } from 'dexie';
import type { TableName } from './database-tables.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { claimSenderEpoch } from './sender-epoch.ts';

/** What became of clearing everything. */
export interface Clearance {
  /** `false`: there is unsent work, and nothing was done. */
  readonly cleared: boolean;
  /** Changes and audit rows that the shared record does not have, as they were before. */
  readonly unsent: number;
}

const ALL: readonly TableName[] = [
  'patientRecords',
  'outbox',
  'audit',
  'operations',
  'notices',
  'cursors',
  'quarantine',
  'meta',
  'jobs',
  'jobPatients',
  'jobOutcomes',
];

/**
 * Clears everything; with unsent work only if that is to be dropped, and else nothing. Whoever exchanges with the
 * server begins anew.
 */
export function clearAll(
  database: OnlineServicesDatabase,
  { dropUnsent }: { readonly dropUnsent: boolean },
): Promise<Clearance> {
  return database.write(ALL, async (tables) => {
    const unsent = await tables.outbox.count();
    if (unsent > 0 && !dropUnsent) return { cleared: false, unsent };
    const value = await claimSenderEpoch(tables);
    // Whoever has the database open goes on sealing under the same key.
    const sealed = await tables.meta.get('sealed');
    await Dexie.Promise.all(ALL.map((name) => tables[name].clear()));
    await tables.meta.put({ name: 'epoch', value });
    if (sealed !== undefined) await tables.meta.put(sealed);
    return { cleared: true, unsent };
  });
}

/**
 * Clears what the shared record has, for it can be fetched again. Unsent work stays, with the records of its patients;
 * whoever exchanges with the server begins anew, and until then what is not here may exist all the same.
 */
export function forgetShared(database: OnlineServicesDatabase): Promise<void> {
  return database.write(ALL, async (tables) => {
    const { patientRecords, outbox, audit, cursors, quarantine, meta } = tables;
    const patients = new Set<unknown>(await outbox.orderBy('patientRef').uniqueKeys());
    await claimSenderEpoch(tables);
    const others = patientRecords.filter(({ body }) => !patients.has(body.patientRef));
    await Dexie.Promise.all<unknown>([
      // All at once is quicker than one by one.
      patients.size === 0 ? patientRecords.clear() : others.delete(),
      audit.where('sentAt').above('').delete(),
      cursors.clear(),
      quarantine.clear(),
      meta.delete('reconciled'),
      meta.delete('settings'),
    ]);
  });
}
