import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { StorageSweeper } from '../../../services/storage/storage-sweeper.ts';
import { accountCreation, audit, shareEverything } from '../../contracts/storage-samples.ts';
import {
  ENVIRONMENT_OF_TESTS,
  newDatabaseName,
  openTab,
  SILENT_LOG,
  type Tab,
} from './temporary-storage.ts';

describe('What is kept, and for how long', () => {
  let databaseName: string;
  let tab: Tab;

  beforeEach(() => {
    databaseName = newDatabaseName();
    tab = openTab(databaseName);
  });
  afterEach(async () => {
    tab.database.close();
    await Dexie.delete(databaseName);
  });

  const sweeperAt = (now: string, isTrusted = true): StorageSweeper =>
    new StorageSweeper(
      tab.database,
      { ...ENVIRONMENT_OF_TESTS, now: () => now, isTimeTrusted: () => isTrusted },
      SILENT_LOG,
    );
  const auditIds = async (): Promise<readonly string[]> => {
    const rows = await tab.records.audit({ limit: 10 });
    return rows.ok ? rows.value.map(({ id }) => id) : [];
  };

  it('is sent audit rows for three months and operations for one; unsent work for as long as it takes', async () => {
    const creation = accountCreation();
    await tab.records.commit(creation);
    await shareEverything(tab);
    await tab.records.recordAudit(audit({ id: 'unsent' }));

    await sweeperAt('2026-03-31T09:00:00.000Z').sweep();
    expect((await tab.records.commit(creation)).ok, 'still known as done').to.equal(true);
    expect(await auditIds()).to.have.members(['audit-1', 'unsent']);

    await sweeperAt('2026-06-02T09:00:00.000Z').sweep();
    expect(await auditIds()).to.deep.equal(['unsent']);
    expect((await tab.entries()).map(({ id }) => id)).to.deep.equal(['unsent']);
    expect((await tab.records.commit(creation)).ok, 'forgotten by now').to.equal(false);
  });

  it('is everything while the time is not known for certain', async () => {
    await tab.records.commit(accountCreation());
    await shareEverything(tab);
    expect(await sweeperAt('2030-01-01T00:00:00.000Z', false).sweep()).to.equal(false);
    expect(await auditIds()).to.deep.equal(['audit-1']);
  });

  it('goes in slices, until nothing is left to clear', async () => {
    await tab.database.write(['operations'], ({ operations }) =>
      operations.bulkAdd(
        Array.from({ length: 450 }, (_, number) => ({
          operationId: `old-${number}`,
          at: '2026-01-01T00:00:00.000Z',
        })),
      ),
    );
    const sweeper = sweeperAt('2026-03-01T00:00:00.000Z');
    const turns = [await sweeper.sweep(), await sweeper.sweep(), await sweeper.sweep()];
    expect(turns).to.deep.equal([true, true, false]);
    const left = await tab.database.read(['operations'], ({ operations }) => operations.count());
    expect(left).to.equal(0);
  });
});
