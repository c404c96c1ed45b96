import { Dexie } from 'dexie';
import { filter, of, switchMap, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { PatientRecords } from '../domain/records.ts';
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
import { withoutTurn } from './queued-entry.ts';
import type { TextsToRead } from './stored-texts.ts';
import { readAgain } from './texts-to-read.ts';
import { combined, totalsOf, unsentTotals } from './unsent-totals.ts';

/** {@link RecordReader} in IndexedDB. Loads nothing that only writing needs. */
@injectable()
export class DexieRecordReader implements RecordReader {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) protected readonly database: OnlineServicesDatabase,
  ) {}

  watch(patientRef: string): Observable<StoredPatient> {
    return this.database
      .live((tables) => stateOf(tables, patientRef))
      .pipe(
        switchMap((answer) =>
          answer.available
            ? readAgain(this.database.seals, (texts) => openedState(answer.value, texts))
            : of(answer),
        ),
      );
  }

  notices$(staffId: string): Observable<readonly StaffNotice[]> {
    return this.database
      .live(({ notices }) => notices.where('staffId').equals(staffId).sortBy('at'))
      .pipe(
        filter((answer) => answer.available),
        switchMap(({ value }) =>
          readAgain(this.database.seals, (texts) =>
            Promise.all(value.map((notice) => texts.notice(notice))),
          ),
        ),
      );
  }
}

/** All records of a patient. Inside a transaction only. */
export async function recordsOf(
  tables: Pick<Tables, 'patientRecords'>,
  patientRef: string,
): Promise<PatientRecords> {
  const rows = await tables.patientRecords.where(BY_PATIENT).equals(patientRef).toArray();
  return patientRecords(rows.map(recordRow));
}

async function openedState(
  value: Awaited<ReturnType<typeof stateOf>>,
  texts: TextsToRead,
): Promise<StoredPatient> {
  const [records, entries] = await Promise.all([
    texts.records(value.records),
    Promise.all(value.entries.map((entry) => texts.entry(entry))),
  ]);
  return { available: true, ...value, records, entries };
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
