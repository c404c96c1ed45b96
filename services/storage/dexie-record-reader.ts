import { Dexie } from 'dexie';
import { filter, switchMap, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { AuditRecord, PatientRecords } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { RecordReader, StoredPatient } from '../ports/record-store.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import type { TextSeals } from '../ports/text-seals.ts';
import { BY_PATIENT, type Tables } from './database-tables.ts';
import { lastReconciled } from './last-reconciled.ts';
import type { LiveAnswer } from './live-query-stream.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { patientRecords } from './patient-records.ts';
import { recordRow } from './record-row.ts';
import { withoutTurn } from './send-queue.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { textsToRead } from './texts-to-read.ts';
import { combined, totalsOf, unsentTotals } from './unsent-totals.ts';

/** {@link RecordReader} in IndexedDB. Loads nothing that only writing needs. */
@injectable()
export class DexieRecordReader implements RecordReader {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) protected readonly database: OnlineServicesDatabase,
  ) {}

  read(patientRef: string): Promise<Result<PatientRecords>> {
    return refusingStorageFailures(async () => {
      const [records, texts] = await Promise.all([
        this.database.read(['patientRecords'], (tables) => recordsOf(tables, patientRef)),
        textsToRead(this.database.seals),
      ]);
      return ok(await texts.records(records));
    });
  }

  watch(patientRef: string): Observable<StoredPatient> {
    return this.database
      .live((tables) => stateOf(tables, patientRef))
      .pipe(switchMap((answer) => openedState(answer, this.database.seals)));
  }

  notices$(staffId: string): Observable<readonly StaffNotice[]> {
    return this.database
      .live(({ notices }) => notices.where('staffId').equals(staffId).sortBy('at'))
      .pipe(
        filter((answer) => answer.available),
        switchMap(async ({ value }) => {
          const texts = await textsToRead(this.database.seals);
          return Promise.all(value.map((notice) => texts.notice(notice)));
        }),
      );
  }

  audit({
    patientRef,
    limit,
  }: {
    readonly patientRef?: string;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[]>> {
    return refusingStorageFailures(async () => {
      const texts = await textsToRead(this.database.seals);
      const rows = await this.database.read(['audit'], ({ audit }) => {
        const inOrder =
          patientRef === undefined
            ? audit.orderBy('audit.at')
            : audit
                .where('[audit.patientRef+audit.at]')
                .between([patientRef, Dexie.minKey], [patientRef, Dexie.maxKey]);
        return inOrder.reverse().limit(limit).toArray();
      });
      return ok(await Promise.all(rows.map((row) => texts.body(row.audit))));
    });
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

async function openedState(
  answer: LiveAnswer<Awaited<ReturnType<typeof stateOf>>>,
  seals: TextSeals,
): Promise<StoredPatient> {
  if (!answer.available) return answer;
  const { value } = answer;
  const texts = await textsToRead(seals);
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
