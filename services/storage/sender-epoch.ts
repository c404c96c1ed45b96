import { LeaseLost } from '../ports/outbox.ts';
import type { Tables } from './database-tables.ts';

/** Makes the caller the current sender. Inside a transaction only. */
export async function claimSenderEpoch(tables: Tables): Promise<number> {
  const value = (await currentEpoch(tables)) + 1;
  await tables.meta.put({ name: 'epoch', value });
  return value;
}

/**
 * Throws {@link LeaseLost} unless `epoch` is the current one. Inside the settling transaction only: checked before it,
 * a sender that lost its lease could still write. An emptied database has no epoch, so every sender claims anew.
 */
export async function requireSenderEpoch(tables: Tables, epoch: number): Promise<void> {
  if ((await currentEpoch(tables)) !== epoch) {
    throw new LeaseLost('Another tab has taken over sending.');
  }
}

async function currentEpoch({ meta }: Tables): Promise<number> {
  const row = await meta.get('epoch');
  return row?.name === 'epoch' ? row.value : 0;
}
