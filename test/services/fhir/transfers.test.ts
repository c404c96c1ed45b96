import { expect } from '@open-wc/testing';
import { takenInAs, claimedFor } from '../../../services/domain/split/transfer.ts';
import { FhirTransfers } from '../../../services/fhir/fhir-transfers.ts';
import { transfersContract } from '../../contracts/transfers-contract.ts';
import { InMemoryTransfers } from '../../fakes/in-memory-transfers.ts';
import { NEW_PRACTICE, sampleTransfer } from '../../fakes/sample-transfers.ts';
import { testServer } from './test-server.ts';

const OLD = 'A99968';

transfersContract('FHIR', () => {
  const server = testServer();
  const of = (practiceId: string) => new FhirTransfers(server.accessOf(practiceId), server.clock);
  return { old: of(OLD), new: of(NEW_PRACTICE.id), third: of('Y99999') };
});
transfersContract('in memory', () => {
  const transfers = new InMemoryTransfers();
  return {
    old: transfers.of(OLD),
    new: transfers.of(NEW_PRACTICE.id),
    third: transfers.of('Y99999'),
  };
});

describe('a transfer on a FHIR server', () => {
  it('is no record that workstations fetch, and has no code in it', async () => {
    const server = testServer();
    await new FhirTransfers(server.accessOf(OLD), server.clock).handOver(sampleTransfer());
    const text = await (await server.request('Task')).text();
    expect(text).to.include('practice-transfer');
    expect(text).not.to.match(/\.example\/practice"|sealed|verifier|telecom/);
  });

  it('has nothing of the patient in it once it is over', async () => {
    const server = testServer();
    const transfers = new FhirTransfers(server.accessOf(NEW_PRACTICE.id), server.clock);
    const held = await transfers.handOver(sampleTransfer());
    if (!held.ok) throw new Error('It was not handed over.');
    const over = takenInAs(claimedFor(held.value.body, 'patient-9'), 'made');
    await transfers.update(held.value, over, 'over-1');
    const text = await (await server.request('Task')).text();
    expect(text).not.to.match(/Morgan|9990000018|1984-02-29|misuse/);
  });

  it('comes with all others of a long list, page by page', async () => {
    const server = testServer();
    const transfers = new FhirTransfers(server.accessOf(OLD), server.clock);
    const ids = Array.from({ length: 230 }, (_, index) => `job-1.patient-${index}`);
    await Promise.all(ids.map((id) => transfers.handOver(sampleTransfer({ id }))));
    const found = await transfers.list('out', ['handed-over']);
    expect(found.ok && found.value.transfers.length).to.equal(230);
    expect(found.ok && found.value.isWhole).to.equal(true);
  });
});
