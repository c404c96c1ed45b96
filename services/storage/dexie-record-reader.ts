import { Dexie } from 'dexie';
import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { AuditRecord, PatientRecords } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { RecordReader, StoredPatient } from '../ports/record-store.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import { BY_PATIENT, type Tables } from './database-tables.ts';
import { lastReconciled } from './last-reconciled.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { patientRecords } from './patient-records.ts';
import { recordRow } from './record-row.ts';
import { withoutTurn } from './send-queue.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { combined, totalsOf, unsentTotals } from './unsent-totals.ts';

/** {@link RecordReader} in IndexedDB. Loads nothing that only writing needs. */
@injectable()
export class DexieRecordReader implements RecordReader {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) protected readonly database: OnlineServicesDatabase,
  ) {}

  read(patientRef: string): Promise<Result<PatientRecords>> {
    return refusingStorageFailures(async () =>
      ok(await this.database.read(['patientRecords'], (tables) => recordsOf(tables, patientRef))),
    );
  }

  watch(patientRef: string): Observable<StoredPatient> {
    return this.database
      .live((tables) => stateOf(tables, patientRef))
      .pipe(map((answer) => (answer.available ? { available: true, ...answer.value } : answer)));
  }

  notices$(staffId: string): Observable<readonly StaffNotice[]> {
    return this.database
      .live(({ notices }) => notices.where('staffId').equals(staffId).sortBy('at'))
      .pipe(
        filter((answer) => answer.available),
        map(({ value }) => value),
      );
  }

  audit({
    patientRef,
    limit,
  }: {
    readonly patientRef?: string;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[]>> {
    return refusingStorageFailures(() =>
      this.database.read(['audit'], async ({ audit }) => {
        const inOrder =
          patientRef === undefined
            ? audit.orderBy('audit.at')
            : audit
                .where('[audit.patientRef+audit.at]')
                .between([patientRef, Dexie.minKey], [patientRef, Dexie.maxKey]);
        const rows = await inOrder.reverse().limit(limit).toArray();
        return ok(rows.map((row) => row.audit));
      }),
    );
  }

  isAccountIdTaken(accountId: string): Promise<Result<boolean>> {
    return refusingStorageFailures(() =>
      this.database.read(['patientRecords'], async (tables) =>
        ok((await tables.patientRecords.where('body.accountId').equals(accountId).count()) > 0),
      ),
    );
  }
}

async function recordsOf(
  tables: Pick<Tables, 'patientRecords'>,
  patientRef: string,
): Promise<PatientRecords> {
  const rows = await tables.patientRecords.where(BY_PATIENT).equals(patientRef).toArray();
  return patientRecords(rows.map(recordRow));
}

/** Records and unsent work of one moment: read apart, a change between the two would show half of itself. */
function stateOf(tables: Tables, patientRef: string) {
  const { patientRecords: records, outbox, meta } = tables;
  return records.db.transaction('r', records, outbox, meta, async () => {
    const [held, own, totals, reconciled] = await Dexie.Promise.all([
      recordsOf(tables, patientRef),
      outbox.where('patientRef').equals(patientRef).toArray(),
      unsentTotals(tables),
      lastReconciled(tables),
    ]);
    const others = combined(totals, -1, totalsOf(own));
    const isComplete = reconciled.finishedOn !== undefined;
    return { records: held, entries: own.map(withoutTurn), others, isComplete };
  });
}
