import { OutboxState, type UnsentTotals } from '../ports/outbox.ts';
import type { Tables } from './database-tables.ts';
import type { NewEntry } from './queued-entry.ts';

/** Totals of an empty queue. */
export const NOTHING_UNSENT: UnsentTotals = {
  entries: 0,
  toSend: 0,
  waiting: 0,
  needingAttention: 0,
  auditRows: 0,
};

/** Totals of these entries. Of a change, all entries have to be among them. */
export function totalsOf(entries: readonly NewEntry[]): UnsentTotals {
  const changes = new Map<string, boolean>();
  for (const entry of entries) {
    if (isWaitingAuditRow(entry)) continue;
    const { changeId, state } = entry;
    changes.set(changeId, state !== OutboxState.waiting || changes.get(changeId) === true);
  }
  const needingAttention = [...changes.values()].filter((needs) => needs).length;
  return {
    entries: entries.length,
    toSend: entries.filter(({ state }) => state === OutboxState.waiting).length,
    waiting: changes.size - needingAttention,
    needingAttention,
    auditRows: entries.filter(isWaitingAuditRow).length,
  };
}

/** One plus or, with `-1`, minus the other. */
export function combined(one: UnsentTotals, sign: 1 | -1, other: UnsentTotals): UnsentTotals {
  const names = Object.keys(NOTHING_UNSENT) as (keyof UnsentTotals)[];
  const totals = names.map((name) => [name, one[name] + sign * other[name]]);
  return Object.fromEntries(totals) as UnsentTotals;
}

/** Audit rows go out by themselves; only one that was refused is anybody's business. */
export function isWaitingAuditRow({ kind, state }: Pick<NewEntry, 'kind' | 'state'>): boolean {
  return kind === 'audit' && state === OutboxState.waiting;
}

/** Keeps the totals of unsent work in step: counting them anew takes longer, the more there is. */
export async function countUnsent({ meta }: Tables, difference: UnsentTotals): Promise<void> {
  if (Object.values(difference).every((value) => value === 0)) return;
  const totals = combined(await unsentTotals({ meta }), 1, difference);
  await meta.put({ name: 'unsent', totals });
}

/** Totals of all unsent work. */
export async function unsentTotals({ meta }: Pick<Tables, 'meta'>): Promise<UnsentTotals> {
  const row = await meta.get('unsent');
  return row?.name === 'unsent' ? row.totals : NOTHING_UNSENT;
}
