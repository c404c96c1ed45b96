import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import sinon from 'sinon';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';

describe('what is read at one moment', () => {
  let databaseName: string;
  let tab: Tab;

  beforeEach(async () => {
    databaseName = newDatabaseName();
    tab = openTab(databaseName);
    await tab.database.write(['meta'], ({ meta }) => meta.put({ name: 'epoch', value: 7 }));
  });
  afterEach(async () => {
    sinon.restore();
    tab.database.close();
    await Dexie.delete(databaseName);
  });

  function epoch(): Promise<unknown> {
    return tab.database.read(['meta'], ({ meta }) => meta.get('epoch'));
  }

  function count(): Promise<number> {
    return tab.database.read(['outbox'], ({ outbox }) => outbox.count());
  }

  it('is read in one transaction for each choice of tables, and told to each who asked', async () => {
    // A connection keeps what it was made with.
    tab.database.close();
    const opened = sinon.spy(IDBDatabase.prototype, 'transaction');
    tab = openTab(databaseName);
    await epoch();
    opened.resetHistory();
    const told = await Promise.all([epoch(), count(), epoch(), count()]);
    expect(told).to.deep.equal([{ name: 'epoch', value: 7 }, 0, { name: 'epoch', value: 7 }, 0]);
    expect(opened.args.map(([stores]) => stores)).to.deep.equal([['meta'], ['outbox']]);
    await epoch();
    expect(opened.callCount, 'with what is asked later').to.equal(3);
  });

  it('is told to all others where one read throws', async () => {
    const refusal = new Error('An older lead.');
    const [before, thrown, rejected, after] = await Promise.allSettled([
      epoch(),
      tab.database.read(['meta'], () => {
        throw refusal;
      }),
      tab.database.read(['meta'], async ({ meta }) => {
        await meta.get('epoch');
        throw refusal;
      }),
      epoch(),
    ]);
    expect([before.status, after.status]).to.deep.equal(['fulfilled', 'fulfilled']);
    for (const each of [thrown, rejected]) {
      expect(each).to.deep.include({ status: 'rejected', reason: refusal });
    }
  });

  it('is refused to all when the database is closed', async () => {
    tab.database.close();
    const told = await Promise.allSettled([epoch(), epoch(), count()]);
    expect(told.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
  });
});
