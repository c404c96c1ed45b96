import { expect } from '@open-wc/testing';
import { FakeHost, RECEPTIONIST, TOMASZ, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';

const PATIENT_REF = 'patient-sian';
const CONTACT = { patientRef: PATIENT_REF, contactId: 'contact-1' };
const UNVERIFIED = { ...VERIFIED_EMAIL, verified: false };

function withUnverified(): Product {
  const product = makeProduct(new FakeHost());
  product.host.contacts(PATIENT_REF).set([UNVERIFIED]);
  return product;
}

/** What the patient reads. */
function codeSent({ host }: Product): string {
  return /\d{6}/.exec(host.messages?.accepted.at(-1)?.text ?? '')?.[0] ?? '';
}

function held({ host }: Product) {
  return host.contacts(PATIENT_REF).value[0];
}

async function answer(product: Product, code: string): Promise<string> {
  const answered = await product.services.verifyContact({ ...CONTACT, code });
  return answered.ok ? 'verified' : answered.failure.message;
}

describe('a contact verified by a code', () => {
  it('is verified when the patient reads it out: when, how and by whom', async () => {
    const product = withUnverified();
    expect((await product.services.sendVerificationCode(CONTACT)).ok).to.equal(true);
    const code = codeSent(product);
    expect(await answer(product, `${code.slice(0, 3)} ${code.slice(3)}`)).to.equal('verified');
    expect(held(product)).to.deep.include({
      verified: true,
      verification: {
        at: product.clock.time,
        how: 'code',
        by: { id: RECEPTIONIST.staff.id, name: RECEPTIONIST.staff.name },
      },
    });
    expect(await answer(product, code), 'used up').to.contain('No code waits');
  });

  it('leaves the code nowhere: not in the audit, the log, storage or what the desk is answered', async () => {
    const product = withUnverified();
    const answered = await product.services.sendVerificationCode(CONTACT);
    const code = codeSent(product);
    const entries = await product.storage.entries();
    const everything = [answered, entries, product.host.logLines, await auditTrail(product)];
    expect(JSON.stringify(everything)).not.to.contain(code);
  });

  it('is not by a wrong code, and after five tries not by the right one', async () => {
    const product = withUnverified();
    await product.services.sendVerificationCode(CONTACT);
    const code = codeSent(product);
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await answer(product, wrong)).to.contain('4 more tries');
    for (let tries = 0; tries < 3; tries += 1) await answer(product, wrong);
    expect(await answer(product, wrong)).to.contain('Too many');
    expect(await answer(product, code)).to.contain('Too many');
    expect(held(product)?.verified).to.equal(false);
  });

  it('loses no try when nothing was typed, or too few digits', async () => {
    const product = withUnverified();
    await product.services.sendVerificationCode(CONTACT);
    for (const typed of ['', ' ', '12345', 'ABCDEF', '1234567', '']) {
      expect(await answer(product, typed), typed).to.equal('Type all 6 digits of the code.');
    }
    expect(await answer(product, codeSent(product))).to.equal('verified');
  });

  it('is not by a code older than fifteen minutes', async () => {
    const product = withUnverified();
    await product.services.sendVerificationCode(CONTACT);
    product.clock.time = '2026-04-20T09:44:59.000Z';
    const wrong = codeSent(product) === '000000' ? '000001' : '000000';
    expect(await answer(product, wrong)).to.contain('4 more tries');
    product.clock.time = '2026-04-20T09:45:00.000Z';
    expect(await answer(product, codeSent(product))).to.contain('too old');
  });

  it('is not when it is another address by then, another person sits here, or an earlier code is read out', async () => {
    const product = withUnverified();
    await product.services.sendVerificationCode(CONTACT);
    const code = codeSent(product);
    product.host.contacts(PATIENT_REF).set([{ ...UNVERIFIED, value: 'other@post.example' }]);
    expect(await answer(product, code)).to.contain('No code waits');
    product.host.contacts(PATIENT_REF).set([UNVERIFIED]);
    product.host.session.set({ ...RECEPTIONIST, id: 'session-3' });
    expect(await answer(product, code)).to.contain('No code waits');
    product.host.session.set(RECEPTIONIST);
    product.host.currentPatient.set(TOMASZ);
    expect(await answer(product, code)).to.contain('Another patient');
  });

  it('is not offered by a host that sends nothing', async () => {
    const product = makeProduct(new FakeHost(undefined, undefined, 1));
    product.host.contacts(PATIENT_REF).set([UNVERIFIED]);
    const refused = await product.services.sendVerificationCode(CONTACT);
    expect(!refused.ok && refused.failure.message).to.contain('cannot send messages');
  });
});

