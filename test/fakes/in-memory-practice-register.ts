import { asapScheduler, distinctUntilChanged, map, observeOn, type Observable } from 'rxjs';
import { samePlainData } from '../../services/domain/unsent-work/plain-data.ts';
import type {
  AccountList,
  PagedList,
  PageRequest,
  PracticeRegister,
  RegisterAnswer,
  RegisterKeys,
  RegisterList,
  RegisterOrder,
  RegisterPage,
  RegisterPatient,
  RegisterPlace,
} from '../../services/ports/practice-register.ts';
import { AccountStatus, type PatientRecords } from '../../services/domain/records.ts';
import { patientRecords } from '../../services/storage/patient-records.ts';
import type { StoredRow } from '../../services/storage/record-row.ts';
import { registerLine } from '../../services/storage/register-line.ts';
import { isWaitingAuditRow } from '../../services/storage/unsent-totals.ts';
import type { InMemoryState } from './in-memory-state.ts';

/** The practice's accounts in memory. */
export class InMemoryPracticeRegister implements PracticeRegister {
  readonly isComplete$: Observable<RegisterAnswer<boolean>>;

  constructor(private readonly state: InMemoryState) {
    this.isComplete$ = this.live(() => state.reconciled.finishedOn !== undefined);
  }

  count$(list: AccountList): Observable<RegisterAnswer<number>> {
    return this.live(() => this.keys(list).length);
  }

  page$(list: PagedList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>> {
    return this.live(() => this.page(list, request));
  }

  keys$(list: RegisterList, order?: RegisterOrder): Observable<RegisterAnswer<RegisterKeys>> {
    return this.live(() => ({
      keys: Uint32Array.from(this.listed(list, order)),
      isWhole: true,
    }));
  }

  lines$(
    keys: readonly number[],
  ): Observable<RegisterAnswer<ReadonlyMap<number, RegisterPatient>>> {
    return this.live(() => keys.flatMap((key) => this.patientAt(key))).pipe(
      map((answer) => (answer.available ? { ...answer, value: new Map(answer.value) } : answer)),
    );
  }

  keysOf(patientRefs: readonly string[]): Promise<RegisterAnswer<ReadonlyMap<string, number>>> {
    const { broken } = this.state;
    if (broken !== undefined) return Promise.resolve({ available: false, reason: broken });
    const value = new Map(
      patientRefs.flatMap((patientRef) => {
        const { account } = this.recordsOf(patientRef);
        const row = this.state.storedRows().find(({ body }) => body.id === account?.id);
        return row?.place === undefined ? [] : [[patientRef, row.place] as const];
      }),
    );
    return Promise.resolve({ available: true, value });
  }

  private recordsOf(patientRef: string): PatientRecords {
    return patientRecords(this.state.rows().filter((row) => row.patientRef === patientRef));
  }

  private patientAt(key: number): readonly (readonly [number, RegisterPatient])[] {
    const row = this.state.storedRows().find(({ place }) => place === key);
    const patientRef = row?.body.patientRef;
    if (patientRef === undefined) return [];
    const entries = this.state.entries().filter((entry) => entry.patientRef === patientRef);
    const records = structuredClone(this.recordsOf(patientRef));
    return [[key, { patientRef, records, entries }]];
  }

  /** Keys of a list, sorted anew each time. */
  private listed(list: RegisterList, order: RegisterOrder | undefined): readonly number[] {
    if (list.by === 'unsent') return this.unsent(list.state);
    return this.state
      .storedRows()
      .flatMap((row) => {
        const by = orderIn(list, row);
        return by === undefined ? [] : [[by, row] as const];
      })
      .map(([by, row]) => [order === undefined ? by : rankIn(order, row), row] as const)
      .sort(([one, a], [other, b]) =>
        compare([one, a.body.patientRef ?? ''], [other, b.body.patientRef ?? '']),
      )
      .flatMap(([, { place }]) => place ?? []);
  }

  private page(list: PagedList, { after, size }: PageRequest): RegisterPage {
    const left = this.keys(list).filter((key) => after === undefined || compare(key, after) > 0);
    const shown = left.slice(0, size);
    const next = left.length > size ? shown.at(-1) : undefined;
    const lines = shown.map((key) => {
      const patientRef = String(key.at(-1));
      const rows = this.state.rows().filter((row) => row.patientRef === patientRef);
      return registerLine(patientRef, rows);
    });
    return { lines: structuredClone(lines), ...(next && { next }) };
  }

  /** Places of a list, in order, no two the same. */
  private keys(list: AccountList): readonly RegisterPlace[] {
    const keys = this.rows(list);
    const texts = new Map(keys.map((key) => [JSON.stringify(key), key]));
    return [...texts.values()].sort(compare);
  }

  /** Keys of whoever has unsent work in this state, by any row of theirs. */
  private unsent(state: string): readonly number[] {
    const entries = this.state.queue().filter((entry) => entry.state === state);
    const refs = entries.flatMap((entry) =>
      isWaitingAuditRow(entry) ? [] : (entry.patientRef ?? []),
    );
    const rows = this.state.storedRows();
    return [...new Set(refs)]
      .sort((one, other) => indexedDB.cmp(one, other))
      .flatMap((ref) => rows.find(({ body }) => body.patientRef === ref)?.place ?? []);
  }

  private rows(list: AccountList): readonly RegisterPlace[] {
    return this.state.storedRows().flatMap((row) => {
      const by = orderIn(list, row);
      return by === undefined ? [] : [[by, row.body.patientRef ?? '']];
    });
  }

  private live<T>(ask: () => T): Observable<RegisterAnswer<T>> {
    return this.state.changed$.pipe(
      observeOn(asapScheduler),
      map((): RegisterAnswer<T> => {
        const { broken } = this.state;
        return broken === undefined
          ? { available: true, value: ask() }
          : { available: false, reason: broken };
      }),
      distinctUntilChanged((one, other) => samePlainData(one, other)),
    );
  }
}

/** What orders the row in the list; `undefined` where it is not in it. */
function orderIn(list: AccountList, row: StoredRow): string | number | undefined {
  const { body, changedAt, codesUntil, disabled, unseen } = row;
  if (list.by === 'codes-waiting') {
    return within(codesUntil, list.expiringFrom, list.expiringUntil);
  }
  if (!('accountId' in body)) return undefined;
  switch (list.by) {
    case 'all':
      return body.createdAt;
    case 'status':
      return body.status === list.status ? body.status : undefined;
    case 'disabled':
      return disabled;
    case 'basic':
      return body.kind;
    case 'unseen':
      return unseen;
    case 'account-id':
      return body.accountId.startsWith(list.beginning) ? body.accountId : undefined;
    case 'created':
      return within(body.createdAt, list.from, list.until);
    case 'changed':
      return within(changedAt, list.from, list.until);
  }
}

/** What orders an account among all of them. */
function rankIn(order: RegisterOrder, { body }: StoredRow): string | number {
  if (!('accountId' in body)) return '';
  if (order === 'status') return Object.values(AccountStatus).indexOf(body.status);
  return order === 'created' ? body.createdAt : body.accountId;
}

function within(at: string | undefined, from = '', until = '\uffff'): string | undefined {
  return at !== undefined && at >= from && at <= until ? at : undefined;
}

function compare(one: RegisterPlace, other: RegisterPlace): number {
  return indexedDB.cmp(one, other);
}
