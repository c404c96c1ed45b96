import { Dexie, type Collection } from 'dexie';
import { OutboxState } from '../ports/outbox.ts';
import type { AccountList, RegisterPlace } from '../ports/practice-register.ts';
import { UNSENT, type Tables } from './database-tables.ts';
import type { NewEntry, QueuedEntry } from './queued-entry.ts';
import type { StoredRow } from './record-row.ts';

/** Where a list of accounts is found: a stretch of one index, whose last part is the patient, if it has parts. */
export interface RegisterRange {
  readonly index: string;
  readonly lower: readonly unknown[] | string;
  readonly upper: readonly unknown[] | string;
}

/** Comes after every text. */
const LAST = Dexie.maxKey;

/** The stretch of a list. */
export function rangeOf(list: AccountList): RegisterRange {
  switch (list.by) {
    case 'all':
      return accounts('[body.createdAt+body.patientRef]', [''], [LAST]);
    case 'status':
      return accounts('[body.status+body.patientRef]', [list.status, ''], [list.status, LAST]);
    case 'disabled':
      return accounts('[disabled+body.patientRef]', [1, ''], [1, LAST]);
    case 'basic':
      return accounts('[body.kind+body.patientRef]', ['osu', ''], ['osu', LAST]);
    case 'unseen':
      return accounts('[unseen+body.patientRef]', [1, ''], [1, LAST]);
    case 'codes-waiting':
      return accounts(
        '[codesUntil+body.patientRef]',
        [list.expiringFrom ?? ''],
        [list.expiringUntil ?? LAST, LAST],
      );
    case 'account-id':
      return accounts('body.accountId', list.beginning, `${list.beginning}\uffff`);
    case 'created':
      return accounts('[body.createdAt+body.patientRef]', ...between(list));
    case 'changed':
      return accounts('[changedAt+body.patientRef]', ...between(list));
  }
}

/** The rows of a list, behind a place where one is given. */
export function stretch(
  { patientRecords }: Pick<Tables, 'patientRecords'>,
  { index, lower, upper }: RegisterRange,
  after?: RegisterPlace,
): Collection<StoredRow, number> {
  return patientRecords.where(index).between(after ?? lower, upper, after === undefined, true);
}

/** Unsent work in this state, by kind and patient. Audit rows that only wait go by themselves, and nobody looks for them. */
export function unsentIn(
  { outbox }: Pick<Tables, 'outbox'>,
  state: OutboxState,
): readonly Collection<QueuedEntry, number, NewEntry>[] {
  const between = (lower: readonly unknown[], upper: readonly unknown[]) =>
    outbox.where(UNSENT).between(lower, upper, true, true);
  return state === OutboxState.waiting
    ? [between([state], [state, 'audit']), between([state, 'audit', LAST], [state, LAST])]
    : [between([state], [state, LAST])];
}

function accounts(
  index: string,
  lower: RegisterRange['lower'],
  upper: RegisterRange['upper'],
): RegisterRange {
  return { index, lower, upper };
}

function between(range: {
  readonly from?: string;
  readonly until?: string;
}): [readonly unknown[], readonly unknown[]] {
  return [[range.from ?? ''], [range.until ?? LAST, LAST]];
}
