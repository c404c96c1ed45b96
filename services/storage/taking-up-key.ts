import type { TextSeal } from '../ports/text-seals.ts';
import { SEALED_LATER } from './database-tables.ts';
import type { OnlineServicesDatabase } from './online-services-database.ts';
import { sealUnsent } from './sealing-in-place.ts';
import { claimSenderEpoch } from './sender-epoch.ts';
import { markOf } from './storage-mark.ts';

/**
 * From now on texts are sealed under this key; `before`: the mark of the one up to now. Unsent work in the clear is
 * sealed at once; records follow in the background. After a change of keys everything is fetched anew, by a new sender,
 * and takes the place of what can no longer be opened.
 */
export async function takeUpKey(
  database: OnlineServicesDatabase,
  seal: TextSeal | null,
  before: string,
): Promise<void> {
  const mark = seal?.mark ?? '';
  if (before === mark) return;
  if (seal !== null) await sealUnsent(database, seal);
  await database.writeAhead(['cursors', 'meta'], async (tables) => {
    // Another tab may have been quicker.
    if ((await markOf(tables)) !== before) return;
    await tables.meta.put({ name: 'sealed', mark });
    if (before === '') {
      await tables.meta.put({ name: 'sealing', table: SEALED_LATER[0], after: -1 });
    } else if ((await tables.cursors.count()) > 0) {
      await tables.cursors.clear();
      await claimSenderEpoch(tables);
    }
  });
}
