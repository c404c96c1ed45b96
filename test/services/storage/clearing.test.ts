import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import { LeaseLost } from '../../../services/ports/outbox.ts';
import { clearAll, forgetShared } from '../../../services/storage/clearing.ts';
import {
  account,
  accountCreation,
  audit,
  identityCheck,
  PATIENT,
  remote,
  shareEverything,
  until,
} from '../../contracts/storage-samples.ts';
import { newDatabaseName, openTab, type Tab } from './temporary-storage.ts';

const OTHER = 'patient-2';

describe('Clearing a workstation', () => {
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

  const accountOf = async (patientRef: string) => {
    const read = await tab.records.read(patientRef);
    return read.ok ? read.value.account : undefined;
  };
  const isComplete = async (): Promise<boolean> => {
    const stored = await until(tab.records.watch(PATIENT), ({ available }) => available);
    return stored.available && stored.isComplete;
  };
  /** One patient with an account that is shared, another with unsent work, everything fetched once. */
  async function atWork(): Promise<number> {
    await tab.records.commit(accountCreation());
    const epoch = await shareEverything(tab);
    const other = remote('account', account({ id: 'account-2', patientRef: OTHER }), 1);
    await tab.journal.applyPage(
      { kind: 'account', records: [other], quarantined: [], cursor: '2026-03-01T10:00:00.000Z' },
      epoch,
    );
    await tab.journal.noteReconciled({ finishedOn: '2026-03-01', findings: { missing: 0 } }, epoch);
    return epoch;
  }
  const leaveUnsent = () =>
    tab.records.commit(
      accountCreation({
        writes: [{ after: { kind: 'identity-check', body: identityCheck() } }],
        audit: [audit({ id: 'audit-2' })],
      }),
    );

  it('leaves nothing, and is seen at once by whoever looks', async () => {
    await atWork();
    const watched = tab.records.watch(PATIENT);
    await until(watched, (stored) => stored.available && stored.records.account !== undefined);
    const seen = until(watched, (stored) => stored.available && !stored.records.account);
    expect(await clearAll(tab.database, { dropUnsent: false })).to.deep.equal({
      cleared: true,
      unsent: 0,
    });
    await seen;
    expect(await accountOf(OTHER)).to.equal(undefined);
    expect(await tab.journal.cursor('account')).to.equal(undefined);
    expect(await isComplete()).to.equal(false);
  });

  it('says how much is unsent, and does nothing, until that is to be dropped', async () => {
    await atWork();
    await leaveUnsent();
    expect(await clearAll(tab.database, { dropUnsent: false })).to.deep.equal({
      cleared: false,
      unsent: 2,
    });
    expect((await tab.entries()).length).to.equal(2);
    expect(await accountOf(OTHER)).not.to.equal(undefined);
    expect(await isComplete()).to.equal(true);

    expect(await clearAll(tab.database, { dropUnsent: true })).to.deep.equal({
      cleared: true,
      unsent: 2,
    });
    expect(await tab.entries()).to.deep.equal([]);
    const totals = await until(tab.outbox.totals$, () => true);
    expect(totals.entries).to.equal(0);
  });

  it('of what is shared keeps unsent work with its patient, and does not claim to have everything', async () => {
    await atWork();
    await leaveUnsent();
    await forgetShared(tab.database);
    expect(await accountOf(OTHER)).to.equal(undefined);
    expect((await accountOf(PATIENT))?.id).to.equal('account-1');
    expect((await tab.entries()).length).to.equal(2);
    expect(await isComplete(), 'an account may exist all the same').to.equal(false);
    const audits = await tab.records.audit({ limit: 9 });
    expect(audits.ok && audits.value.map(({ id }) => id)).to.deep.equal(['audit-2']);
  });

  for (const [what, clear] of [
    ['everything', (): Promise<unknown> => clearAll(tab.database, { dropUnsent: true })],
    ['what is shared', (): Promise<unknown> => forgetShared(tab.database)],
  ] as const) {
    it(`of ${what} is not undone by a page that was on its way`, async () => {
      const epoch = await atWork();
      await clear();
      const late = remote('account', account({ id: 'account-3', patientRef: OTHER }), 1);
      const stored = await tab.journal
        .applyPage({ kind: 'account', records: [late], quarantined: [] }, epoch)
        .catch((error: unknown) => error);
      expect(stored).to.be.instanceOf(LeaseLost);
      expect(await accountOf(OTHER)).to.equal(undefined);
    });
  }
});
