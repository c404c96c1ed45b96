/** Clearing what the plugin keeps in this browser, whether or not it is active. Loaded when it is due. */
import { clearAll, forgetShared } from '../services/storage/clearing.ts';
import { isKeptHere } from '../services/storage/kept-here.ts';
import { OnlineServicesDatabase } from '../services/storage/online-services-database.ts';
import { UnsentMarker } from '../services/storage/unsent-marker.ts';
import { databaseName } from './database-name.ts';
import type { ClearedWorkstation, HostApi, HostOfStorage } from './host-api.ts';

const NOTHING: ClearedWorkstation = { cleared: true, unsent: 0 };

/** See `PluginModule.clearWorkstation`. */
export function clearEverything(
  host: HostOfStorage,
  dropUnsent: boolean,
): Promise<ClearedWorkstation> {
  return withDatabase(host, NOTHING, async (database, marker) => {
    const clearance = await clearAll(database, { dropUnsent });
    if (!clearance.cleared) return clearance;
    marker.set(false);
    if (clearance.unsent > 0) {
      host.log.write('warn', 'Unsent work was dropped with all that was kept here.', {
        unsent: clearance.unsent,
      });
    }
    return clearance;
  });
}

/** The practice has switched the plugin off: only unsent work stays, until it is sent. */
export function clearWhatIsShared(host: HostApi): Promise<void> {
  return withDatabase(host, undefined, async (database) => {
    const { cleared, unsent } = await clearAll(database, { dropUnsent: false });
    if (cleared) return;
    await forgetShared(database);
    host.log.write('warn', 'Online Services is switched off, and work is left unsent.', { unsent });
  });
}

async function withDatabase<T>(
  host: HostOfStorage,
  without: T,
  work: (database: OnlineServicesDatabase, marker: UnsentMarker) => Promise<T>,
): Promise<T> {
  const name = databaseName(host);
  if (!(await isKeptHere(name))) return without;
  // Nothing is read here that would have to be opened.
  const seals = { current: () => Promise.resolve(null), onCome: () => () => undefined };
  const database = new OnlineServicesDatabase({ databaseName: name }, host.log, seals);
  try {
    return await work(database, new UnsentMarker(name));
  } finally {
    database.close();
  }
}
