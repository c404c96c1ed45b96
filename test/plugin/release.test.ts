import { expect } from '@open-wc/testing';
import sinon from 'sinon';
import { container } from 'tsyringe';
import { LazyServices } from '../../plugin/lazy-services.ts';
import { FakeHost } from '../fakes/fake-host.ts';
import { checkIdentity, createAccount, readyTab } from '../fakes/product.ts';
import { waitUntil } from '../wait-until.ts';

/** The product as the plugin puts it together, on storage and letters of its own; the network is cut. */
async function activated() {
  const host = new FakeHost();
  const lazy = new LazyServices(host, container.createChildContainer());
  const services = await lazy.get();
  return { lazy, product: { services, tab: () => readyTab(services) } };
}

async function locks(): Promise<number> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return held.length + pending.length;
}

describe('switching the product off', () => {
  afterEach(() => {
    sinon.restore();
  });

  it('ends the sending of work that waits, which goes on without any tab open', async () => {
    sinon.stub(globalThis, 'fetch').rejects(new TypeError('There is no network.'));
    const { lazy, product } = await activated();
    await checkIdentity(product);
    await waitUntil(async () => (await locks()) > 0, 'work is being sent with no tab open');
    lazy.dispose();
    await waitUntil(async () => (await locks()) === 0, 'nobody sends any more');
  });

  it('ends the worker that made letters', async () => {
    sinon.stub(globalThis, 'fetch').rejects(new TypeError('There is no network.'));
    const ended = sinon.spy(Worker.prototype, 'terminate');
    const { lazy, product } = await activated();
    await createAccount(product);
    const patientRef = (await product.tab()).patient.ref;
    const seen = await product.services.previewLetter({ patientRef });
    expect(seen.ok, 'the letter was made').to.equal(true);
    expect(ended.callCount).to.equal(0);
    lazy.dispose();
    expect(ended.callCount).to.equal(1);
  });
});
