import { expect } from '@open-wc/testing';
import { SIAN, TOMASZ, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  type Product,
} from '../../../fakes/product.ts';

async function create(product: Product, withoutEmail = false, operationId = crypto.randomUUID()) {
  const { patient, services } = await product.tab();
  return product.services.createAccount({
    operationId,
    patientRef: patient.ref,
    services,
    answered: withoutEmail ? ['no-preferred-email', 'email-not-verified'] : [],
  });
}

describe('Create Online Account', () => {
  it('is refused without an identity check, with the reason beside the button and in the audit', async () => {
    const product = makeProduct();
    const { can } = await product.tab();
    expect(can.createAccount?.allowed).to.equal(false);
    const refused = await create(product);
    expect(!refused.ok && refused.failure.message).to.contain('identity');
    expect((await auditTrail(product))[0]).to.match(/^create-account refused: Refused: .*identity/);
  });

  it('asks the exact question when there is no verified preferred email, and creates on Yes', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    product.host.contacts('patient-sian').set([{ ...VERIFIED_EMAIL, preferred: false }]);
    const asked = await create(product);
    expect(!asked.ok && asked.failure).to.deep.equal({
      kind: 'needs-confirmation',
      message:
        'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
      question: {
        code: 'no-preferred-email',
        title: 'Patient has not specified a preferred email address',
      },
    });
    expect((await product.tab()).account).to.equal(undefined);
    expect((await create(product, true)).ok).to.equal(true);
    expect((await auditTrail(product)).at(-1)).to.contain(
      'asked: no verified preferred email address',
    );
  });

  it('does not deny a preferred email that is only not verified yet', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    product.host.contacts('patient-sian').set([{ ...VERIFIED_EMAIL, verified: false }]);
    const asked = await create(product);
    expect(!asked.ok && asked.failure.kind).to.equal('needs-confirmation');
    expect(!asked.ok && asked.failure.message)
      .to.contain('not verified yet')
      .and.not.to.contain('Without a preferred');
    expect((await create(product, true)).ok).to.equal(true);
  });

  it('asks nothing when there is one', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    product.host.contacts('patient-sian').set([VERIFIED_EMAIL]);
    expect((await create(product)).ok).to.equal(true);
    const { account, letter, sync } = await product.tab();
    expect(account).to.include({ status: 'created', shared: false, disabledByPractice: false });
    expect(letter).to.include({ expiresOn: '2026-05-04', expired: false, codesWork: false });
    expect(sync.work.map(({ description }) => description)).to.deep.equal([
      'Record identity check',
      'Create online account',
    ]);
  });

  it('makes one account of ten clicks', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const id = crypto.randomUUID();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => create(product, true, id)));
    expect(outcomes.every(({ ok }) => ok)).to.equal(true);
    const created = (await auditTrail(product)).filter((row) => row.startsWith('create-account'));
    expect(created).to.have.length(1);
  });

  it('is refused when another patient has been opened meanwhile', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const { services } = await product.tab();
    product.host.currentPatient.set(TOMASZ);
    const refused = await product.services.createAccount({
      operationId: crypto.randomUUID(),
      patientRef: 'patient-sian',
      services,
      answered: ['no-preferred-email'],
    });
    expect(!refused.ok && refused.failure.message).to.contain('Another patient is open');
  });

  it('is refused for the deceased and the departed, whatever the screen offered', async () => {
    for (const change of [{ deceasedDateTime: '2026-01-01' }, { active: false }]) {
      const product = makeProduct();
      await checkIdentity(product);
      product.host.currentPatient.set({ ...SIAN, ...change });
      const refused = await create(product, true);
      expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
    }
  });

  it('is refused to a role without the permission, and audited', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const session = product.host.session.value;
    if (session === null) throw new Error('nobody is signed in');
    product.host.session.set({ ...session, permissions: ['onlineServices.view'] });
    const refused = await create(product, true);
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
    expect((await auditTrail(product)).at(-1)).to.equal(
      'create-account refused: Refused: no permission',
    );
  });

  it('is refused after the session ended', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const { services } = await product.tab();
    product.host.session.set(null);
    const refused = await product.services.createAccount({
      operationId: crypto.randomUUID(),
      patientRef: 'patient-sian',
      services,
      answered: ['no-preferred-email'],
    });
    expect(!refused.ok && refused.failure.message).to.contain('signed out');
  });

  it('says so when storage cannot be used, and keeps nothing', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    const { services } = await product.tab();
    product.storage.fail({ code: 'storage-full' });
    const refused = await product.services.createAccount({
      operationId: crypto.randomUUID(),
      patientRef: 'patient-sian',
      services,
      answered: ['no-preferred-email'],
    });
    expect(!refused.ok && refused.failure.kind).to.equal('storage-unavailable');
    product.storage.fail(undefined);
    expect((await product.tab()).account).to.equal(undefined);
  });

  it('never writes a code, a token or free text into audit or log', async () => {
    const product = makeProduct();
    await createAccount(product, [{ name: 'repeats', enabled: false, notes: 'private remark' }]);
    const { patient } = await product.tab();
    await product.services.previewLetter({ patientRef: patient.ref });
    const letter = product.renderer.letters[0];
    const written = [...(await auditTrail(product)), ...product.host.logLines].join('\n');
    expect(letter?.token).to.have.length(16);
    for (const secret of [letter?.token, letter?.linkageKey, 'private remark']) {
      expect(written).not.to.contain(secret);
    }
  });
});
