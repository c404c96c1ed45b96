import type { ExchangeReason } from '../../domain/unsent-work/reasons.ts';
import type { SchemaVersion } from './schema-version.ts';

/** Why an entry waits or was refused: a sentence up to version 2. */
interface Row {
  reason?: string | ExchangeReason;
}

/** Why an entry waits or was refused is a code with facts, to be said in any language. Sentences are kept as they are. */
export const VERSION_3: SchemaVersion = {
  version: 3,
  stores: {},
  upgrade: (transaction) =>
    transaction
      .table<Row, number>('outbox')
      .toCollection()
      .modify((row) => {
        if (typeof row.reason === 'string') row.reason = { code: 'as-written', text: row.reason };
      }),
};
