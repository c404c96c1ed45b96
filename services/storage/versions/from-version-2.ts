import type { Transaction } from 'dexie';
import type { ExchangeReason } from '../../domain/unsent-work/reasons.ts';

/** Why an entry waits or was refused: a sentence up to version 2. */
interface Row {
  reason?: string | ExchangeReason;
}

/** Says why entries wait as a code with facts; what was written as a sentence is kept as one. */
export async function carryOver(transaction: Transaction): Promise<void> {
  await transaction
    .table<Row, number>('outbox')
    .toCollection()
    .modify((row) => {
      if (typeof row.reason === 'string') row.reason = { code: 'as-written', text: row.reason };
    });
}
