import { expect } from '@open-wc/testing';
import { TOMASZ, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';

const PATIENT_REF = 'patient-sian';
const AT = '2026-04-20T09:00:00.000Z';
const NEW = 'new@post.example';
const OFFER = { type: 'email', value: NEW, at: AT } as const;

async function withOffer(offered = NEW): Promise<Product> {
  const product = makeProduct();
  product.host.contacts(PATIENT_REF).set([VERIFIED_EMAIL]);
  await createAccount(product);
  await changeStoredAccount(product, { status: 'active', offeredEmail: { offered, at: AT } });
  return product;
}

function input({ services }: Product, offer: typeof OFFER | object = OFFER) {
  const operationId = services.newOperationId();
  return { ...OFFER, ...offer, patientRef: PATIENT_REF, operationId };
}

async function offered(product: Product): Promise<unknown> {
  const records = await product.storage.records.read(PATIENT_REF);
  return records.ok ? records.value.account?.offeredEmail : 'not readable';
}

function values({ host }: Product): readonly string[] {
  return host.contacts(PATIENT_REF).value.map(({ value }) => value);
}

describe('what the patient changed at the website', () => {
  it('is offered, and changes nothing before somebody has looked at it', async () => {
    const product = await withOffer();
    expect((await product.tab()).offeredContacts).to.deep.equal([OFFER]);
    expect(values(product)).to.deep.equal([VERIFIED_EMAIL.value]);
  });

  it('taken over is in the record, neither verified nor preferred, and offered no more', async () => {
    const product = await withOffer();
    expect((await product.services.takeOverContact(input(product))).ok).to.equal(true);
    const [held, taken] = product.host.contacts(PATIENT_REF).value;
    expect(held).to.deep.equal(VERIFIED_EMAIL);
    expect(taken).to.deep.include({ ...{ value: NEW, verified: false, preferred: false } });
    expect(await offered(product)).to.equal(undefined);
    expect((await product.tab()).offeredContacts).to.equal(undefined);
    const told = (await auditTrail(product)).filter((row) => row.startsWith('take-over-contact'));
    expect(told.join()).to.contain('is in the record');
    expect(told.join(), 'no address in the audit').not.to.contain(NEW);
  });

  it('left is offered no more, and the record is as it was', async () => {
    const product = await withOffer();
    expect((await product.services.leaveOfferedContact(input(product))).ok).to.equal(true);
    expect(values(product)).to.deep.equal([VERIFIED_EMAIL.value]);
    expect(await offered(product)).to.equal(undefined);
    expect((await auditTrail(product)).join()).to.contain('left out of the record');
  });

  it('stays offered while the host refuses, whose sentence is told', async () => {
    const product = await withOffer();
    product.host.refusal = 'The record is locked.';
    const refused = await product.services.takeOverContact(input(product));
    expect(!refused.ok && refused.failure.message).to.equal('The record is locked.');
    expect(await offered(product)).to.deep.equal({ offered: NEW, at: AT });
  });

  it('is asked about first where other patients hold the address', async () => {
    const product = await withOffer();
    product.host.sharingEmail = 2;
    const asked = await product.services.takeOverContact(input(product));
    expect(!asked.ok && asked.failure.question?.code).to.equal('offered-email-shared');
    expect(!asked.ok && asked.failure.message).to.contain('2 other patients');
    expect(values(product)).not.to.contain(NEW);
    const answered = ['offered-email-shared'] as const;
    const done = await product.services.takeOverContact({ ...input(product), answered });
    expect(done.ok).to.equal(true);
    expect(values(product)).to.contain(NEW);
  });

  it('is one outcome at two workstations that both take it over', async () => {
    const product = await withOffer();
    const second = makeProduct(undefined, { besides: product });
    const held = [
      ...product.host.contacts(PATIENT_REF).value,
      { ...VERIFIED_EMAIL, id: 'c2', value: NEW },
    ];
    second.host.contacts(PATIENT_REF).set(held);
    expect((await second.services.takeOverContact(input(second))).ok).to.equal(true);
    expect(values(second).filter((value) => value === NEW)).to.have.length(1);
    const late = await product.services.takeOverContact(input(product));
    expect(!late.ok && late.failure.kind).to.equal('changed-meanwhile');
  });

  it('is put into the record by one of two workstations that have not heard of each other, and the other one is told', async () => {
    const [first, second] = [await withOffer(), await withOffer()];
    const added = await first.services.takeOverContact(input(first));
    expect(added).to.deep.equal({ ok: true, value: 'added' });
    // What the first has put there comes while the second one is about to.
    const { countSharingEmail } = second.host.patients;
    second.host.patients = {
      ...second.host.patients,
      countSharingEmail: (...asked) => {
        second.host.contacts(PATIENT_REF).set(first.host.contacts(PATIENT_REF).value);
        return countSharingEmail(...asked);
      },
    };
    const held = await second.services.takeOverContact(input(second));
    expect(held).to.deep.equal({ ok: true, value: 'held' });
    expect(values(second).filter((value) => value === NEW)).to.have.length(1);
    expect(await offered(second)).to.equal(undefined);
  });

  it('is refused where something else has been typed since, where it makes no sense, and of another patient', async () => {
    const product = await withOffer('nobody@');
    const typed = { value: 'nobody@' };
    const wrong = await product.services.takeOverContact(input(product, typed));
    expect(!wrong.ok && wrong.failure.kind).to.equal('invalid');
    const other = await product.services.takeOverContact(input(product));
    expect(!other.ok && other.failure.kind).to.equal('changed-meanwhile');
    product.host.currentPatient.set(TOMASZ);
    for (const name of ['takeOverContact', 'leaveOfferedContact'] as const) {
      const refused = await product.services[name](input(product, typed));
      expect(!refused.ok && refused.failure.message).to.contain('Another patient');
    }
  });

  it('of who has died is not taken over, and may be left', async () => {
    const product = await withOffer();
    const patient = product.host.currentPatient.value;
    product.host.currentPatient.set(patient && { ...patient, deceasedBoolean: true });
    const refused = await product.services.takeOverContact(input(product));
    expect(!refused.ok && refused.failure.kind).to.equal('not-allowed');
    expect(values(product)).not.to.contain(NEW);
    expect((await product.services.leaveOfferedContact(input(product))).ok).to.equal(true);
  });
});
