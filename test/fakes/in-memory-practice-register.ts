import { asapScheduler, distinctUntilChanged, map, observeOn, type Observable } from 'rxjs';
import { samePlainData } from '../../services/domain/unsent-work/plain-data.ts';
import type {
  PageRequest,
  PracticeRegister,
  RegisterAnswer,
  RegisterList,
  RegisterPage,
  RegisterPlace,
} from '../../services/ports/practice-register.ts';
import type { StoredRow } from '../../services/storage/record-row.ts';
import { registerLine } from '../../services/storage/register-line.ts';
import type { InMemoryState } from './in-memory-state.ts';

/** The practice's accounts in memory. */
export class InMemoryPracticeRegister implements PracticeRegister {
  constructor(private readonly state: InMemoryState) {}

  count$(list: RegisterList): Observable<RegisterAnswer<number>> {
    return this.live(() => this.keys(list).length);
  }

  page$(list: RegisterList, request: PageRequest): Observable<RegisterAnswer<RegisterPage>> {
    return this.live(() => this.page(list, request));
  }

  private page(list: RegisterList, { after, size }: PageRequest): RegisterPage {
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
  private keys(list: RegisterList): readonly RegisterPlace[] {
    const keys = list.by === 'unsent' ? this.unsent(list.state) : this.rows(list);
    const texts = new Map(keys.map((key) => [JSON.stringify(key), key]));
    return [...texts.values()].sort(compare);
  }

  private unsent(state: string): readonly RegisterPlace[] {
    return this.state
      .queue()
      .filter((entry) => entry.state === state)
      .flatMap(({ patientRef }) => (patientRef === undefined ? [] : [[state, patientRef]]));
  }

  private rows(list: RegisterList): readonly RegisterPlace[] {
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
function orderIn(list: RegisterList, row: StoredRow): string | number | undefined {
  const { body, changedAt, codesUntil, disabled } = row;
  if (list.by === 'codes-waiting') return within(codesUntil, undefined, list.expiringUntil);
  if (!('accountId' in body)) return undefined;
  switch (list.by) {
    case 'all':
      return body.createdAt;
    case 'status':
      return body.status === list.status ? body.status : undefined;
    case 'disabled':
      return disabled;
    case 'created':
      return within(body.createdAt, list.from, list.until);
    case 'changed':
      return within(changedAt, list.from, list.until);
    case 'unsent':
      return undefined;
  }
}

function within(at: string | undefined, from = '', until = '\uffff'): string | undefined {
  return at !== undefined && at >= from && at <= until ? at : undefined;
}

function compare(one: RegisterPlace, other: RegisterPlace): number {
  return indexedDB.cmp(one, other);
}
