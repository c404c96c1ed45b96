import { expect } from '@open-wc/testing';
import {
  auditTrail,
  checkIdentity,
  createAccount,
  makeProduct,
  type Product,
} from '../../../fakes/product.ts';
import { verifierOf } from '../../../fakes/sample-applications.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';

const ON_IT = { patientRef: 'patient-sian', operationId: 'op-1' };

async function basic(): Promise<Product> {
  const product = makeProduct();
  await createAccount(product);
  const usernameVerifier = await verifierOf('heron42');
  const at = '2026-04-20T09:00:00.000Z';
  await changeStoredAccount(product, {
    ...{ status: 'active', activatedAt: at, kind: 'osu', origin: { by: 'website' } },
    usernameVerifier,
  });
  return product;
}

describe('a basic account on the tab', () => {
  it('is an Online Services User: every service but Appointments is unavailable, with the reason', async () => {
    const { account, services, can, nobodyLetIn } = await (await basic()).tab();
    expect(account?.basic).to.equal(true);
    expect(account?.statusMeaning).to.include('Nobody has checked yet that it was the patient');
    expect(nobodyLetIn).to.equal(undefined);
    const free = services.filter(({ unavailable }) => unavailable === undefined);
    expect(free.map(({ name }) => name)).to.deep.equal(['global', 'appointments']);
    expect(can.resetAccount).to.deep.include({ allowed: false });
    expect(can.upgradeAccount).to.deep.equal({ allowed: true, recommended: true });
  });

  it('is upgraded for who knows the username, whatever its case, and for nobody else', async () => {
    const product = await basic();
    const { services } = product;
    const wrong = await services.upgradeAccount({ ...ON_IT, username: 'heron43' });
    expect(!wrong.ok && wrong.failure.message).to.include('somebody else made the account');
    expect((await product.tab()).account?.basic).to.equal(true);
    expect(await auditTrail(product)).to.include.members([
      'upgrade-account refused: Refused: This is not the username of this account. If the patient is sure of it, somebody else made the account: do not upgrade it, but reject it.',
    ]);
    expect((await services.upgradeAccount({ ...ON_IT, username: ' HERON42 ' })).ok).to.equal(true);
    const { account, can } = await product.tab();
    expect(account?.basic).to.equal(undefined);
    expect(account?.status).to.equal('active');
    expect(can.upgradeAccount).to.deep.include({ hidden: true });
  });

  it('is rejected with a reason, and disabled', async () => {
    const product = await basic();
    const { services } = product;
    const input = { ...ON_IT, reasonCode: 'other', reason: '' };
    const bare = await services.rejectBasicAccount(input);
    expect(!bare.ok && bare.failure.field).to.equal('reason');
    const done = await services.rejectBasicAccount({ ...input, reason: 'Not hers' });
    expect(done.ok).to.equal(true);
    const { account } = await product.tab();
    expect(account).to.include({ disabledByPractice: true, status: 'created' });
    expect(account?.basic).to.equal(undefined);
  });
});

describe('an account that another system made', () => {
  it('says who made it, and since when the practice has known, once and for all', async () => {
    const product = makeProduct();
    await checkIdentity(product);
    await createAccount(product);
    const origin = { by: 'elsewhere', name: '<b>NHS login</b>' } as const;
    await changeStoredAccount(product, { status: 'active', origin });
    const first = (await product.tab()).account?.madeElsewhere;
    expect(first).to.include('Made by <b>NHS login</b> on 20 Apr 2026');
    const until = async (): Promise<string> => {
      const said = (await product.tab()).account?.madeElsewhere ?? '';
      return said.includes('first seen here') ? said : until();
    };
    expect(await until()).to.include('first seen here on 20 Apr 2026');
    expect(await auditTrail(product)).to.include(
      'note-first-seen done: Account made by another system seen here for the first time',
    );
  });
});
