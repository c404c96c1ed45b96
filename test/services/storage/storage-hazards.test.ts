import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import sinon from 'sinon';
import { firstValueFrom, Subject, takeUntil, toArray } from 'rxjs';
import { LeaseLost } from '../../../services/ports/outbox.ts';
import type { StoredPatient } from '../../../services/ports/record-store.ts';
import { STAFF_WORK } from '../../../services/storage/database-tables.ts';
import { OnlineServicesDatabase } from '../../../services/storage/online-services-database.ts';
import type { StoredRow } from '../../../services/storage/record-row.ts';
import {
  PATIENT,
  account,
  accountCreation,
  entriesNow,
  remote,
  until,
} from '../../contracts/storage-samples.ts';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';
import { sentenceOf } from '../../words-at-hand.ts';

describe('browser storage', () => {
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
    sinon.restore();
    tabs.forEach(({ database }) => {
      database.close();
    });
    await Dexie.delete(databaseName);
    expect(OnlineServicesDatabase.openCount).to.equal(0);
  });

  it('is not opened before it is used', async () => {
    const { records } = open();
    records.watch(PATIENT);
    expect(OnlineServicesDatabase.openCount).to.equal(0);
    expect(await databaseExists()).to.equal(false);
    await records.read(PATIENT);
    expect(OnlineServicesDatabase.openCount).to.equal(1);
    expect(await databaseExists()).to.equal(true);
  });

  it('asks for writes that survive a power cut', async () => {
    const transaction = sinon.spy(IDBDatabase.prototype, 'transaction');
    await open().records.commit(accountCreation());
    const writing = transaction.getCalls().filter(({ args }) => args[1] === 'readwrite');
    expect(writing.length).to.equal(1);
    expect(writing[0]?.args[2]).to.deep.equal({ durability: 'strict' });
  });

  for (const store of STAFF_WORK) {
    it(`writes nothing of a change when ${store} cannot be written`, async () => {
      const tab = open();
      const { records } = tab;
      const mend = failWritesTo(store, 'UnknownError');

      const result = await records.commit(accountCreation());

      expect(!result.ok && result.failure.kind).to.equal('storage-unavailable');
      mend();
      expect(await entriesNow(tab)).to.deep.equal([]);
      expect(await accountIn(records)).to.equal(undefined);
      const audits = await records.audit({ limit: 5 });
      expect(audits.ok && audits.value).to.deep.equal([]);
      expect((await records.commit(accountCreation())).ok).to.equal(true);
    });
  }

  it('writes nothing when a transaction throws after its first write, and tells nobody of it', async () => {
    const { database, records } = open();
    const end = new Subject<void>();
    const seen = firstValueFrom(records.watch(PATIENT).pipe(takeUntil(end), toArray()));
    await until(records.watch(PATIENT), ({ available }) => available);

    const failed = database.write(STAFF_WORK, async (tables) => {
      await tables.patientRecords.add(accountRow());
      throw new RangeError('half way');
    });

    expect(await failureOf(failed)).to.be.instanceOf(RangeError);
    await database.write(['meta'], (tables) => tables.meta.put({ name: 'epoch', value: 1 }));
    expect(await accountIn(records)).to.equal(undefined);
    end.next();
    expect((await seen).filter(hasAccount)).to.deep.equal([]);
  });

  it('says in words when the disk is full', async () => {
    const { records } = open();
    failWritesTo('patientRecords', 'QuotaExceededError');
    const result = await records.commit(accountCreation());
    expect(!result.ok && sentenceOf(result.failure.reason)).to.contain('no room left');
  });

  it('shows one tab what another one has committed', async () => {
    const [here, there] = [open(), open()];
    const seen = until(here.records.watch(PATIENT), hasAccount);
    await there.records.commit(accountCreation());
    expect((await seen).available).to.equal(true);
    expect((await entriesNow(here)).length).to.equal(4);
  });

  it('makes one change of one operation sent from two tabs, many times at once', async () => {
    const [here, there] = [open(), open()];
    const creation = accountCreation();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, click) => (click % 2 ? here : there).records.commit(creation)),
    );
    expect(results.every(({ ok }) => ok)).to.equal(true);
    expect((await entriesNow(here)).length).to.equal(4);
  });

  it('lets one of two tabs create the account when both try', async () => {
    const [here, there] = [open(), open()];
    const results = await Promise.all([
      here.records.commit(accountCreation()),
      there.records.commit(accountCreation()),
    ]);
    expect(results.filter(({ ok }) => ok).length).to.equal(1);
    expect((await entriesNow(here)).length).to.equal(4);
  });

  it('says so on screen when reading fails, and recovers by itself', async () => {
    const { records } = open();
    const seen: StoredPatient[] = [];
    const subscription = records.watch(PATIENT).subscribe((stored) => seen.push(stored));
    await until(records.watch(PATIENT), ({ available }) => available);
    const reading = sinon
      .stub(IDBTransaction.prototype, 'objectStore')
      .throws(new DOMException('Connection lost', 'UnknownError'));

    const failing = await until(records.watch(PATIENT), ({ available }) => !available);
    expect(!failing.available && sentenceOf(failing.reason)).to.contain('cannot be kept');
    reading.restore();
    await records.commit(accountCreation());

    await until(records.watch(PATIENT), hasAccount);
    subscription.unsubscribe();
    expect(seen.some(hasAccount)).to.equal(true);
  });

  it('turns a failure of a running query into a visible state, then shows the change it missed', async () => {
    const { database } = open();
    let broken = false;
    const answers = database.live(async (tables) => {
      if (broken) throw new DOMException('Aborted', 'AbortError');
      return tables.patientRecords.count();
    });
    const seen: string[] = [];
    const subscription = answers.subscribe((answer) =>
      seen.push(answer.available ? String(answer.value) : 'unavailable'),
    );
    const add = (id: string): Promise<unknown> =>
      database.write(['patientRecords'], ({ patientRecords }) =>
        patientRecords.add(accountRow(id)),
      );
    await reached(() => seen.at(-1) === '0');
    broken = true;
    await add('one');
    await reached(() => seen.at(-1) === 'unavailable');
    broken = false;
    await reached(() => seen.at(-1) === '1');
    await add('two');
    await reached(() => seen.at(-1) === '2');
    subscription.unsubscribe();
    expect(seen).to.deep.equal(['0', 'unavailable', '1', '2']);
  });

  it('tells whoever watches that it has been closed', async () => {
    const { database, records } = open();
    const watched = records.watch(PATIENT);
    await until(watched, ({ available }) => available);
    const closed = until(watched, ({ available }) => !available);
    database.close();
    const last = await closed;
    expect(!last.available && sentenceOf(last.reason)).to.contain('closed');
    const refused = await records.commit(accountCreation());
    expect(!refused.ok && refused.failure.kind).to.equal('storage-unavailable');
  });

  it('starts anew when its data has been cleared: the pull begins again, no stale sender goes on', async () => {
    const { records, outbox, journal } = open();
    const epoch = await outbox.claimEpoch();
    const page = {
      kind: 'account' as const,
      records: [remote('account', account(), 1)],
      quarantined: [],
      cursor: '2026-03-01T10:00:01.000Z',
    };
    await journal.applyPage(page, epoch);
    await until(records.watch(PATIENT), hasAccount);
    const emptied = until(records.watch(PATIENT), (stored) => !hasAccount(stored));

    await Dexie.delete(databaseName);

    expect((await emptied).available).to.equal(true);
    expect(await journal.cursor('account')).to.equal(undefined);
    expect(await failureOf(journal.applyPage(page, epoch))).to.be.instanceOf(LeaseLost);
    await journal.applyPage(page, await outbox.claimEpoch());
    expect(await accountIn(records)).to.deep.equal(account());
  });

  /** Makes every write to one object store fail as a browser does; gives what mends it. */
  function failWritesTo(store: string, error: string): () => void {
    const stubs = (['add', 'put'] as const).map((method) => {
      const stub = sinon.stub(IDBObjectStore.prototype, method);
      stub.callsFake(function (this: IDBObjectStore, ...args) {
        if (this.name === store) throw new DOMException('On purpose', error);
        return stub.wrappedMethod.apply(this, args);
      });
      return stub;
    });
    return () => {
      stubs.forEach((stub) => {
        stub.restore();
      });
    };
  }

  async function databaseExists(): Promise<boolean> {
    return (await indexedDB.databases()).some(({ name }) => name === databaseName);
  }
});

function hasAccount(stored: StoredPatient): boolean {
  return stored.available && stored.records.account !== undefined;
}

function accountRow(id = 'account-1'): StoredRow {
  return { kind: 'account', body: account({ id }) };
}

async function accountIn(records: Tab['records']): Promise<unknown> {
  const result = await records.read(PATIENT);
  return result.ok ? result.value.account : result.failure;
}

/** Waits for a condition; the test's time limit ends it otherwise. */
async function reached(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
