import { expect } from '@open-wc/testing';
import { firstValueFrom } from 'rxjs';
import { SYSTEM_ADMINISTRATOR } from '../../../fakes/fake-host.ts';
import { auditTrail, createAccount, makeProduct } from '../../../fakes/product.ts';

describe('services', () => {
  it('are those of the nation, with views of the record unticked until somebody decides', async () => {
    const { tab } = makeProduct();
    const { services } = await tab();
    const ticks = Object.fromEntries(services.map(({ name, enabled }) => [name, enabled]));
    expect(ticks).to.include({ global: true, appointments: true, 'summary-data': false });
    expect(services.map(({ name }) => name)).to.include('pharmacy-nomination-update');
  });

  it('leave out in Scotland what does not exist there', async () => {
    const product = makeProduct();
    product.host.practice.nation = 'scotland';
    const names = (await product.tab()).services.map(({ name }) => name);
    expect(names).not.to.include.oneOf(['detailed-coded-record', 'pharmacy-nomination-update']);
  });

  it('switched off with Global disable the account; its status stays what it is', async () => {
    const product = makeProduct();
    await createAccount(product);
    const { services } = await product.tab();
    const changed = await product.services.changeServices({
      operationId: crypto.randomUUID(),
      patientRef: 'patient-sian',
      services: services.map((tick) =>
        tick.name === 'global'
          ? { ...tick, enabled: false, reason: 'patient-opted-out', notes: 'Opted out' }
          : tick,
      ),
    });
    expect(changed.ok).to.equal(true);
    const view = await product.tab();
    expect(view.account).to.include({ status: 'created', disabledByPractice: true });
    expect(view.services[0]).to.include({ enabled: false, notes: 'Opted out' });
    expect((await auditTrail(product)).at(-1)).to.equal(
      'change-services done: Services changed: Global off (Patient opted out)',
    );
  });
});

describe('a note that the screen could not read', () => {
  it('stays what it is when a tick is saved beside it', async () => {
    const product = makeProduct();
    await createAccount(product, [{ name: 'repeats', enabled: false, notes: 'Asked us to' }]);
    const { services } = await product.tab();
    const changed = await product.services.changeServices({
      operationId: crypto.randomUUID(),
      patientRef: 'patient-sian',
      services: services.map((tick) => {
        if (tick.name === 'repeats') return { ...tick, notes: '\u0001sealed:AAAAAAAA:AAAA' };
        return tick.name === 'global' ? { ...tick, enabled: false, reason: 'misuse' } : tick;
      }),
    });
    expect(changed.ok).to.equal(true);
    const after = (await product.tab()).services;
    expect(after.find(({ name }) => name === 'repeats')?.notes).to.equal('Asked us to');
    expect(after[0]?.enabled).to.equal(false);
  });
});

describe('settings', () => {
  it('are changed by a System Administrator only; everybody may read them', async () => {
    const product = makeProduct();
    const refused = await product.services.saveSettings({ activated: true });
    expect(!refused.ok && refused.failure.kind).to.equal('not-permitted');
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    expect((await product.services.saveSettings({ activated: true })).ok).to.equal(true);
    const view = await firstValueFrom(product.services.settings$);
    expect(view.phase === 'ready' && view.settings.activated).to.equal(true);
    expect(await auditTrail(product)).to.deep.equal([
      'change-settings refused: Refused: no permission',
      'change-settings done: Settings changed: Activate Online Services: off, now on',
    ]);
  });

  it('that make no sense are refused beside their field, and nothing is saved', async () => {
    const product = makeProduct();
    product.host.session.set(SYSTEM_ADMINISTRATOR);
    const refused = await product.services.saveSettings({ letterExpiryDays: 0, activated: true });
    expect(!refused.ok && refused.failure.field).to.equal('letterExpiryDays');
    expect(product.host.settings.get('onlineServices.activated')).to.equal(false);
  });
});

describe('contacts', () => {
  it('are checked, then written through the host', async () => {
    const product = makeProduct();
    const save = (value: string) =>
      product.services.saveContact({
        patientRef: 'patient-sian',
        contact: { type: 'email', value, verified: true, preferred: true },
        reasonCode: 'patient-replied',
      });
    const refused = await save('sian');
    expect(!refused.ok && refused.failure.field).to.equal('value');
    expect((await save(' sian@post.example ')).ok).to.equal(true);
    expect((await product.tab()).preferredEmail?.value).to.equal('sian@post.example');
    expect((await auditTrail(product)).join()).not.to.contain('sian@post.example');
  });
});
