import { Dexie } from 'dexie';
import { map, of, switchMap, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type {
  PageRequest,
  PracticeRegister,
  PagedList,
  RegisterAnswer,
  RegisterKeys,
  RegisterLine,
  RegisterList,
  RegisterOrder,
  RegisterPage,
  RegisterPatient,
  RegisterPlace,
} from '../ports/practice-register.ts';
import { BY_PATIENT, RECORDS_AND_UNSENT, type Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { allOfEach } from './index-lookups.ts';
import { lastReconciled } from './last-reconciled.ts';
import { patientRecords } from './patient-records.ts';
import { withoutTurn } from './queued-entry.ts';
import { recordRow, type StoredRow } from './record-row.ts';
import { keysAfter, rangesFor } from './register-keys.ts';
import { registerLine } from './register-line.ts';
import { rangeOf, type RegisterRange } from './register-ranges.ts';
import { storageFailure } from './storage-failure.ts';
import type { TextsToRead } from './stored-texts.ts';
import { readAgain, textsToRead } from './texts-to-read.ts';

/** {@link PracticeRegister} in IndexedDB: counts and places by index keys alone, rows of the patients on the page. */
@injectable()
export class DexiePracticeRegister implements PracticeRegister {
  readonly isComplete$: Observable<RegisterAnswer<boolean>>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase) {
    this.isComplete$ = database.live(
      async (tables) => (await lastReconciled(tables)).finishedOn !== undefined,
    );
  }

  count$(list: RegisterList): Observable<RegisterAnswer<number>> {
    const range = rangeOf(list);
    // Of one patient there may be several unsent entries, and only for a while several sets of codes.
    return this.database.live(async (tables) =>
      range.table === 'outbox'
        ? (await stretch(tables, range).uniqueKeys()).length
        : stretch(tables, range).count(),
    );
  }

  page$(list: PagedList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>> {
    const range = rangeOf(list);
    const pages$ = this.database.live((tables) =>
      tables.patientRecords.db.transaction('r', [...RECORDS_AND_UNSENT], () =>
        pageOf(tables, range, request),
      ),
    );
    return pages$.pipe(
      switchMap(async (answer) =>
        answer.available ? { ...answer, value: await this.opened(answer.value) } : answer,
      ),
    );
  }

  keys$(list: RegisterList, order?: RegisterOrder): Observable<RegisterAnswer<RegisterKeys>> {
    let signals = 0;
    // One key of each stretch, and one of the table: so the database watches all of them, and reads next to nothing.
    const signals$ = this.database.live(async (tables) => {
      for (const range of rangesFor(list, order)) {
        await stretch(tables, range).limit(1).primaryKeys();
        await tables[range.table].limit(1).primaryKeys();
      }
      return (signals += 1);
    });
    return keysAfter(signals$, this.database, list, order);
  }

  lines$(
    keys: readonly number[],
  ): Observable<RegisterAnswer<ReadonlyMap<number, RegisterPatient>>> {
    const patients$ = this.database.live((tables) =>
      tables.patientRecords.db.transaction('r', [...RECORDS_AND_UNSENT], () =>
        patientsAt(tables, keys),
      ),
    );
    return patients$.pipe(
      switchMap((answer) =>
        answer.available
          ? readAgain(this.database.seals, (texts) => openedPatients(answer.value, texts)).pipe(
              map((value) => ({ available: true as const, value })),
            )
          : of(answer),
      ),
    );
  }

  async keysOf(
    patientRefs: readonly string[],
  ): Promise<RegisterAnswer<ReadonlyMap<string, number>>> {
    try {
      const rows = await this.database.read(['patientRecords'], (tables) =>
        allOfEach<StoredRow>(tables.patientRecords, BY_PATIENT, patientRefs),
      );
      const keys = rows.flatMap((own, index) => {
        const { account } = patientRecords(own.map(recordRow));
        const place = own.find(({ body }) => body.id === account?.id)?.place;
        return place === undefined ? [] : [[patientRefs[index] ?? '', place] as const];
      });
      return { available: true, value: new Map(keys) };
    } catch (error) {
      const reason = storageFailure(error)?.reason ?? { code: 'storage-unreadable' };
      return { available: false, reason };
    }
  }

  private async opened(page: RegisterPage): Promise<RegisterPage> {
    const texts = await textsToRead(this.database.seals);
    const lines = page.lines.map(async ({ account, ...line }) =>
      account === undefined ? line : { ...line, account: await texts.body(account) },
    );
    return { ...page, lines: await Promise.all(lines) };
  }
}

type KeyedPatient = readonly [key: number, patient: RegisterPatient];

/** By Dexie's own look-ups, which it observes: a line is as live as the list. */
async function patientsAt(
  { patientRecords: records, outbox }: Tables,
  keys: readonly number[],
): Promise<readonly KeyedPatient[]> {
  const listed = await records.bulkGet([...keys]);
  const refs = [...new Set(listed.flatMap((row) => row?.body.patientRef ?? []))];
  const [rows, queue] = await Dexie.Promise.all([
    records.where(BY_PATIENT).anyOf(refs).toArray(),
    outbox.where('patientRef').anyOf(refs).toArray(),
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
): Promise<ReadonlyMap<number, RegisterPatient>> {
  const opened = patients.map(
    async ([key, patient]) =>
      [key, { ...patient, records: await texts.records(patient.records) }] as const,
  );
  return new Map(await Promise.all(opened));
}

async function pageOf(
  tables: Tables,
  range: RegisterRange,
  { after, size }: PageRequest,
): Promise<RegisterPage> {
  const keys = await keysOf(tables, range, after, size + 1);
  const shown = keys.slice(0, size);
  const patients = [...new Set(shown.map((key) => String(key.at(-1))))];
  const lines = await linesOf(tables, patients);
  const next = keys.length > size ? shown.at(-1) : undefined;
  return { lines, ...(next && { next }) };
}

/** The rows of each patient, observed too: a line is as live as the list. */
async function linesOf(
  { patientRecords }: Tables,
  patients: readonly string[],
): Promise<readonly RegisterLine[]> {
  const stored = await patientRecords
    .where(BY_PATIENT)
    .anyOf([...patients])
    .toArray();
  const rowsOf = byPatient(stored.map(recordRow));
  return patients.map((patientRef) => registerLine(patientRef, rowsOf.get(patientRef) ?? []));
}

function byPatient<T extends { readonly patientRef?: string }>(
  all: readonly T[],
): ReadonlyMap<string | undefined, readonly T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const one of all) {
    const group = groups.get(one.patientRef);
    if (group === undefined) groups.set(one.patientRef, [one]);
    else group.push(one);
  }
  return groups;
}

async function keysOf(
  tables: Tables,
  range: RegisterRange,
  after: RegisterPlace | undefined,
  limit: number,
): Promise<readonly RegisterPlace[]> {
  const keys = await stretch(tables, range, after).limit(limit).uniqueKeys();
  // Dexie knows not of what an index is made; each of these is, see register-ranges.ts.
  return keys as unknown as readonly RegisterPlace[];
}

function stretch(tables: Tables, range: RegisterRange, after?: RegisterPlace) {
  const { index, lower, upper } = range;
  return tables[range.table].where(index).between(after ?? lower, upper, after === undefined, true);
}
