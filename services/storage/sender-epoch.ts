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
export async function requireSenderEpoch(
  tables: Pick<Tables, 'meta'>,
  epoch: number,
): Promise<void> {
  requireCurrent(await currentEpoch(tables), epoch);
}

/** As {@link requireSenderEpoch}, where {@link currentEpoch} has been asked for together with something else. */
export function requireCurrent(current: number, epoch: number): void {
  if (current !== epoch) throw new LeaseLost('Another tab has taken over sending.');
}

/** The epoch of the sender whose turn it is. Inside a transaction only. */
export async function currentEpoch({ meta }: Pick<Tables, 'meta'>): Promise<number> {
  const row = await meta.get('epoch');
  return row?.name === 'epoch' ? row.value : 0;
}
