import { expect } from '@open-wc/testing';
import type { Patient } from 'fhir/r4';
import { offeredReasons } from '../../../../services/application/codes/new-codes-form.ts';
import { SIAN } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { waitUntil } from '../../../wait-until.ts';

const [NAME] = SIAN.name ?? [];
const MARRIED: Patient = { ...SIAN, name: [{ ...NAME, family: 'Rees' }] };

async function printed(product: Product): Promise<void> {
  const done = await product.services.printLetter({
    operationId: product.services.newOperationId(),
    patientRef: SIAN.id ?? '',
    answered: ['codes-not-shared'],
  });
  if (!done.ok) throw new Error(done.failure.message);
}

async function withLetter(): Promise<Product> {
  const product = makeProduct();
  await createAccount(product);
  await printed(product);
  return product;
}

const note = async ({ tab }: Product) => (await tab()).can.issueNewCodes?.note;

async function marry(product: Product): Promise<void> {
  product.host.currentPatient.set(MARRIED);
  await waitUntil(async () => (await note(product)) !== undefined, 'the change is told');
}

describe('a letter whose patient has another name by now', () => {
  it('is told of on the tab, with what has changed and what to do', async () => {
    const product = await withLetter();
    expect(await note(product)).to.equal(undefined);
    await marry(product);
    expect(await note(product)).to.contain('made for another surname.');
    expect(await note(product)).to.contain('Make a new letter');
    product.host.currentPatient.set({ ...MARRIED, birthDate: '1984-02-28' });
    await waitUntil(
      async () => (await note(product))?.includes('surname and date of birth') === true,
      'both are told',
    );
  });

  it('is replaced for that reason, which is offered then, and is in the history', async () => {
    const product = await withLetter();
    expect(offeredReasons('new-letter', await product.tab())).not.to.contain('details-changed');
    await marry(product);
    expect(offeredReasons('new-letter', await product.tab())[0]).to.equal('details-changed');
    const issued = await product.services.issueNewCodes({
      operationId: product.services.newOperationId(),
      patientRef: SIAN.id ?? '',
      reasonCode: 'details-changed',
    });
    expect(issued.ok).to.equal(true);
    expect((await auditTrail(product)).at(-1)).to.contain('details had changed since the letter');
    expect(await note(product)).to.equal(undefined);
  });

  it('is made right by reprinting it, with the details as they are now', async () => {
    const product = await withLetter();
    await marry(product);
    await printed(product);
    expect(await note(product)).to.equal(undefined);
    expect(product.renderer.letters.at(-1)?.patient.surname).to.equal('Rees');
  });

  it('is not told of before any letter went out, nor once its codes have expired', async () => {
    const fresh = makeProduct();
    await createAccount(fresh);
    fresh.host.currentPatient.set(MARRIED);
    expect(await note(fresh)).to.equal(undefined);

    const old = await withLetter();
    await marry(old);
    old.clock.time = '2026-05-20T09:00:00.000Z';
    old.host.currentPatient.set({ ...MARRIED, birthDate: '1984-02-28' });
    await waitUntil(async () => (await note(old)) === undefined, 'the letter is over');
  });
});