describe('a contact ticked as verified', () => {
  const tick = { patientRef: PATIENT_REF, contact: { ...UNVERIFIED, verified: true } };

  it('takes a reason, which is kept with it', async () => {
    const product = withUnverified();
    const refused = await product.services.saveContact(tick);
    expect(!refused.ok && refused.failure.field).to.equal('reasonCode');
    const bare = await product.services.saveContact({ ...tick, reasonCode: 'other' });
    expect(!bare.ok && bare.failure.field).to.equal('reason');
    await product.services.saveContact({
      ...tick,
      reasonCode: 'other',
      reason: 'Seen on a letter',
    });
    expect(held(product)?.verification).to.deep.include({
      how: 'staff',
      reason: 'other',
      note: 'Seen on a letter',
    });
    expect((await auditTrail(product)).join()).to.contain('ticked as verified: another reason');
    expect((await auditTrail(product)).join()).not.to.contain('Seen on a letter');
  });

  it('stays verified with how it was, and not when the address becomes another', async () => {
    const product = withUnverified();
    await product.services.saveContact({ ...tick, reasonCode: 'shown-here' });
    const verified = held(product);
    if (verified === undefined) throw new Error('It was not saved.');
    const contact = { ...verified, verified: true };
    await product.services.saveContact({ patientRef: PATIENT_REF, contact });
    expect(held(product)?.verification?.reason).to.equal('shown-here');
    const refused = await product.services.saveContact({
      patientRef: PATIENT_REF,
      contact: { ...contact, value: 'new@post.example' },
    });
    expect(!refused.ok && refused.failure.field).to.equal('reasonCode');
  });
});

describe('the last email for messages of a patient who has registered', () => {
  for (const [what, contact] of [
    ['no longer verified', { ...VERIFIED_EMAIL, verified: false }],
    ['no longer preferred', { ...VERIFIED_EMAIL, preferred: false }],
    [
      'put aside for another',
      { type: 'email', value: 'b@post.example', verified: false, preferred: true },
    ],
  ] as const) {
    it(`is asked about before it is ${what}`, async () => {
      const product = makeProduct();
      product.host.contacts(PATIENT_REF).set([VERIFIED_EMAIL]);
      await createAccount(product);
      const save = { patientRef: PATIENT_REF, contact };
      await changeStoredAccount(product, { status: 'active' });
      const asked = await product.services.saveContact(save);
      expect(!asked.ok && asked.failure.question?.code).to.equal('email-lost');
      expect(held(product)).to.deep.equal(VERIFIED_EMAIL);
      const saved = await product.services.saveContact({ ...save, answered: ['email-lost'] });
      expect(saved.ok).to.equal(true);
    });
  }

  it('is not asked about before anybody has registered', async () => {
    const product = makeProduct();
    product.host.contacts(PATIENT_REF).set([VERIFIED_EMAIL]);
    await createAccount(product);
    const contact = { ...VERIFIED_EMAIL, verified: false };
    expect((await product.services.saveContact({ patientRef: PATIENT_REF, contact })).ok).to.equal(
      true,
    );
  });
});
