import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import { FakeHost, SIAN, SYSTEM_ADMINISTRATOR, RECEPTIONIST } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  type Product,
} from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';

const LEFT: Patient = { ...SIAN, active: false };

async function leave(product: Product, as: Patient = LEFT): Promise<void> {
  product.host.currentPatient.set(as);
  await waitUntil(async () => {
    const { account } = await product.tab();
    return account?.disabledByPractice === true;
  }, 'the account is disabled by itself');
}

async function comeBack(product: Product, time = '2026-06-01T09:00:00.000Z'): Promise<void> {
  product.host.currentPatient.set(SIAN);
  product.clock.time = time;
  await waitUntil(
    async () => (await product.tab()).nobodyLetIn === undefined,
    'they are a patient again',
  );
}

async function enable(product: Product) {
  const { patient, services } = await product.tab();
  return product.services.changeServices({
    operationId: product.services.newOperationId(),
    patientRef: patient.ref,
    services: services.map((tick) => ({ ...tick, enabled: tick.showsRecord !== true })),
  });
}

async function gone(): Promise<Product> {
  const product = makeProduct();
  await createAccount(product);
  await leave(product);
  return product;
}

describe('a patient who has left and comes back', () => {
  it('is not let in by itself, and the tab says what it takes', async () => {
    const product = await gone();
    await comeBack(product);
    const { account, can } = await product.tab();
    expect(account?.disabledByPractice).to.equal(true);
    expect(can.createAccount?.allowed, 'no second account').to.equal(false);
    expect(can.changeServices?.note).to.contain('The account ended when the patient left');
    expect(can.changeServices?.note).to.contain('Check who the patient is again');
  });

  it('is enabled by staff once they have been identified since, and not by what was known before', async () => {
    const product = await gone();
    await comeBack(product);
    const refused = await enable(product);
    expect(!refused.ok && refused.failure.message).to.contain('Check who the patient is again');
    await product.services.recordIdentityCheck({
      operationId: product.services.newOperationId(),
      patientRef: SIAN.id ?? '',
      date: '2026-04-19',
      method: 'passport',
      staffId: RECEPTIONIST.staff.id,
      freetext: 'Written down late',
      addCodedEntry: false,
    });
    expect((await enable(product)).ok, 'a check of before').to.equal(false);
    await checkSince(product);
    expect((await product.tab()).can.changeServices).to.deep.equal({ allowed: true });
    expect((await enable(product)).ok).to.equal(true);
    expect((await product.tab()).account?.disabledByPractice).to.equal(false);
  });

  it('is identified since then as the practice asks for', async () => {
    const product = await gone();
    await comeBack(product);
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    await product.services.saveSettings({ identityDocuments: 'photo-and-address' });
    product.host.session.set(RECEPTIONIST);
    await checkSince(product);
    const { can } = await product.tab();
    expect(can.changeServices?.note).to.contain('Still missing since then: proof of address');
    expect((await enable(product)).ok).to.equal(false);
  });

  it('may have services ticked while the account stays disabled', async () => {
    const product = await gone();
    await comeBack(product);
    const { patient, services } = await product.tab();
    const ticked = await product.services.changeServices({
      operationId: product.services.newOperationId(),
      patientRef: patient.ref,
      services: services.map((tick) => ({
        ...tick,
        enabled: tick.name !== 'global' && tick.showsRecord !== true,
      })),
    });
    expect(ticked.ok).to.equal(true);
    expect((await product.tab()).account?.disabledByPractice).to.equal(true);
  });
});

function checkSince({ services }: Product) {
  return services.recordIdentityCheck({
    operationId: services.newOperationId(),
    patientRef: SIAN.id ?? '',
    date: '2026-06-01',
    method: 'passport',
    staffId: RECEPTIONIST.staff.id,
    freetext: '',
    addCodedEntry: false,
  });
}

