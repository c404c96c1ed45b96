import { expect } from '@open-wc/testing';
import { activate, deactivate } from '../../plugin/main.ts';
import type { HostView } from '../../plugin/host-api.ts';
import { OnlineServicesDatabase } from '../../services/storage/online-services-database.ts';
import { FakeHost } from '../fakes/fake-host.ts';
import { visibleText } from './visible-text.ts';
import { waitUntil } from '../wait-until.ts';

async function showTab(host: FakeHost): Promise<HTMLElement> {
  const view = host.contributed.get('onlineServices.tab') as HostView;
  const tab = await view.createElement();
  document.body.append(tab);
  await waitUntil(() => visibleText(tab).includes('MORGAN'), 'the tab shows the patient');
  return tab;
}

describe('deactivating', () => {
  afterEach(() => deactivate());

  it('fifty times with the tab open leaves no listener, timer, database or lock', async () => {
    const host = new FakeHost('leaks');
    for (let round = 0; round < 50; round += 1) {
      await activate(host);
      const tab = await showTab(host);
      tab.remove();
      await deactivate();
      expect(host.listenerCount, `listeners after round ${round}`).to.equal(0);
      expect(OnlineServicesDatabase.openCount, `databases after round ${round}`).to.equal(0);
    }
    await waitUntil(
      async () => (await navigator.locks.query()).held?.length === 0,
      'no lock is held',
    );
  });

  it('while the tab is still on the page releases it too', async () => {
    const host = new FakeHost();
    await activate(host);
    const tab = await showTab(host);
    await deactivate();
    expect(OnlineServicesDatabase.openCount).to.equal(0);
    tab.remove();
    expect(host.listenerCount).to.equal(0);
  });

  it('while the tab is loading makes the host’s call fail, and leaks nothing', async () => {
    const host = new FakeHost();
    await activate(host);
    const view = host.contributed.get('onlineServices.tab') as HostView;
    const opening = view.createElement().then(
      () => 'shown',
      () => 'refused',
    );
    await deactivate();
    await opening;
    expect(OnlineServicesDatabase.openCount).to.equal(0);
    expect(host.listenerCount).to.equal(0);
  });
});
