// In a page of its own: words that another test has loaded are at hand.
import { expect } from '@open-wc/testing';
import { CommandId } from '../../plugin/command-ids.ts';
import { VIEWS } from '../../plugin/contributions.ts';
import { activate, deactivate } from '../../plugin/main.ts';
import { FakeHost } from '../fakes/fake-host.ts';

/** Which they are is held against the manifest in manifest.test.ts. */
const CONTRIBUTIONS = VIEWS.length + Object.keys(CommandId).length;

async function failureOf(host: FakeHost): Promise<string> {
  return activate(host).then(
    () => 'activated',
    (error: unknown) => (error instanceof Error ? error.message : 'no error'),
  );
}

describe('activating the plugin', () => {
  afterEach(() => deactivate());

  it('registers the contributions and opens nothing', async () => {
    const before = (await indexedDB.databases()).length;
    const host = new FakeHost();
    await activate(host);
    expect(host.contributed.size).to.equal(CONTRIBUTIONS);
    expect((await indexedDB.databases()).length).to.equal(before);
    expect(host.currentPatient.listeners.size).to.equal(0);
  });

  it('leaves the page’s Reflect as it is, where other scripts would see what is injected', async () => {
    await activate(new FakeHost());
    expect('getMetadata' in Reflect).to.equal(false);
    expect('defineMetadata' in Reflect).to.equal(false);
  });

  it('is refused by a host whose API does not fit, with both versions in the sentence', async () => {
    const host = new FakeHost();
    host.version = '2.0.0';
    expect(await failureOf(host)).to.equal(
      'Online Services needs host API 1.0 or a later 1.x; this host has 2.0.0.',
    );
    host.version = 'latest';
    expect(await failureOf(host)).to.contain('not of the form 1.0.0');
    expect(host.listenerCount).to.equal(0);
  });

  it('that fails half way is rolled back, and works once the cause is gone', async () => {
    const host = new FakeHost();
    host.refusedIds.add('onlineServices.printLetter');
    expect(await failureOf(host)).to.contain('onlineServices.printLetter');
    expect(host.listenerCount).to.equal(0);
    host.refusedIds.clear();
    expect(await failureOf(host)).to.equal('activated');
  });

  it('twice is refused, and leaves the first in force', async () => {
    const host = new FakeHost();
    await activate(host);
    expect(await failureOf(new FakeHost())).to.contain('active already');
    expect(host.contributed.size).to.equal(CONTRIBUTIONS);
  });

  it('and deactivating at once leaves nothing behind', async () => {
    const host = new FakeHost();
    await Promise.all([activate(host), deactivate()]);
    expect(host.listenerCount).to.equal(0);
    await deactivate();
  });
});
