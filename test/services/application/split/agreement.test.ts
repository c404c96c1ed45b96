import { expect } from '@open-wc/testing';
import { TwoPractices } from './two-practices.ts';

describe('the look before and what came of it', () => {
  for (const [why, changes] of [
    ['one of them makes no sense', { unreadable: 1 }],
    ['the server does not get to the end of them', { isCutOff: true }],
  ] as const) {
    it(`are not said to agree where not all transfers were read: ${why}`, async () => {
      const practices = await new TwoPractices([{}]).begin();
      await practices.handOver();
      const { id = '' } = await practices.takeIn();
      const view = await practices.new.open();
      Object.assign(practices.transfers, changes);
      const agreement = await view.agreement(id);
      expect(!agreement.ok && agreement.failure.message).to.include(
        'Not all transfers could be read',
      );
    });
  }

  it('agree to the last patient', async () => {
    const practices = await new TwoPractices(Array.from({ length: 12 }, () => ({}))).begin();
    const plan = await practices.handOver();
    const view = await practices.old.open();
    const agreement = await view.agreement(plan.id ?? '');
    expect(agreement.ok && agreement.value).to.deep.equal({
      agrees: true,
      text: 'What came of it is what the look before said, for all 12.',
      differences: [],
    });
  });
});
