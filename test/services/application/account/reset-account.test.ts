import { expect } from '@open-wc/testing';
import { RECEPTIONIST, SYSTEM_ADMINISTRATOR, VERIFIED_EMAIL } from '../../../fakes/fake-host.ts';
import { createAccount, makeProduct, TODAY, type Product } from '../../../fakes/product.ts';
import { changeStoredAccount } from '../../../fakes/stored-account.ts';
import { remote, shareEverything } from '../../../contracts/storage-samples.ts';

const PATIENT = { patientRef: 'patient-sian' };

async function activeAccount(): Promise<Product> {
  const product = makeProduct();
  product.host.contacts('patient-sian').set([VERIFIED_EMAIL]);
  await createAccount(product);
  const epoch = await shareEverything(product.storage);
  const { account } = await recordsOf(product);
  if (account === undefined) throw new Error('There is no account.');
  const active = { ...account, status: 'active', activatedAt: `${TODAY}T09:00:00.000Z` } as const;
  await product.storage.journal.applyPage(
    { kind: 'account', records: [remote('account', active, 2)], quarantined: [] },
    epoch,
  );
  return product;
}

function reset({ services }: Product, changes: object = {}) {
  const input = { ...PATIENT, operationId: services.newOperationId(), reasonCode: 'wrong-person' };
  return services.resetAccount({ ...input, ...changes });
}

async function recordsOf({ storage }: Product) {
  const records = await storage.records.read(PATIENT.patientRef);
  if (!records.ok) throw new Error(records.failure.reason.code);
  return records.value;
}

describe('Reset Online Account', () => {
  it('is one change, audited with its reason, which no summary repeats in anybody’s own words', async () => {
    const product = await activeAccount();
    const done = await reset(product, { reason: 'Ex-husband knew the password' });
    expect(done.ok).to.equal(true);
    const entries = (await product.storage.entries()).filter(({ kind }) => kind !== 'audit');
    expect(new Set(entries.map(({ changeId }) => changeId)).size).to.equal(1);
    expect(new Set(entries.map(({ kind }) => kind))).to.deep.equal(
      new Set(['account', 'registration']),
    );
    const rows = await product.storage.records.audit({ limit: 1 });
    expect(rows.ok && rows.value[0]).to.include({
      action: 'reset-account',
      outcome: 'done',
      reasonCode: 'wrong-person',
      reason: 'Ex-husband knew the password',
      summary:
        'Online account reset (the wrong person got in): patient and apps unlinked, new registration codes issued',
    });
  });

  it('says until it is sent that whoever could sign in still can', async () => {
    const product = await activeAccount();
    const before = (await product.tab()).account;
    await reset(product);
    const { account, can, letter } = await product.tab();
    expect(account).to.include({ accountId: before?.accountId, status: 'created', shared: false });
    expect(account?.statusMeaning).to.contain('Whoever could sign in still can');
    expect(can.printLetter).to.deep.equal({ allowed: true, recommended: true });
    expect(letter).to.include({ copies: 0, codesWork: false });
  });

  it('is refused without a check of the day, with the reason beside the button', async () => {
    const product = await activeAccount();
    product.clock.time = '2026-04-21T09:30:00.000Z';
    expect((await product.tab()).can.resetAccount).to.deep.include({ allowed: false });
    const refused = await reset(product);
    expect(!refused.ok && refused.failure.message).to.contain('on the day of a reset');
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    await product.services.saveSettings({ resetNeedsIdentityCheck: false });
    product.host.session.set(RECEPTIONIST);
    expect((await reset(product)).ok).to.equal(true);
  });

  it('asks what is asked before any registering, and does nothing until it is answered', async () => {
    const product = await activeAccount();
    product.host.contacts('patient-sian').set([]);
    const before = await recordsOf(product);
    const asked = await reset(product);
    expect(!asked.ok && asked.failure.question?.code).to.equal('no-preferred-email');
    expect(await recordsOf(product)).to.deep.equal(before);
    expect((await reset(product, { answered: ['no-preferred-email'] })).ok).to.equal(true);
  });

  it('of a disabled account leaves it disabled', async () => {
    const product = await activeAccount();
    await changeStoredAccount(product, { enabled: false });
    expect((await reset(product)).ok).to.equal(true);
    expect((await recordsOf(product)).account).to.include({ enabled: false, status: 'created' });
  });
});

describe('a letter that was lost or seen', () => {
  const lost = { ...PATIENT, reasonCode: 'lost-or-seen' };

  it('stops at once, as a change of its own before the new codes', async () => {
    const product = makeProduct();
    await createAccount(product);
    await shareEverything(product.storage);
    const operationId = product.services.newOperationId();
    const done = await product.services.issueNewCodes({ ...lost, operationId });
    expect(done.ok).to.equal(true);
    const entries = (await product.storage.entries()).filter(({ kind }) => kind !== 'audit');
    const [ending, issue, ...others] = entries;
    expect(others).to.deep.equal([]);
    expect(ending?.after.body).to.include({ state: 'withdrawn' });
    expect(issue?.after.body).to.include({ state: 'pending' });
    expect(ending?.changeId).not.to.equal(issue?.changeId);
    expect((await product.tab()).account).to.include({ endedCodesWork: true });
  });

  it('stops also where no new codes can be made, and can be tried again', async () => {
    const product = makeProduct();
    await createAccount(product);
    await shareEverything(product.storage);
    await product.host.settings.update('onlineServices.letterExpiryDays', 4000);
    const operationId = product.services.newOperationId();
    const refused = await product.services.issueNewCodes({ ...lost, operationId });
    expect(refused.ok).to.equal(false);
    expect((await recordsOf(product)).registrations.map(({ state }) => state)).to.deep.equal([
      'withdrawn',
    ]);
    await product.host.settings.update('onlineServices.letterExpiryDays', 14);
    expect((await product.services.issueNewCodes({ ...lost, operationId })).ok).to.equal(true);
    const states = (await recordsOf(product)).registrations.map(({ state }) => state);
    expect(states.sort()).to.deep.equal(['pending', 'withdrawn']);
  });
});
