import { expect } from '@open-wc/testing';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { saveShared } from '../../../fakes/shared-setting.ts';
import { FakeHost, TOMASZ, SIAN } from '../../../fakes/fake-host.ts';
import { waitUntil } from '../../../wait-until.ts';

const AS_MANY = ['2025-11-03', '2026-01-12', '2026-04-01'];
const ONE_MORE = [...AS_MANY, '2026-04-08'];

async function row(product: Product) {
  return (await product.tab()).services.find(({ name }) => name === 'appointments');
}

async function withLimit(host = new FakeHost()): Promise<Product> {
  const product = makeProduct(host);
  await createAccount(product);
  await saveShared(product, { missedAppointmentsLimit: 3 });
  return product;
}

/** The tab in sight, as at a desk. */
function shown({ services }: Product): () => void {
  const looking = services.tab$.subscribe();
  return () => {
    looking.unsubscribe();
  };
}

describe('missed appointments', () => {
  it('switch Appointments off by themselves, with a note and a way back', async () => {
    const product = await withLimit();
    product.host.missedOn = ['2024-04-01', ...ONE_MORE];
    const leave = shown(product);
    await waitUntil(async () => (await row(product))?.enabled === false, 'it is off');
    const off = await row(product);
    expect(off?.notes).to.equal('4 missed since 20 April 2025; the practice’s limit is 3.');
    expect(off?.disabling).to.deep.include({ byRule: true });
    expect((await auditTrail(product)).at(-1)).to.include('count-missed-appointments done');
    leave();

    const { services } = await product.tab();
    const on = await product.services.changeServices({
      operationId: product.services.newOperationId(),
      patientRef: 'patient-sian',
      services: services.map((tick) =>
        tick.name === 'appointments' ? { ...tick, enabled: true, notes: 'Talked it over' } : tick,
      ),
    });
    expect(on.ok).to.be.true;
    product.host.currentPatient.set(TOMASZ);
    product.host.currentPatient.set(SIAN);
    expect((await row(product))?.enabled).to.be.true;
    await product.services.changeServices({
      operationId: product.services.newOperationId(),
      patientRef: 'patient-sian',
      services: (await product.tab()).services,
    });
    expect((await row(product))?.enabled, 'the same do not count again').to.be.true;
  });

  it('do nothing up to the limit, without one, or where the host cannot say', async () => {
    const within = await withLimit();
    within.host.missedOn = AS_MANY;
    const away = await withLimit();
    away.host.missedOn = new Error('The book is away.');
    const older = await withLimit(new FakeHost('older', undefined, 1));
    for (const product of [within, away, older]) {
      const leave = shown(product);
      await product.services.reviewRecordAccess({
        patientRef: 'patient-sian',
        service: 'summary-data',
      });
      expect((await row(product))?.enabled).to.be.true;
      leave();
    }
    expect(older.host.logLines.join('\n')).to.include('counts no missed appointments');
  });
});
