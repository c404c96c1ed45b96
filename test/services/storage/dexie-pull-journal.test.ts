import { expect } from '@open-wc/testing';
import { pullJournalContract } from '../../contracts/pull-journal-contract.ts';
import { account, remote } from '../../contracts/storage-samples.ts';
import type { RemoteRecord } from '../../../services/ports/remote-records.ts';
import { openSealedStorage, openTemporaryStorage } from './temporary-storage.ts';

pullJournalContract('IndexedDB', openTemporaryStorage);
pullJournalContract('IndexedDB with texts sealed', openSealedStorage);

describe('records of two patients to which a server gives one id', () => {
  it('are each sent on the patient’s own version, also where both are asked for at once', async () => {
    const storage = await openTemporaryStorage();
    const { outbox, journal } = storage;
    const epoch = await outbox.claimEpoch();
    for (const patientRef of ['patient-1', 'patient-2']) {
      const sample = remote('account', account({ patientRef }), 1);
      const record: RemoteRecord<'account'> = {
        ...sample,
        version: { ...sample.version, id: `server-of-${patientRef}` },
      };
      await journal.applyPage({ kind: 'account', records: [record], quarantined: [] }, epoch);
    }
    // The first is asked for by itself, and those that come meanwhile together.
    const asked = ['patient-1', 'patient-2', 'patient-1'];
    const versions = await Promise.all(
      asked.map((patientRef) =>
        outbox.serverVersion({ kind: 'account', recordId: account().id, patientRef }),
      ),
    );
    expect(versions.map((version) => version?.id)).to.deep.equal(
      asked.map((patientRef) => `server-of-${patientRef}`),
    );
    await storage.dispose();
  });
});
