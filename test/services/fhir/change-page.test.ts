import { expect } from '@open-wc/testing';
import { changePage } from '../../../services/fhir/change-page.ts';
import { STORED } from '../../../services/fhir/resource-mapping.ts';
import { PRACTICE_ID, sampleAccount } from '../../fakes/sample-shared-records.ts';

const TIME = '2026-03-01T09:30:00.000Z';

describe('a page of changes', () => {
  it('is read in pieces: whoever types or clicks meanwhile has a turn', async () => {
    const entries = Array.from({ length: 120 }, (_, number) => ({
      id: String(number),
      versionId: '1',
      lastUpdated: TIME,
      resource: {
        ...STORED.account.toResource(sampleAccount({ id: `account-${number}` }), 'operation'),
      },
    }));
    const order: string[] = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => order.push('turn');
    const reading = changePage('account', PRACTICE_ID, { entries });
    port2.postMessage('after the first piece has been asked for');
    const page = await reading;
    order.push('page');
    port1.close();
    expect(page.ok && page.value.records).to.have.length(120);
    expect(order).to.deep.equal(['turn', 'page']);
  });
});
