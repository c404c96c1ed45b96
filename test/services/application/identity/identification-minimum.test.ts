import { expect } from '@open-wc/testing';
import type { IdentityCheckInput } from '../../../../services/application/views.ts';
import type { SharedSettings } from '../../../../services/domain/practice/shared-settings.ts';
import { RECEPTIONIST, SIAN, SYSTEM_ADMINISTRATOR } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  createAccount,
  makeProduct,
  TODAY,
  type Product,
} from '../../../fakes/product.ts';

async function practiceWith(
  settings: Partial<Pick<SharedSettings, 'identityDocuments' | 'identityVouching'>>,
): Promise<Product> {
  const product = makeProduct();
  product.host.session.set(SYSTEM_ADMINISTRATOR);
  const saved = await product.services.saveSettings(settings);
  if (!saved.ok) throw new Error(saved.failure.message);
  product.host.session.set(RECEPTIONIST);
  return product;
}

function record({ services }: Product, input: Partial<IdentityCheckInput>) {
  return services.recordIdentityCheck({
    operationId: services.newOperationId(),
    patientRef: SIAN.id ?? '',
    date: TODAY,
    method: 'passport',
    staffId: RECEPTIONIST.staff.id,
    freetext: '',
    addCodedEntry: false,
    ...input,
  });
}

async function create({ services, tab }: Product) {
  const { services: ticks } = await tab();
  return services.createAccount({
    operationId: services.newOperationId(),
    patientRef: SIAN.id ?? '',
    services: ticks,
    answered: ['no-preferred-email', 'email-not-verified'],
  });
}

const VOUCH = { method: 'personal-vouch', freetext: 'Known to the practice since 1998' } as const;

describe('identification to the practice’s minimum', () => {
  it('is any one check where nobody has decided, and then nothing is said to be missing', async () => {
    const product = makeProduct();
    expect((await product.tab()).can.recordIdentityCheck).to.deep.equal({ allowed: true });
    await record(product, { method: 'birth-certificate' });
    expect((await product.tab()).can.createAccount?.allowed).to.equal(true);
  });

  it('says what is missing, in the section, beside Create and when it is tried all the same', async () => {
    const product = await practiceWith({ identityDocuments: 'photo-and-address' });
    const asked = (await product.tab()).can.recordIdentityCheck?.note;
    expect(asked).to.equal('Still missing: photo identity and proof of address, or vouching.');
    const first = await record(product, {});
    const missing = 'Still missing: proof of address, or vouching.';
    expect(first.ok && first.value.stillMissing).to.equal(missing);
    const { can } = await product.tab();
    expect(can.recordIdentityCheck?.note).to.equal(missing);
    expect(can.createAccount).to.deep.equal({
      allowed: false,
      reason: missing,
      needsIdentity: true,
    });
    const refused = await create(product);
    expect(!refused.ok && refused.failure.message).to.equal(missing);
    const second = await record(product, { method: 'council-tax-bill' });
    expect(second.ok && second.value).to.deep.equal({});
    expect((await product.tab()).can.recordIdentityCheck).to.deep.equal({ allowed: true });
    expect((await create(product)).ok).to.equal(true);
  });

  it('says so to who may record identity and not create accounts', async () => {
    const product = await practiceWith({ identityDocuments: 'photo' });
    product.host.session.set({
      ...RECEPTIONIST,
      permissions: ['onlineServices.view', 'onlineServices.recordIdentity'],
    });
    await record(product, { method: 'bank-statement' });
    const { can } = await product.tab();
    expect(can.recordIdentityCheck?.note).to.equal('Still missing: photo identity, or vouching.');
  });

  it('takes no vouching where the practice takes none: refused beside the type, with an audit row', async () => {
    const product = await practiceWith({ identityVouching: 'nobody' });
    const refused = await record(product, VOUCH);
    expect(!refused.ok && refused.failure.field).to.equal('method');
    expect((await product.tab()).identityChecks).to.have.length(0);
    expect((await auditTrail(product)).at(-1)).to.match(/^record-identity-check refused: /);
  });

  it('takes vouching of who may manage accounts, in their own name alone, where it says so', async () => {
    const settings = { identityDocuments: 'photo', identityVouching: 'account-managers' } as const;
    const product = await practiceWith(settings);
    const inAnothersName = await record(product, { ...VOUCH, staffId: 'staff-owen' });
    expect(!inAnothersName.ok && inAnothersName.failure.field).to.equal('method');
    product.host.session.set({
      ...RECEPTIONIST,
      permissions: ['onlineServices.view', 'onlineServices.recordIdentity'],
    });
    expect((await record(product, VOUCH)).ok).to.equal(false);
    product.host.session.set(RECEPTIONIST);
    expect((await record(product, VOUCH)).ok).to.equal(true);
    expect((await create(product)).ok).to.equal(true);
  });

  it('does not count a vouch from before that nobody knows the rights of', async () => {
    const product = makeProduct();
    await record(product, { ...VOUCH, staffId: 'staff-owen' });
    expect((await product.tab()).can.createAccount?.allowed).to.equal(true);
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    await product.services.saveSettings({ identityVouching: 'account-managers' });
    product.host.session.set(RECEPTIONIST);
    const refused = await create(product);
    expect(!refused.ok && refused.failure.message).to.contain('Still missing: a document');
  });

  it('leaves accounts that exist as they are', async () => {
    const product = makeProduct();
    await createAccount(product);
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    await product.services.saveSettings({
      identityDocuments: 'photo-and-address',
      identityVouching: 'nobody',
    });
    product.host.session.set(RECEPTIONIST);
    const { account, nobodyLetIn, can } = await product.tab();
    expect(account?.disabledByPractice).to.equal(false);
    expect(nobodyLetIn).to.equal(undefined);
    expect(can.printLetter?.allowed).to.equal(true);
  });

  it('keeps no number of a document: refused beside the free text, and the reason says why', async () => {
    const product = makeProduct();
    const refused = await record(product, { freetext: 'No. 533401372' });
    expect(!refused.ok && refused.failure.field).to.equal('freetext');
    expect(!refused.ok && refused.failure.message).to.contain('passport number');
    expect(!refused.ok && refused.failure.message).not.to.contain('533401372');
  });

  it('is of no day long before the patient was registered here, where the record says since when', async () => {
    const product = makeProduct();
    const ours = {
      system: 'https://fhir.nhs.uk/Id/ods-organization-code',
      value: product.host.practice.id,
      period: { start: '2026-04-01' },
    };
    product.host.currentPatient.set({ ...SIAN, generalPractitioner: [{ identifier: ours }] });
    const refused = await record(product, { date: '28/02/2026' });
    expect(!refused.ok && refused.failure.field).to.equal('date');
    expect(!refused.ok && refused.failure.message).to.contain('1 Apr 2026');
    expect((await record(product, { date: '02/03/2026' })).ok).to.equal(true);
  });
});
