import { Dexie } from 'dexie';
import type { RegisterList } from '../ports/practice-register.ts';

/** Where a list of the register is found: a stretch of one index, whose last part is the patient. */
export interface RegisterRange {
  readonly table: 'patientRecords' | 'outbox';
  readonly index: string;
  readonly lower: readonly unknown[];
  readonly upper: readonly unknown[];
}

/** Comes after every text. */
const LAST = Dexie.maxKey;

/** The stretch of a list. */
export function rangeOf(list: RegisterList): RegisterRange {
  switch (list.by) {
    case 'all':
      return accounts('[body.createdAt+body.patientRef]', [''], [LAST]);
    case 'status':
      return accounts('[body.status+body.patientRef]', [list.status, ''], [list.status, LAST]);
    case 'disabled':
      return accounts('[disabled+body.patientRef]', [1, ''], [1, LAST]);
    case 'codes-waiting':
      return accounts('[codesUntil+body.patientRef]', [''], [list.expiringUntil ?? LAST, LAST]);
    case 'created':
      return accounts('[body.createdAt+body.patientRef]', ...between(list));
    case 'changed':
      return accounts('[changedAt+body.patientRef]', ...between(list));
    case 'unsent':
      return {
        table: 'outbox',
        index: '[state+patientRef]',
        lower: [list.state, ''],
        upper: [list.state, LAST],
      };
  }
}

function accounts(
  index: string,
  lower: readonly unknown[],
  upper: readonly unknown[],
): RegisterRange {
  return { table: 'patientRecords', index, lower, upper };
}

function between(range: {
  readonly from?: string;
  readonly until?: string;
}): [readonly unknown[], readonly unknown[]] {
  return [[range.from ?? ''], [range.until ?? LAST, LAST]];
}