describe('a death that was recorded by mistake', () => {
  it('is taken back without letting anybody in: staff look again who it is, and enable', async () => {
    const product = makeProduct();
    await createAccount(product);
    await leave(product, { ...SIAN, deceasedBoolean: true });
    await comeBack(product);
    const { account, can } = await product.tab();
    expect(account?.disabledByPractice).to.equal(true);
    expect(can.changeServices?.note).to.contain('recorded as deceased');
    expect((await enable(product)).ok).to.equal(false);
    await checkSince(product);
    expect((await enable(product)).ok).to.equal(true);
  });
});

describe('access that ends with the registration', () => {
  async function endings(product: Product) {
    const rows = await product.storage.records.audit({ limit: 100 });
    if (!rows.ok) throw new Error(rows.failure.reason.code);
    return rows.value.filter(({ action }) => action === 'end-access');
  }

  it('is one act at two workstations that had not heard of one another, told once', async () => {
    const one = await gone();
    const other = makeProduct(new FakeHost());
    // The same account as it came from the shared record.
    const records = await one.storage.records.read(SIAN.id ?? '');
    if (!records.ok || records.value.account === undefined) throw new Error('No account.');
    const [check] = records.value.identityChecks;
    const [codes] = records.value.registrations;
    const made = { ...records.value.account, enabled: true };
    const { disabling: _act, ...account } = made;
    await other.storage.records.commit({
      operationId: 'from-elsewhere',
      author: RECEPTIONIST.staff,
      permission: 'onlineServices.manageAccounts',
      patientRef: account.patientRef,
      patientName: 'Siân',
      description: 'Create',
      audit: [],
      writes: [
        { after: { kind: 'account', body: account } },
        ...(check ? [{ after: { kind: 'identity-check' as const, body: check } }] : []),
        ...(codes
          ? [
              {
                after: {
                  kind: 'registration' as const,
                  body: { ...codes, state: 'pending' as const },
                },
              },
            ]
          : []),
      ],
    });
    await leave(other);
    const [here, there] = [await endings(one), await endings(other)];
    expect(here).to.have.length(1);
    expect(there[0]?.id).to.equal(here[0]?.id);
    const ofOther = await other.storage.records.read(SIAN.id ?? '');
    expect(ofOther.ok && ofOther.value.account?.disabling?.id).to.equal(
      records.value.account.disabling?.id,
    );
  });

  it('ends again, as another act, when they are let in and leave once more on the same day', async () => {
    const product = await gone();
    await comeBack(product, '2026-04-20T10:00:00.000Z');
    await checkIdentity(product);
    expect((await enable(product)).ok).to.equal(true);
    await leave(product);
    const ids = new Set((await endings(product)).map(({ id }) => id));
    expect(ids.size).to.equal(2);
  });

  it('ends once, however often the tab looks', async () => {
    const product = await gone();
    product.host.currentPatient.set({ ...LEFT, deceasedBoolean: true });
    await product.tab();
    await product.tab();
    const ended = (await auditTrail(product)).filter((row) => row.startsWith('end-access'));
    expect(ended).to.have.length(1);
  });
});

describe('a record that has replaced another one of the same patient', () => {
  it('says that the earlier one has an account, and takes nothing over', async () => {
    const product = makeProduct();
    await createAccount(product);
    const { account } = await product.tab();
    const newer: Patient = {
      ...SIAN,
      id: 'patient-sian-again',
      link: [{ type: 'replaces', other: { reference: `Patient/${SIAN.id}` } }],
    };
    product.host.currentPatient.set(newer);
    await waitUntil(
      async () => (await product.tab()).can.createAccount?.note !== undefined,
      'the earlier account is told',
    );
    const view = await product.tab();
    expect(view.account).to.equal(undefined);
    expect(view.can.createAccount?.note).to.contain(account?.accountId);
    expect(view.can.createAccount?.note).to.contain('It is not taken over');
    expect(view.can.createAccount?.note).to.contain('Open that record');
  });

  it('says nothing where the earlier one had none', async () => {
    const product = makeProduct();
    product.host.currentPatient.set({
      ...SIAN,
      id: 'patient-sian-again',
      link: [{ type: 'replaces', other: { reference: `Patient/${SIAN.id}` } }],
    });
    expect((await product.tab()).can.createAccount).not.to.have.property('note');
  });
});
