import { expect } from '@open-wc/testing';
import { Dexie } from 'dexie';
import sinon from 'sinon';
import { container } from 'tsyringe';
import { LazyServices } from '../../plugin/lazy-services.ts';
import { activate, clearWorkstation, deactivate } from '../../plugin/main.ts';
import { databaseName } from '../../plugin/database-name.ts';
import { accountCreation, PATIENT, shareEverything } from '../contracts/storage-samples.ts';
import { FakeHost, RECEPTIONIST } from '../fakes/fake-host.ts';
import { checkIdentity, readyTab } from '../fakes/product.ts';
import { openTab, type Tab } from '../services/storage/temporary-storage.ts';
import { waitUntil } from '../wait-until.ts';

const ACTIVATED = 'onlineServices.activated';

describe('What lies on the workstation', () => {
  let host: FakeHost;
  let tab: Tab;

  beforeEach(async () => {
    sinon.stub(globalThis, 'fetch').rejects(new TypeError('There is no network.'));
    host = new FakeHost();
    await host.settings.update(ACTIVATED, true);
    tab = openTab(databaseName(host));
  });
  afterEach(async () => {
    await deactivate();
    sinon.restore();
    tab.database.close();
    await Dexie.delete(databaseName(host));
  });

  const isAccountHere = async (): Promise<boolean> => {
    const read = await tab.records.read(PATIENT);
    return read.ok && read.value.account !== undefined;
  };
  const haveShared = async (): Promise<void> => {
    await tab.records.commit(accountCreation());
    await shareEverything(tab);
  };
  /** The product at work, with everything but its screens. */
  async function atWork(): Promise<LazyServices> {
    const lazy = new LazyServices(host, container.createChildContainer());
    const services = await lazy.get();
    await checkIdentity({ services, tab: () => readyTab(services) });
    return lazy;
  }

  it('is cleared by one call of the host, active or not; where there is nothing, none is made', async () => {
    const other = new FakeHost();
    expect(await clearWorkstation(other)).to.deep.equal({ cleared: true, unsent: 0 });
    expect(await Dexie.exists(databaseName(other))).to.equal(false);

    await haveShared();
    expect(await clearWorkstation(host)).to.deep.equal({ cleared: true, unsent: 0 });
    expect(await isAccountHere()).to.equal(false);

    await haveShared();
    await activate(host);
    expect(await clearWorkstation(host)).to.deep.equal({ cleared: true, unsent: 0 });
    expect(await isAccountHere()).to.equal(false);
  });

  it('is not cleared while work is unsent, unless that is said; then the log says how much went', async () => {
    await tab.records.commit(accountCreation());
    expect(await clearWorkstation(host)).to.deep.equal({ cleared: false, unsent: 4 });
    expect((await tab.entries()).length).to.equal(4);
    expect(host.logLines).to.deep.equal([]);
    expect(await clearWorkstation(host, { dropUnsent: true })).to.deep.equal({
      cleared: true,
      unsent: 4,
    });
    expect(await tab.entries()).to.deep.equal([]);
    expect(host.logLines.join()).to.contain('{"unsent":4}');
  });

  it('is cleared when the practice switches the plugin off, here or elsewhere', async () => {
    await haveShared();
    await activate(host);
    await host.settings.update('onlineServices.pollIntervalSeconds', 20);
    expect(await isAccountHere(), 'another setting clears nothing').to.equal(true);
    await host.settings.update(ACTIVATED, false);
    await waitUntil(async () => !(await isAccountHere()), 'the records are gone');
  });

  it('is cleared after the next start where it was switched off meanwhile', async () => {
    await haveShared();
    await host.settings.update(ACTIVATED, false);
    await activate(host);
    await waitUntil(async () => !(await isAccountHere()), 'the records are gone');
  });

  it('keeps, when switched off, what is unsent, and says so in the log', async () => {
    await tab.records.commit(accountCreation());
    await activate(host);
    await host.settings.update(ACTIVATED, false);
    await waitUntil(() => host.logLines.join().includes('left unsent'), 'the log says so');
    expect((await tab.entries()).length).to.equal(4);
    expect(await isAccountHere()).to.equal(true);
  });

  it('of an older host is cleared at sign-out, but for unsent work', async () => {
    const { practiceKey } = host.keys;
    host.keys = { practiceKey };
    await haveShared();
    const lazy = await atWork();
    host.session.set(null);
    await waitUntil(async () => !(await isAccountHere()), 'the records are gone');
    const entries = await tab.entries();
    expect(entries.map(({ kind }) => kind)).to.include('identity-check');
    lazy.dispose();
  });

  it('of a host with a key stays at sign-out, sealed', async () => {
    await haveShared();
    const lazy = await atWork();
    host.session.set(null);
    host.session.set({ ...RECEPTIONIST, id: 'another' });
    const services = await lazy.get();
    const { identityChecks } = await readyTab(services);
    expect(identityChecks.length).to.equal(1);
    expect(await isAccountHere()).to.equal(true);
    lazy.dispose();
  });

  it('is kept from the browser’s own tidying, if the browser lets itself be asked', async () => {
    const lazy = await atWork();
    await waitUntil(() => host.logLines.join().includes('isLasting'), 'the browser was asked');
    expect(host.logLines.filter((line) => line.includes('isLasting')).length).to.equal(1);
    lazy.dispose();
  });
});
