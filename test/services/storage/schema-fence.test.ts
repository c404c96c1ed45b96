import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import type { OutboxEntry } from '../../../services/ports/outbox.ts';
import { OnlineServicesDatabase } from '../../../services/storage/online-services-database.ts';
import type { SchemaVersion } from '../../../services/storage/versions/schema-version.ts';
import {
  PATIENT,
  accountCreation,
  account,
  accountWrite,
  change,
  entriesNow,
  until,
} from '../../contracts/storage-samples.ts';
import { VERSION_2 } from '../../../services/storage/versions/version-2.ts';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';
import { sentenceOf } from '../../words-at-hand.ts';

/** The product as it may be some day: its rows have a shape today's code knows nothing of. */
class NextDatabase extends OnlineServicesDatabase {
  protected override get ladder(): readonly SchemaVersion[] {
    const next: SchemaVersion = {
      version: super.ladder.length + 1,
      // An index goes: today's code, let in, would put it back.
      stores: {
        outbox: `${VERSION_2.stores.outbox ?? ''}, priority`,
        patientRecords: '++place, body.patientRef, [kind+server.id+server.versionId]',
      },
      carryOver: () =>
        Promise.resolve({
          carryOver: (transaction) =>
            transaction.table('outbox').toCollection().modify({ priority: 1 }),
        }),
    };
    return [...super.ladder, next];
  }
}

describe('schema of browser storage', () => {
  let databaseName: string;
  let tabs: Tab[];

  const open = (Database = OnlineServicesDatabase): Tab => {
    const tab = openTab(databaseName, Database);
    tabs.push(tab);
    return tab;
  };

  beforeEach(() => {
    databaseName = newDatabaseName();
    tabs = [];
  });

  afterEach(async () => {
    tabs.forEach(({ database }) => {
      database.close();
    });
    await Dexie.delete(databaseName);
  });

  it('carries unsent work over an upgrade', async () => {
    const old = open();
    await old.records.commit(accountCreation());
    const before = await entriesNow(old);

    const next = open(NextDatabase);

    const after = await entriesNow(next);
    expect(after).to.deep.equal(before.map((entry) => ({ ...entry, priority: 1 })));
    const result = await next.records.read(PATIENT);
    expect(result.ok && result.value.account).to.deep.equal(account());
  });

  it('stops an old tab for good when a new one upgrades: it writes nothing into the new database', async () => {
    const old = open();
    await old.records.commit(accountCreation());
    const stopped = until(old.records.watch(PATIENT), ({ available }) => !available);
    await until(old.records.watch(PATIENT), ({ available }) => available);

    const next = open(NextDatabase);
    await next.outbox.claimEpoch();

    const last = await stopped;
    expect(!last.available && sentenceOf(last.reason)).to.contain('Reload this page');
    const late = await old.records.commit(
      change([accountWrite(account(), account({ enabled: false }))]),
    );
    expect(!late.ok && late.failure.kind).to.equal('storage-unavailable');
    expect(!late.ok && sentenceOf(late.failure.reason)).to.contain('Reload this page');
    const entries = await entriesNow(next);
    expect(entries.filter(isOldShape)).to.deep.equal([]);
    expect(entries.length).to.equal(4);
  });

  it('does not wait for a tab that writes: what it began before is carried over whole', async () => {
    const old = open();
    await old.records.read(PATIENT);
    const next = open(NextDatabase);

    const [committed, entries] = await Promise.all([
      old.records.commit(accountCreation()),
      entriesNow(next),
    ]);

    expect(entries.length).to.equal(committed.ok ? 4 : 0);
    expect(entries.filter(isOldShape)).to.deep.equal([]);
  });

  it('refuses to open a database newer than the code, and leaves it as it is', async () => {
    const next = open(NextDatabase);
    await next.records.commit(accountCreation());
    next.database.close();
    const versionBefore = await nativeVersion();

    const old = open();
    const refused = await old.records.read(PATIENT);

    expect(!refused.ok && sentenceOf(refused.failure.reason)).to.contain('newer version');
    const watched = await until(old.records.watch(PATIENT), () => true);
    expect(!watched.available && sentenceOf(watched.reason)).to.contain('Reload this page');
    expect((await old.records.commit(accountCreation())).ok).to.equal(false);
    expect(await nativeVersion()).to.equal(versionBefore);
    expect(OnlineServicesDatabase.openCount).to.equal(0);
  });

  async function nativeVersion(): Promise<number | undefined> {
    const databases = await indexedDB.databases();
    return databases.find(({ name }) => name === databaseName)?.version;
  }
});

function isOldShape(entry: OutboxEntry): boolean {
  return !('priority' in entry);
}
