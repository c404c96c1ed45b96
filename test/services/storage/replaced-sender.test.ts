import { expect } from '@open-wc/testing';
import { LeaseLost } from '../../../services/ports/outbox.ts';
import { accountCreation } from '../../contracts/storage-samples.ts';
import { createInMemoryStorage } from '../../fakes/in-memory-storage.ts';
import { openTemporaryStorage } from './temporary-storage.ts';

const STORAGES = {
  Dexie: openTemporaryStorage,
  'in memory': () => Promise.resolve({ ...createInMemoryStorage(), dispose: () => undefined }),
};

for (const [name, open] of Object.entries(STORAGES)) {
  describe(`an audit row sent by a tab that another one has replaced: ${name}`, () => {
    it('waits on, to be settled by the one that took over', async () => {
      const storage = await open();
      try {
        await storage.records.commit(accountCreation());
        const stale = await storage.outbox.claimEpoch();
        const rows = await storage.records.audit({ limit: 1 });
        const audit = rows.ok ? rows.value[0] : undefined;
        if (audit === undefined) throw new Error('There is no audit row.');
        await storage.outbox.claimEpoch();
        const version = {
          id: 'audit-1',
          versionId: '1',
          lastUpdated: '2026-03-01T10:00:00.000Z',
          resource: {},
        };
        const settled = storage.outbox
          .confirm(audit.id, { kind: 'audit', body: audit, version, operationId: audit.id }, stale)
          .catch((error: unknown) => error);
        expect(await settled).to.be.instanceOf(LeaseLost);
        const left = await storage.outbox.change(audit.id);
        expect(left.ok && left.value).to.have.length(1);
      } finally {
        await storage.dispose();
      }
    });
  });
}
