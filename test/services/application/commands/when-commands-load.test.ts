import { expect } from '@open-wc/testing';
import { makeProduct, type Product } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';

/** A product whose commands cannot be loaded, and how often they were asked for. */
function makeWithoutCommands(): { readonly product: Product; readonly asked: () => number } {
  let asked = 0;
  const product = makeProduct(undefined, {
    commands: () => {
      asked += 1;
      return Promise.reject(new TypeError('There is no network.'));
    },
  });
  return { product, asked: () => asked };
}

describe('commands', () => {
  it('are offered to who looks, and loaded once somebody starts to work', async () => {
    const { product, asked } = makeWithoutCommands();
    const { can, commandsMissing } = await product.tab();
    expect(can.changeServices).to.deep.equal({ allowed: true });
    expect(can.createAccount).to.have.property('reason').that.contains('identity first');
    expect(commandsMissing).to.equal(undefined);
    expect(asked()).to.equal(0);
    product.services.prepare();
    await waitUntil(() => asked() === 1, 'they are asked for');
  });

  it('that could not be loaded are said to be missing to who tries, and asked for at each try', async () => {
    const { product, asked } = makeWithoutCommands();
    const { patient, services } = await product.tab();
    const change = { operationId: 'one', patientRef: patient.ref, services };
    for (const tries of [1, 2]) {
      const refused = await product.services.changeServices(change);
      expect(!refused.ok && refused.failure.message).to.equal(
        'This part of Online Services could not be loaded. Check the network connection, then try again.',
      );
      expect(asked()).to.equal(tries);
    }
  });
});
