import type { Transaction } from 'dexie';
import type { OutboxEntry } from '../../ports/outbox.ts';
import type { MetaRow } from '../database-tables.ts';
import { ANYBODY, type Turn } from '../queued-entry.ts';

/** An entry up to version 3: an audit row had its turn while its author was signed in. */
interface Row extends Pick<OutboxEntry, 'kind' | 'state'> {
  turn?: Turn;
}

/** Gives audit rows that wait to whoever is signed in, and counts them. */
export async function carryOver(transaction: Transaction): Promise<void> {
  let auditRows = 0;
  await transaction
    .table<Row, number>('outbox')
    .toCollection()
    .filter(({ kind }) => kind === 'audit')
    .modify((row) => {
      if (row.turn !== undefined) row.turn = { ...row.turn, staffId: ANYBODY };
      if (row.state === 'waiting') auditRows += 1;
    });
  const meta = transaction.table<MetaRow, string>('meta');
  const unsent = await meta.get('unsent');
  if (unsent?.name === 'unsent') {
    await meta.put({ name: 'unsent', totals: { ...unsent.totals, auditRows } });
  }
}
