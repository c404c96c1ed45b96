import { switchMap, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type {
  PageRequest,
  PracticeRegister,
  RegisterAnswer,
  RegisterLine,
  RegisterList,
  RegisterPage,
  RegisterPlace,
} from '../ports/practice-register.ts';
import { BY_PATIENT, RECORDS_AND_UNSENT, type Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { recordRow, type RecordRow } from './record-row.ts';
import { registerLine } from './register-line.ts';
import { rangeOf, type RegisterRange } from './register-ranges.ts';
import { textsToRead } from './texts-to-read.ts';

/** {@link PracticeRegister} in IndexedDB: counts and places by index keys alone, rows of the patients on the page. */
@injectable()
export class DexiePracticeRegister implements PracticeRegister {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
  ) {}

  count$(list: RegisterList): Observable<RegisterAnswer<number>> {
    const range = rangeOf(list);
    // Of one patient there may be several unsent entries, and only for a while several sets of codes.
    return this.database.live(async (tables) =>
      range.table === 'outbox'
        ? (await stretch(tables, range).uniqueKeys()).length
        : stretch(tables, range).count(),
    );
  }

  page$(list: RegisterList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>> {
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

  private async opened(page: RegisterPage): Promise<RegisterPage> {
    const texts = await textsToRead(this.database.seals);
    const lines = page.lines.map(async ({ account, ...line }) =>
      account === undefined ? line : { ...line, account: await texts.body(account) },
    );
    return { ...page, lines: await Promise.all(lines) };
  }
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
  const byPatient = new Map<string, RecordRow[]>();
  for (const row of stored.map(recordRow)) {
    byPatient.set(row.patientRef, [...(byPatient.get(row.patientRef) ?? []), row]);
  }
  return patients.map((patientRef) => registerLine(patientRef, byPatient.get(patientRef) ?? []));
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
