import { expect } from '@open-wc/testing';
import type { ServiceTick } from '../../../../services/application/views.ts';
import { ACCESS_CODES } from '../../../../services/domain/services/record-access.ts';
import { FakeHost, SIAN, TOMASZ } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { HistoryKind, kindOf } from '../../../../services/domain/history/history-kind.ts';

const SUMMARY = { name: 'summary-data', enabled: true, notes: '' } as const;
const INDICATED = {
  system: ACCESS_CODES.system,
  code: ACCESS_CODES.reviewIndicated,
  display: 'Enhanced review indicated before granting access to own health record',
  date: '2025-06-01',
};

function decidedBy(product: Product, considered: readonly string[], reason = '') {
  return { staffId: product.host.session.value?.staff.id ?? '', considered, reason };
}

async function save(product: Product, tick: ServiceTick) {
  const { patient, services } = await product.tab();
  return product.services.changeServices({
    operationId: product.services.newOperationId(),
    patientRef: patient.ref,
    services: services.map((each) => (each.name === tick.name ? tick : each)),
  });
}

async function concerns({ services }: Product): Promise<readonly string[] | string> {
  const reviewed = await services.reviewRecordAccess({
    patientRef: 'patient-sian',
    service: 'summary-data',
  });
  return reviewed.ok ? reviewed.value.concerns.map(({ code }) => code) : reviewed.failure.kind;
}

describe('a view of the record', () => {
  it('is switched on by a decision alone, and shows whose it was', async () => {
    const product = makeProduct();
    await createAccount(product);
    const refused = await save(product, SUMMARY);
    expect(!refused.ok && refused.failure.field).to.equal('access-summary-data');
    const decision = decidedBy(product, ['registration-start-unknown'], 'Asked at the desk');
    expect((await save(product, { ...SUMMARY, decision })).ok).to.be.true;
    const row = (await product.tab()).services.find(({ name }) => name === SUMMARY.name);
    expect(row).to.deep.include({ enabled: true, showsRecord: true });
    expect(row?.access).to.deep.include({
      outcome: 'granted',
      byName: 'Dilys Probert',
      reason: 'Asked at the desk',
    });
    const [last] = (await auditTrail(product)).slice(-1);
    expect(last).to.equal(
      'change-services done: Services changed: Summary Data on; Summary Data decided by Dilys Probert: given (start of registration not known)',
    );
    expect(kindOf({ action: 'change-services', outcome: 'done' })).to.equal(HistoryKind.services);
  });

  it('is not switched on by who has not seen what the record asks for', async () => {
    const product = makeProduct();
    await createAccount(product);
    const seen = await concerns(product);
    product.host.recordCodes = [INDICATED];
    const decision = decidedBy(product, seen as readonly string[], 'Fine');
    const refused = await save(product, { ...SUMMARY, decision });
    expect(!refused.ok && refused.failure.message).to.include('has changed');
    expect(await concerns(product)).to.include('enhanced-review-indicated');
    const now = decidedBy(product, (await concerns(product)) as readonly string[], '');
    const bare = await save(product, { ...SUMMARY, decision: now });
    expect(!bare.ok && bare.failure.field, 'it takes a reason').to.equal('reason');
  });

  it('is part of a new account by a decision alone', async () => {
    const product = makeProduct();
    let refused: unknown;
    await createAccount(product, [SUMMARY]).catch((error: unknown) => {
      refused = error;
    });
    expect(String(refused)).to.include('Nobody has decided about Summary Data');
    const decision = decidedBy(product, ['registration-start-unknown']);
    await createAccount(product, [{ ...SUMMARY, decision }]);
    expect((await auditTrail(product)).at(-1)).to.include('Summary Data decided by');
  });

  it('can be kept shut for now, with a reason that stays', async () => {
    const product = makeProduct();
    await createAccount(product);
    const decision = decidedBy(product, [], 'To talk on Friday');
    expect((await save(product, { ...SUMMARY, enabled: false, decision })).ok).to.be.true;
    const row = (await product.tab()).services.find(({ name }) => name === SUMMARY.name);
    expect(row?.access).to.deep.include({ outcome: 'not-now', reason: 'To talk on Friday' });
    expect((await auditTrail(product)).at(-1)).to.include(
      'Summary Data decided by Dilys Probert: not now',
    );
  });

  it('says what nobody can know: a host that cannot read codes, and one that never does', async () => {
    const product = makeProduct();
    product.host.recordCodes = new Error('The record is away.');
    expect(await concerns(product)).to.include('record-codes-unreadable');
    product.host.recordCodes = [{ ...INDICATED, date: 'last year' }];
    expect(await concerns(product)).to.include('record-codes-unreadable');
    const older = makeProduct(new FakeHost('older', undefined, 1));
    expect(await concerns(older)).to.include('record-codes-not-told');
    expect(older.host.logLines.join('\n')).to.include('reads no codes');
  });

  it('is of the patient who is open, also when the host takes its time', async () => {
    const product = makeProduct();
    const asked = concerns(product);
    product.host.currentPatient.set(TOMASZ);
    expect(await asked).to.equal('not-allowed');
  });

  it('waits for as long as the practice says, from the day the record names', async () => {
    const product = makeProduct();
    const identifier = {
      system: 'https://fhir.nhs.uk/Id/ods-organization-code',
      value: product.host.practice.id,
      period: { start: '2026-03-01' },
    };
    product.host.currentPatient.set({ ...SIAN, generalPractitioner: [{ identifier }] });
    expect(await concerns(product)).to.deep.equal(['registered-recently']);
    product.clock.time = '2026-06-01T09:30:00.000Z';
    expect(await concerns(product)).to.deep.equal([]);
  });
});
