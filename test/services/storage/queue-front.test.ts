import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import type { Tables } from '../../../services/storage/database-tables.ts';
import { QueueFront, type ReadyEntries } from '../../../services/storage/queue-front.ts';
import type { QueuedEntry } from '../../../services/storage/queued-entry.ts';
import { account, change, SAM } from '../../contracts/storage-samples.ts';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';

describe('where a long queue begins', () => {
  const databaseName = newDatabaseName();
  let tab: Tab;
  let ready: readonly QueuedEntry[];
  let front: QueueFront;

  beforeEach(async () => {
    front = new QueueFront();
    tab = openTab(databaseName);
    for (const id of ['1', '2', '3']) {
      const body = account({ id, patientRef: id, accountId: id.padStart(12, '0') });
      const write = { after: { kind: 'account' as const, body } };
      await tab.records.commit(change([write], { operationId: id, patientRef: id }));
    }
    ready = await tab.database.read(['outbox'], ({ outbox }) =>
      outbox.filter(({ kind }) => kind === 'account').toArray(),
    );
  });
  afterEach(async () => {
    tab.database.close();
    await Dexie.delete(databaseName);
  });

  const RECORDS = { lane: 'record', staffId: SAM.id } as const;
  const AUDIT = { lane: 'audit', staffId: SAM.id } as const;

  /** What a look at a lane begins with, where only the last entry is of use to who looks. */
  const beginning = (
    lane: typeof RECORDS | typeof AUDIT = RECORDS,
    meanwhile: () => void = () => undefined,
  ): Promise<number | undefined> =>
    tab.database.read(['outbox'], async (tables: Tables) => {
      let begins: number | undefined;
      await front.first(tables, [lane], async (entries: () => ReadyEntries) => {
        const given = await entries().primaryKeys();
        begins = given[0];
        meanwhile();
        return { first: given.at(-1), given };
      });
      return begins;
    });

  it('is where the last look found something', async () => {
    expect(await beginning()).to.equal(ready[0]?.sequence);
    expect(await beginning()).to.equal(ready[2]?.sequence);
  });

  it('is what became ready further in front while it was looked', async () => {
    await beginning();
    await beginning(RECORDS, () => {
      front.written(ready.slice(1, 2));
    });
    expect(await beginning()).to.equal(ready[1]?.sequence);
  });

  it('is asked once of a lane that is empty, as long as another is not', async () => {
    let asked = 0;
    const ask = async (entries: () => ReadyEntries) => {
      asked += 1;
      const given = await entries().primaryKeys();
      return { first: given[0], given };
    };
    const looked = (lanes: readonly (typeof RECORDS | typeof AUDIT)[]) =>
      tab.database.read(['outbox'], async (tables: Tables) => {
        asked = 0;
        return front.first(tables, lanes, ask);
      });
    expect(await looked([AUDIT, RECORDS]), 'records alone').to.have.length(3);
    expect(asked).to.equal(2);
    await tab.database.write(['outbox'], ({ outbox }) => outbox.clear());
    expect(await looked([RECORDS])).to.deep.equal([]);
    expect(asked, 'nothing at all is found: from the very front, too').to.equal(2);
  });

  it('is the very front every so often, for each lane, in whatever order they are looked at', async () => {
    await beginning();
    const begun = new Set<number | undefined>();
    for (let look = 0; look < 64; look += 1) {
      await beginning(AUDIT);
      begun.add(await beginning());
    }
    expect(begun.has(ready[0]?.sequence)).to.equal(true);
  });
});
