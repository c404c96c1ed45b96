import { expect } from '@open-wc/testing';
import type { ReadyTabView, ServiceTick } from '../../../../services/application/views.ts';
import type { AuditRecord } from '../../../../services/domain/records.ts';
import { PatientEnding } from '../../../../services/domain/patient/patient-ending.ts';
import { disablingReasonOf } from '../../../../services/domain/services/disabling.ts';
import { SIAN } from '../../../fakes/fake-host.ts';
import { createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { words } from '../../../../services/words/words.ts';
import { waitUntil } from '../../../wait-until.ts';

type Change = Partial<Record<ServiceTick['name'], Partial<ServiceTick>>>;

async function save(product: Product, change: Change) {
  const { patient, services } = await product.tab();
  return product.services.changeServices({
    operationId: product.services.newOperationId(),
    patientRef: patient.ref,
    services: services.map((tick) => ({ ...tick, ...change[tick.name] })),
  });
}

async function saved(product: Product, change: Change): Promise<ReadyTabView> {
  const result = await save(product, change);
  if (!result.ok) throw new Error(result.failure.message);
  return product.tab();
}

async function lastRow({ storage }: Product): Promise<AuditRecord | undefined> {
  const rows = await storage.records.audit({ limit: 1 });
  return rows.ok ? rows.value[0] : undefined;
}

const OFF = { enabled: false, reason: 'misuse', notes: 'Shouted at Dilys' };

describe('switching off', () => {
  it('asks why, and is refused beside the list without an answer', async () => {
    const product = makeProduct();
    await createAccount(product);
    const refused = await save(product, { appointments: { enabled: false } });
    expect(!refused.ok && refused.failure).to.deep.include({
      field: 'reason-appointments',
      message: 'Choose why Appointments is switched off.',
    });
    const bare = await save(product, { global: { enabled: false, reason: 'other' } });
    expect(!bare.ok && bare.failure.field).to.equal('notes-global');
    expect((await product.tab()).account?.disabledByPractice).to.be.false;
  });

  it('is told with its reason and since when, and its note goes to the history', async () => {
    const product = makeProduct();
    await createAccount(product);
    const { services, account } = await saved(product, { global: OFF, appointments: OFF });
    const disabling = { reason: 'Misuse', at: product.clock.time, byRule: false };
    expect(account?.disabling).to.deep.equal(disabling);
    expect(services.find(({ name }) => name === 'appointments')).to.deep.include({
      notes: 'Shouted at Dilys',
      disabling,
    });
    expect(await lastRow(product)).to.deep.include({
      summary: 'Services changed: Global off (Misuse); Appointments off (Misuse)',
      reason: 'Global: Shouted at Dilys\nAppointments: Shouted at Dilys',
    });
  });

  it('stays, whatever a screen sends that was drawn before: nobody there has seen it', async () => {
    const product = makeProduct();
    await createAccount(product);
    const drawn = (await product.tab()).services;
    await saved(product, { global: OFF, repeats: OFF });
    const sent = await product.services.changeServices({
      operationId: product.services.newOperationId(),
      patientRef: SIAN.id ?? '',
      services: drawn.map((row) => ({
        ...row,
        shownAs: row.enabled,
        ...(row.name === 'messaging' && { notes: 'Asked about it' }),
      })),
    });
    expect(sent.ok).to.equal(true);
    const { account, services } = await product.tab();
    expect(account?.disabledByPractice).to.equal(true);
    const rows = new Map(services.map((row) => [row.name, row]));
    expect(rows.get('repeats')).to.include({ enabled: false, notes: 'Shouted at Dilys' });
    expect(rows.get('messaging')).to.include({ enabled: true, notes: 'Asked about it' });
  });

  it('ends with switching on: the row is empty, and the history keeps what stood there', async () => {
    const product = makeProduct();
    await createAccount(product);
    await saved(product, { appointments: OFF });
    const { services } = await saved(product, { appointments: { enabled: true } });
    const row = services.find(({ name }) => name === 'appointments');
    expect(row).to.include({ enabled: true, notes: '' });
    expect(row).not.to.have.property('disabling');
    expect(await lastRow(product)).to.deep.include({
      summary: 'Services changed: Appointments on (was off: Misuse)',
      reason: 'Appointments: Shouted at Dilys',
    });
  });

  it('says nothing of why in the letter', async () => {
    const product = makeProduct();
    await createAccount(product);
    const { patient } = await saved(product, { appointments: OFF });
    await product.services.previewLetter({ patientRef: patient.ref });
    const letter = JSON.stringify(product.renderer.letters);
    expect(product.renderer.letters).to.have.length(1);
    for (const secret of ['misuse', 'Misuse', 'Shouted']) expect(letter).not.to.include(secret);
  });

  it('keeps notes on what stays as it is out of the summary, and in the history', async () => {
    const product = makeProduct();
    await createAccount(product);
    await saved(product, { repeats: { notes: 'Agreed by phone' } });
    expect(await lastRow(product)).to.deep.include({
      summary: 'Notes on services changed',
      reason: 'Repeats: Agreed by phone',
    });
  });
});

describe('an account that a rule disables says which', () => {
  it('for who is no patient any more', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.host.currentPatient.set({ ...SIAN, deceasedBoolean: true });
    await waitUntil(
      async () => (await product.tab()).account?.disabledByPractice,
      'the account is disabled',
    );
    expect((await product.tab()).account?.disabling).to.deep.include({
      reason: 'Patient has died',
      byRule: true,
    });
  });

  it('in words for each of them', () => {
    const { reasons } = words('views').services;
    const said = Object.values(PatientEnding).map((ending) => reasons[disablingReasonOf(ending)]);
    expect(new Set(said)).to.deep.equal(
      new Set(['Patient has died', 'Record merged into another', 'Patient has left the practice']),
    );
  });
});
