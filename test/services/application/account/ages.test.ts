import { expect } from '@open-wc/testing';
import { FakeHost, SIAN, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import { auditTrail, checkIdentity, makeProduct, type Product } from '../../../fakes/product.ts';
import { saveShared } from '../../../fakes/shared-setting.ts';
import { waitUntil } from '../../../wait-until.ts';

const CHILD = {
  relation: 'mother',
  askedBy: 'Tess Reed',
  responsibility: true,
  competence: '',
} as const;

async function productOf(birthDate: string): Promise<Product> {
  const host = new FakeHost();
  host.currentPatient.set({ ...SIAN, birthDate });
  host.contacts('patient-sian').set([VERIFIED_EMAIL]);
  const product = makeProduct(host);
  await checkIdentity(product);
  return product;
}

async function create(product: Product, change: object = {}) {
  const { staff, services } = await product.tab();
  return product.services.createAccount({
    operationId: product.services.newOperationId(),
    patientRef: 'patient-sian',
    services,
    answered: ['patient-under-11', 'patient-under-16'],
    child: { ...CHILD, staffId: staff.id },
    ...change,
  });
}

async function account({ storage }: Product) {
  const records = await storage.records.read('patient-sian');
  return records.ok ? records.value.account : undefined;
}

describe('an account for somebody under 16', () => {
  it('keeps who asked and who decided, tells the website the day, and the history', async () => {
    const product = await productOf('2017-02-08');
    expect((await create(product)).ok).to.be.true;
    const made = await account(product);
    expect(made?.suspendOn).to.equal('2033-02-08');
    expect(made?.child).to.deep.include({
      group: 'under-11',
      relation: 'mother',
      askedBy: 'Tess Reed',
    });
    const told = (await auditTrail(product)).at(-1);
    expect(told).to.include('asked for by the mother, decided by Dilys Probert');
    expect(told).not.to.include('Tess');
    expect((await product.tab()).account?.childUntil).to.deep.equal({
      on: '2033-02-08',
      isNear: false,
    });
  });

  it('is not made without the answers, by a host’s own button', async () => {
    const product = await productOf('2012-01-19');
    const refused = await create(product, { child: undefined });
    expect(!refused.ok && refused.failure.message).to.include('which asks who wants it');
    expect(await account(product)).to.equal(undefined);
  });

  it('is not made where the practice makes none for that age, and says so beside the button', async () => {
    const product = await productOf('2012-01-19');
    await saveShared(product, { children11To15: 'refuse' });
    const { can } = await product.tab();
    expect(can.createAccount).to.deep.include({
      allowed: false,
      reason: 'The practice makes no accounts for patients from 11 to 15.',
    });
    const refused = await create(product);
    expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
  });

  it('has its letter addressed as the practice chooses', async () => {
    const product = await productOf('2017-02-08');
    await create(product);
    const addressee = async () => {
      await product.services.previewLetter({ patientRef: 'patient-sian' });
      return product.renderer.letters.at(-1)?.patient.addressee;
    };
    expect(await addressee()).to.equal('guardian');
    await saveShared(product, { lettersOfChildren: 'child' });
    expect(await addressee()).to.equal('child');
  });
});

describe('at 16', () => {
  const own = { ...CHILD, relation: 'young-person', askedBy: '', competence: 'assessed' } as const;

  async function young(): Promise<Product> {
    const product = await productOf('2010-04-25');
    const { staff } = await product.tab();
    const made = await create(product, { child: { ...own, staffId: staff.id } });
    if (!made.ok) throw new Error(made.failure.message);
    return product;
  }

  it('staff are warned ahead, and on the day a rule suspends the account', async () => {
    const product = await young();
    expect((await product.tab()).account?.childUntil).to.deep.include({ isNear: true });
    product.clock.time = '2026-04-25T08:00:00.000Z';
    await waitUntil(
      async () => (await product.tab()).account?.disabledByPractice,
      'the account is suspended',
    );
    const tab = await product.tab();
    expect(tab.account?.disabling).to.deep.include({ byRule: true });
    expect(tab.nobodyLetIn).to.include('who turned 16 on 25 April 2026');
    expect((await auditTrail(product)).at(-1)).to.include('turn-sixteen done');
  });

  it('nothing is done by a clock that nobody vouches for', async () => {
    const product = await young();
    product.clock.trusted = false;
    product.clock.time = '2026-04-25T08:00:00.000Z';
    await product.tab();
    expect((await account(product))?.enabled).to.be.true;
  });

  it('Global stays off until identity and letter are new', async () => {
    const product = await young();
    product.clock.time = '2026-04-26T08:00:00.000Z';
    await waitUntil(
      async () => (await product.tab()).account?.disabledByPractice,
      'the account is suspended',
    );
    const enable = async () => {
      const { services } = await product.tab();
      return product.services.changeServices({
        operationId: product.services.newOperationId(),
        patientRef: 'patient-sian',
        services: services.map((tick) => ({
          ...tick,
          enabled: tick.enabled || tick.name === 'global',
        })),
      });
    };
    expect((await enable()).ok).to.be.false;
    const { staff } = await product.tab();
    await product.services.recordIdentityCheck({
      operationId: product.services.newOperationId(),
      patientRef: 'patient-sian',
      ...{ date: '26/4/2026', method: 'passport', staffId: staff.id, freetext: '' },
      addCodedEntry: false,
    });
    const issued = await product.services.issueNewCodes({
      operationId: product.services.newOperationId(),
      patientRef: 'patient-sian',
      reasonCode: 'codes-ended',
    });
    expect(issued.ok).to.be.true;
    // By the rule, which follows what was issued.
    await product.tab();
    await waitUntil(
      async () => (await account(product))?.suspendOn === undefined,
      'no day is left',
    );
    const enabled = await enable();
    expect(enabled.ok ? '' : enabled.failure.message).to.equal('');
    expect((await account(product))?.enabled).to.be.true;
  });
});
