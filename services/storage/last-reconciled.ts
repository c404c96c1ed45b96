import { NEVER_RECONCILED, type Reconciled } from '../ports/outbox.ts';
import type { Tables } from './database-tables.ts';

/** What was last noted of reconciling. */
export async function lastReconciled({ meta }: Pick<Tables, 'meta'>): Promise<Reconciled> {
  const row = await meta.get('reconciled');
  return row?.name === 'reconciled' ? row.value : NEVER_RECONCILED;
}
