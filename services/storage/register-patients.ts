/** Those in sight of a long list. */
import { Dexie } from 'dexie';
import { map, of, switchMap, type Observable } from 'rxjs';
import type { RegisterAnswer, RegisterPatient } from '../ports/practice-register.ts';
import { byPatient } from './by-patient.ts';
import { BY_PATIENT, RECORDS_AND_UNSENT, type Tables } from './database-tables.ts';
import { allOfEach, watchedOfEach } from './index-lookups.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { patientRecords } from './patient-records.ts';
import { withoutTurn } from './queued-entry.ts';
import { recordRow, type StoredRow } from './record-row.ts';
import { storageFailure } from './storage-failure.ts';
import type { TextsToRead } from './stored-texts.ts';
import { readAgain } from './texts-to-read.ts';

type Patients = ReadonlyMap<number, RegisterPatient>;
type KeyedPatient = readonly [key: number, patient: RegisterPatient];

/** All that is known of who these keys stand for, now and after every change. */
export function patientsOf(
  database: OnlineServicesDatabase,
  keys: readonly number[],
): Observable<RegisterAnswer<Patients>> {
  const patients$ = database.live((tables) =>
    tables.patientRecords.db.transaction('r', [...RECORDS_AND_UNSENT], () =>
      patientsAt(tables, keys),
    ),
  );
  return patients$.pipe(
    switchMap((answer) =>
      answer.available
        ? readAgain(database.seals, (texts) => openedPatients(answer.value, texts)).pipe(
            map((value) => ({ available: true as const, value })),
          )
        : of(answer),
    ),
  );
}

/** Where the accounts of these patients are, of those who have one. */
export async function placesOf(
  database: OnlineServicesDatabase,
  patientRefs: readonly string[],
): Promise<RegisterAnswer<ReadonlyMap<string, number>>> {
  try {
    const rows = await database.read(['patientRecords'], (tables) =>
      allOfEach<StoredRow>(tables.patientRecords, BY_PATIENT, patientRefs),
    );
    const places = rows.flatMap((own, index) => {
      const { account } = patientRecords(own.map(recordRow));
      const place = own.find(({ body }) => body.id === account?.id)?.place;
      return place === undefined ? [] : [[patientRefs[index] ?? '', place] as const];
    });
    return { available: true, value: new Map(places) };
  } catch (error) {
    const reason = storageFailure(error)?.reason ?? { code: 'storage-unreadable' };
    return { available: false, reason };
  }
}

/** By Dexie's own look-ups, which it observes: a line is as live as the list. */
async function patientsAt(
  { patientRecords: records, outbox }: Tables,
  keys: readonly number[],
): Promise<readonly KeyedPatient[]> {
  const listed = await records.bulkGet([...keys]);
  const refs = [...new Set(listed.flatMap((row) => row?.body.patientRef ?? []))];
  const [rows, queue] = await Dexie.Promise.all([
    watchedOfEach(records, BY_PATIENT, refs),
    watchedOfEach(outbox, 'patientRef', refs),
  ]);
  const rowsOf = byPatient(rows.map(recordRow));
  const entriesOf = byPatient(queue.map(withoutTurn));
  return listed.flatMap((row, index) => {
    const patientRef = row?.body.patientRef;
    const key = keys[index];
    if (patientRef === undefined || key === undefined) return [];
    const held = patientRecords(rowsOf.get(patientRef) ?? []);
    return [[key, { patientRef, records: held, entries: entriesOf.get(patientRef) ?? [] }]];
  });
}

async function openedPatients(
  patients: readonly KeyedPatient[],
  texts: TextsToRead,
): Promise<Patients> {
  const opened = patients.map(
    async ([key, patient]) =>
      [key, { ...patient, records: await texts.records(patient.records) }] as const,
  );
  return new Map(await Promise.all(opened));
}
