import { Dexie } from 'dexie';
import type { Environment } from '../../../services/ports/practice-host.ts';
import { of } from 'rxjs';
import { DexieOutbox } from '../../../services/storage/dexie-outbox.ts';
import { DexiePracticeRegister } from '../../../services/storage/dexie-practice-register.ts';
import { DexiePullJournal } from '../../../services/storage/dexie-pull-journal.ts';
import { DexieRecordStore } from '../../../services/storage/dexie-record-store.ts';
import { DexieUnsentDecisions } from '../../../services/storage/dexie-unsent-decisions.ts';
import { withoutTurn } from '../../../services/storage/send-queue.ts';
import { OnlineServicesDatabase } from '../../../services/storage/online-services-database.ts';
import type { StoragePorts, StorageUnderTest } from '../../contracts/storage-samples.ts';
import { WITHDRAWAL } from '../../fakes/withdrawal-words.ts';

export const ENVIRONMENT_OF_TESTS: Environment = {
  now: () => '2026-03-01T09:30:00.000Z',
  today: () => '2026-03-01',
  isTimeTrusted: () => false,
  elapsed: () => performance.now(),
  newId: () => crypto.randomUUID(),
  online$: of(true),
};

export const SILENT_LOG = { write: (): void => undefined };

/** A database name nobody else uses. */
export function newDatabaseName(): string {
  return `online-services-test-${crypto.randomUUID()}`;
}

/** One tab's view of a database. */
export interface Tab extends StoragePorts {
  readonly database: OnlineServicesDatabase;
}

/** The adapters of one tab over a database. */
export function openTab(databaseName: string, Database = OnlineServicesDatabase): Tab {
  const database = new Database({ databaseName }, SILENT_LOG);
  return {
    database,
    records: new DexieRecordStore(database, ENVIRONMENT_OF_TESTS),
    outbox: new DexieOutbox(database, ENVIRONMENT_OF_TESTS, WITHDRAWAL),
    decisions: new DexieUnsentDecisions(database, ENVIRONMENT_OF_TESTS),
    journal: new DexiePullJournal(database),
    register: new DexiePracticeRegister(database),
    entries: () =>
      database.read(['outbox'], async ({ outbox }) =>
        (await outbox.orderBy('sequence').toArray()).map(withoutTurn),
      ),
  };
}

/** The adapters over a new database that goes away with the test. */
export function openTemporaryStorage(): Promise<StorageUnderTest> {
  const databaseName = newDatabaseName();
  const { database, ...ports } = openTab(databaseName);
  return Promise.resolve({
    ...ports,
    async dispose() {
      database.close();
      await Dexie.delete(databaseName);
    },
  });
}
