import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import type { AuditRecord } from '../../../../services/domain/records.ts';
import { SYSTEM_ADMINISTRATOR, TOMASZ } from '../../../fakes/fake-host.ts';
import { makeProduct, type Product } from '../../../fakes/product.ts';

async function rows({ storage }: Product): Promise<readonly AuditRecord[]> {
  const found = await storage.records.audit({ limit: 100 });
  return found.ok ? found.value : [];
}

describe('noting that a patient’s tab was opened', () => {
  it('writes who, whom and when, to be sent, and changes nothing that staff decide about', async () => {
    const product = makeProduct();
    const before = await product.tab();
    expect((await product.services.noteOpening('patient-sian')).ok).to.equal(true);
    const [row, ...others] = await rows(product);
    expect(others).to.deep.equal([]);
    expect(row).to.deep.include({
      ...{ action: 'open-tab', outcome: 'done', patientRef: 'patient-sian' },
      ...{ summary: 'Online Services tab opened', at: product.clock.now() },
      by: { id: 'staff-dilys', name: 'Dilys Probert' },
    });
    const after = await firstValueFrom(
      product.services.tab$.pipe(
        filter((view) => view.phase === 'ready' && view.sync.auditRowsWaiting === 1),
      ),
    );
    expect(after.phase === 'ready' && after.sync.work).to.deep.equal([]);
    expect(after.phase === 'ready' && after.sync.summary).to.equal(before.sync.summary);
  });

  it('is in the name of who was shown it, though somebody else has signed in since', async () => {
    const product = makeProduct();
    await product.tab();
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    await product.services.noteOpening('patient-sian');
    expect((await rows(product)).map(({ by }) => by.id)).to.deep.equal(['staff-dilys']);
  });

  it('is refused to nobody and done for nobody whose tab is not shown', async () => {
    const product = makeProduct();
    await product.tab();
    expect((await product.services.noteOpening(TOMASZ.id ?? '')).ok).to.equal(true);
    product.host.session.set(null);
    await firstValueFrom(product.services.tab$);
    await product.services.noteOpening('patient-sian');
    expect(await rows(product)).to.deep.equal([]);
  });

  it('says why when it cannot be kept', async () => {
    const product = makeProduct();
    await product.tab();
    product.storage.fail({ code: 'storage-full' });
    const refused = await product.services.noteOpening('patient-sian');
    expect(!refused.ok && refused.failure).to.deep.include({ kind: 'storage-unavailable' });
    expect(!refused.ok && refused.failure.message).to.contain('no room left');
  });
});
