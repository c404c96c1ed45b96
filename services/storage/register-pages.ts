/** Lists of the register, counted and page by page. */
import { switchMap, type Observable } from 'rxjs';
import type {
  AccountList,
  PagedList,
  PageRequest,
  RegisterAnswer,
  RegisterLine,
  RegisterPage,
  RegisterPlace,
} from '../ports/practice-register.ts';
import { byPatient } from './by-patient.ts';
import { BY_PATIENT, RECORDS_AND_UNSENT, type Tables } from './database-tables.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { watchedOfEach } from './index-lookups.ts';
import { recordRow } from './record-row.ts';
import { registerLine } from './register-line.ts';
import { rangeOf, stretch, type RegisterRange } from './register-ranges.ts';
import { textsToRead } from './texts-to-read.ts';

export function countOf(
  database: OnlineServicesDatabase,
  list: AccountList,
): Observable<RegisterAnswer<number>> {
  const range = rangeOf(list);
  // Only for a while there may be several sets of codes of one patient.
  return database.live((tables) => stretch(tables, range).count());
}

export function pageOf(
  database: OnlineServicesDatabase,
  list: PagedList,
  request: PageRequest,
): Observable<RegisterAnswer<RegisterPage>> {
  const range = rangeOf(list);
  const pages$ = database.live((tables) =>
    tables.patientRecords.db.transaction('r', [...RECORDS_AND_UNSENT], () =>
      linesFrom(tables, range, request),
    ),
  );
  return pages$.pipe(
    switchMap(async (answer) =>
      answer.available ? { ...answer, value: await opened(database, answer.value) } : answer,
    ),
  );
}

async function opened(
  { seals }: OnlineServicesDatabase,
  page: RegisterPage,
): Promise<RegisterPage> {
  const texts = await textsToRead(seals);
  const lines = page.lines.map(async ({ account, ...line }) =>
    account === undefined ? line : { ...line, account: await texts.body(account) },
  );
  return { ...page, lines: await Promise.all(lines) };
}

async function linesFrom(
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
  const stored = await watchedOfEach(patientRecords, BY_PATIENT, patients);
  const rowsOf = byPatient(stored.map(recordRow));
  return patients.map((patientRef) => registerLine(patientRef, rowsOf.get(patientRef) ?? []));
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
