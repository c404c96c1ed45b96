import { accountCreation, until } from '../../contracts/storage-samples.ts';
import { openTab } from './temporary-storage.ts';

/*
 * Runs in a frame, which is another tab as far as IndexedDB and Dexie can tell. The frame's name is the database's:
 * commits an account, waits until the account is shared, then closes.
 */
const tab = openTab(window.name);
await tab.records.commit(accountCreation());
await until(tab.outbox.totals$, ({ entries }) => entries === 0);
tab.database.close();
document.title = 'closed';
