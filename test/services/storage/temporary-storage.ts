import { Dexie } from 'dexie';
import type { Environment } from '../../../services/ports/practice-host.ts';
import type { TextSeals } from '../../../services/ports/text-seals.ts';
import { textSeal } from '../../../services/security/text-seal.ts';
import { of } from 'rxjs';
import { DexieJobStore } from '../../../services/storage/dexie-job-store.ts';
import { DexieOutbox } from '../../../services/storage/dexie-outbox.ts';
import { DexiePracticeRegister } from '../../../services/storage/dexie-practice-register.ts';
import { DexiePullJournal } from '../../../services/storage/dexie-pull-journal.ts';
import { DexieRecordStore } from '../../../services/storage/dexie-record-store.ts';
import { DexieSettingsKeeper } from '../../../services/storage/dexie-settings-keeper.ts';
import { DexieSharedSettings } from '../../../services/storage/dexie-shared-settings.ts';
import { DexieUnsentDecisions } from '../../../services/storage/dexie-unsent-decisions.ts';
import { openedBy } from '../../../services/storage/texts-to-read.ts';
import { withoutTurn } from '../../../services/storage/queued-entry.ts';
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

/** Of a host that has no key for what is kept in the browser. */
export const IN_THE_CLEAR: TextSeals = {
  current: () => Promise.resolve(null),
  onCome: () => () => undefined,
};

/** Seals under a key of the host's, as for one who is signed in all the time. */
export async function sealsUnder(key: CryptoKey): Promise<TextSeals> {
  const seal = await textSeal(key);
  return { current: () => Promise.resolve(seal), onCome: () => () => undefined };
}

/** A key as hosts give it. */
export function newStorageKey(): Promise<CryptoKey> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
}

/** A database name nobody else uses. */
export function newDatabaseName(): string {
  return `online-services-test-${crypto.randomUUID()}`;
}

/** One tab's view of a database. */
export interface Tab extends StoragePorts {
  readonly database: OnlineServicesDatabase;
}

/** The adapters of one tab over a database. */
export function openTab(
  databaseName: string,
  Database = OnlineServicesDatabase,
  seals: TextSeals = IN_THE_CLEAR,
): Tab {
  const database = new Database({ databaseName }, SILENT_LOG, seals);
  return {
    database,
    records: new DexieRecordStore(database, ENVIRONMENT_OF_TESTS),
    outbox: new DexieOutbox(database, ENVIRONMENT_OF_TESTS, () => Promise.resolve(WITHDRAWAL)),
    decisions: new DexieUnsentDecisions(database, ENVIRONMENT_OF_TESTS),
    journal: new DexiePullJournal(database),
    register: new DexiePracticeRegister(database),
    settings: settingsIn(database),
    jobs: new DexieJobStore(database),
    entries: async () => {
      const [entries, seal] = await Promise.all([
        database.read(['outbox'], ({ outbox }) => outbox.orderBy('sequence').toArray()),
        seals.current(),
      ]);
      const texts = await openedBy(seal);
      return Promise.all(entries.map((entry) => texts.entry(withoutTurn(entry))));
    },
  };
}

function settingsIn(database: OnlineServicesDatabase): StoragePorts['settings'] {
  const { held$ } = new DexieSharedSettings(database);
  const keeper = new DexieSettingsKeeper(database);
  return { held$, held: () => keeper.held(), keep: (given) => keeper.keep(given) };
}

/** The adapters over a new database that goes away with the test. */
export function openTemporaryStorage(): Promise<StorageUnderTest> {
  return Promise.resolve(temporaryStorage(IN_THE_CLEAR));
}

/** The same, with everything that people type sealed. */
export async function openSealedStorage(): Promise<StorageUnderTest> {
  return temporaryStorage(await sealsUnder(await newStorageKey()));
}

function temporaryStorage(seals: TextSeals): StorageUnderTest {
  const databaseName = newDatabaseName();
  const { database, ...ports } = openTab(databaseName, OnlineServicesDatabase, seals);
  return {
    ...ports,
    async dispose() {
      database.close();
      await Dexie.delete(databaseName);
    },
  };
}
