import { expect } from '@open-wc/testing';
import { filter, firstValueFrom } from 'rxjs';
import type { PracticeSettings } from '../../../../services/domain/practice/practice-settings.ts';
import { SYSTEM_ADMINISTRATOR } from '../../../fakes/fake-host.ts';
import { InMemoryServer, type RemoteCall } from '../../../fakes/in-memory-remote-records.ts';
import { auditTrail, createAccount, makeProduct, type Product } from '../../../fakes/product.ts';
import { sampleSettings } from '../../../fakes/sample-shared-records.ts';

const UNREACHABLE = { kind: 'unreachable', reason: { code: 'record-unreachable' } } as const;

function administrators(server = new InMemoryServer()): Product {
  const product = makeProduct(undefined, { server });
  product.host.session.set(SYSTEM_ADMINISTRATOR);
  return product;
}

async function settingsNow({ services }: Product): Promise<PracticeSettings> {
  const ready$ = services.settings$.pipe(filter((view) => view.phase === 'ready'));
  return (await firstValueFrom(ready$)).settings;
}

/** As the exchange does with what somebody else has saved. */
async function pull({ server, storage, host }: Product): Promise<void> {
  const page = await server.remote(host.practice.id).changes('identity-check', { count: 10 });
  if (!page.ok) throw new Error(page.failure.kind);
  const epoch = await storage.outbox.claimEpoch();
  await storage.journal.applyPage({ kind: 'identity-check', ...page.value }, epoch);
}

const shared = ({ server }: Product) => server.all('practice-settings');
const writes = ({ server }: Product): readonly RemoteCall[] =>
  server.calls.filter(({ method }) => method === 'create' || method === 'update');

describe('settings of the shared record', () => {
  it('take over what the host held with the first that is saved, so that the website follows all of it', async () => {
    const product = administrators();
    expect((await settingsNow(product)).letterExpiryDays).to.equal(14);
    expect((await product.services.saveSettings({ letterExpiryDays: 21 })).ok).to.equal(true);
    const [record] = shared(product);
    expect(record?.id).to.equal(product.host.practice.id);
    expect(record?.values).to.include({
      letterExpiryDays: 21,
      activationDays: 14,
      'services.appointments': true,
      'services.detailed-coded-record': false,
    });
    expect(Object.keys(record?.changes ?? {})).to.deep.equal(['letterExpiryDays']);
    expect(product.host.settings.get('onlineServices.letterExpiryDays')).to.equal(14);
    expect((await settingsNow(product)).letterExpiryDays).to.equal(21);
  });

  it('are said with who changed each last, and when', async () => {
    const product = administrators();
    await product.services.saveSettings({ services: { acutes: false } });
    const { changes } = (await settingsNow(product)).shared ?? {};
    expect(Object.keys(changes ?? {})).to.deep.equal(['services.acutes']);
    const { at, by } = changes?.['services.acutes'] ?? {};
    expect(at).to.equal(product.clock.now());
    expect(by?.name).to.equal(SYSTEM_ADMINISTRATOR.staff.name);
  });

  it('are gone by at once at another workstation that hears of them, on the tab and for new codes', async () => {
    const here = administrators();
    const there = makeProduct(undefined, { server: here.server });
    await here.services.saveSettings({ services: { repeats: false }, letterExpiryDays: 7 });
    await pull(there);
    const repeats = (await there.tab()).services.find(({ name }) => name === 'repeats');
    expect(repeats?.offeredByPractice).to.equal(false);
    await createAccount(there);
    expect((await there.tab()).letter?.expiresOn).to.equal('2026-04-27');
  });

  it('are put on top of others that somebody has saved meanwhile', async () => {
    const here = administrators();
    const there = administrators(here.server);
    await here.services.saveSettings({ letterExpiryDays: 21 });
    const saved = await there.services.saveSettings({ activationDays: 10 });
    expect(saved.ok).to.equal(true);
    expect(shared(there)[0]?.values).to.include({ letterExpiryDays: 21, activationDays: 10 });
    expect(shared(there)).to.have.length(1);
  });

  it('are put on top also where two save at the same moment', async () => {
    const here = administrators();
    await here.services.saveSettings({ resetNeedsIdentityCheck: true, letterExpiryDays: 30 });
    const there = administrators(here.server);
    await pull(there);
    const both = await Promise.all([
      here.services.saveSettings({ letterExpiryDays: 21 }),
      there.services.saveSettings({ activationDays: 10 }),
    ]);
    expect(both.map(({ ok }) => ok)).to.deep.equal([true, true]);
    expect(shared(here)[0]?.values).to.include({ letterExpiryDays: 21, activationDays: 10 });
  });

  it('that somebody has changed meanwhile are refused with who, and to what; nothing is saved', async () => {
    const here = administrators();
    const there = administrators(here.server);
    await there.services.saveSettings({ letterExpiryDays: 30 });
    await pull(here);
    await there.services.saveSettings({ letterExpiryDays: 21 });
    const before = writes(here).length;
    const refused = await here.services.saveSettings({
      letterExpiryDays: 7,
      activationDays: 3,
      activated: true,
    });
    expect(!refused.ok && refused.failure.field).to.equal('letterExpiryDays');
    expect(!refused.ok && refused.failure.message).to.contain(
      `${SYSTEM_ADMINISTRATOR.staff.name} has changed “Days until unused letters expire” to 21`,
    );
    expect(writes(here)).to.have.length(before);
    expect(here.host.settings.get('onlineServices.activated')).to.equal(false);
    expect((await settingsNow(here)).letterExpiryDays, 'theirs is shown').to.equal(21);
    const again = await here.services.saveSettings({
      letterExpiryDays: 7,
      seen: { letterExpiryDays: 21 },
    });
    expect(again.ok).to.equal(true);
    expect(shared(here)[0]?.values.letterExpiryDays).to.equal(7);
  });

  it('are not saved without a network, and never later', async () => {
    const product = administrators();
    product.clock.online$.next(false);
    const refused = await product.services.saveSettings({ letterExpiryDays: 21 });
    expect(!refused.ok && refused.failure.message).to.contain('cannot be reached');
    expect(writes(product)).to.deep.equal([]);
    expect((await settingsNow(product)).letterExpiryDays).to.equal(14);
    const unsent = await product.storage.entries();
    expect(unsent.filter(({ kind }) => kind !== 'audit')).to.deep.equal([]);
  });

  it('are not called saved, nor lost, where the answer was lost; saved again they are there once', async () => {
    const product = administrators();
    await product.services.saveSettings({ letterExpiryDays: 30 });
    let isLost = true;
    product.server.mishap = ({ method }) => {
      if (!isLost) return undefined;
      return method === 'update' ? 'lost-answer' : isAfterUpdate(product) ? UNREACHABLE : undefined;
    };
    const refused = await product.services.saveSettings({ letterExpiryDays: 21 });
    expect(!refused.ok && refused.failure.message).to.contain('not known whether');
    isLost = false;
    expect((await product.services.saveSettings({ letterExpiryDays: 21 })).ok).to.equal(true);
    expect(product.server.ofKind('practice-settings')[0]?.versions).to.have.length(2);
    expect((await settingsNow(product)).letterExpiryDays).to.equal(21);
  });

  it('whose answer alone was lost are found again and saved', async () => {
    const product = administrators();
    await product.services.saveSettings({ letterExpiryDays: 30 });
    product.server.mishap = ({ method }) => (method === 'update' ? 'lost-answer' : undefined);
    expect((await product.services.saveSettings({ letterExpiryDays: 21 })).ok).to.equal(true);
    expect(product.server.ofKind('practice-settings')[0]?.versions).to.have.length(2);
  });

  const refusals = [
    [{ kind: 'unauthorised' }, 'does not let you change settings'],
    [{ kind: 'busy', reason: { code: 'record-busy', status: 503 } }, 'too busy'],
    [
      { kind: 'rejected', reason: { code: 'record-refused', status: 422, issues: [] } },
      'refused the settings',
    ],
    [UNREACHABLE, 'not known whether'],
  ] as const;
  for (const [failure, sentence] of refusals) {
    it(`that the shared record does not take are not saved: ${failure.kind}`, async () => {
      const product = administrators();
      product.server.mishap = () => failure;
      const refused = await product.services.saveSettings({
        letterExpiryDays: 21,
        activated: true,
      });
      expect(!refused.ok && refused.failure.message).to.contain(sentence);
      expect(product.host.settings.get('onlineServices.activated')).to.equal(false);
      expect((await settingsNow(product)).letterExpiryDays).to.equal(14);
    });
  }

  it('that the shared record has lost are made anew as they were', async () => {
    const product = administrators();
    await product.services.saveSettings({ letterExpiryDays: 30 });
    product.server.lose('practice-settings', product.host.practice.id);
    expect((await product.services.saveSettings({ activationDays: 10 })).ok).to.equal(true);
    expect(shared(product)[0]?.values).to.include({ letterExpiryDays: 30, activationDays: 10 });
  });

  it('of which one makes no sense go by its default, say so, and are mended by saving it', async () => {
    const product = administrators();
    const { id: practiceId } = product.host.practice;
    const record = sampleSettings({
      id: practiceId,
      practiceId,
      values: { letterExpiryDays: 14, activationDays: 10 },
      unusable: ['letterExpiryDays'],
    });
    product.server.add('practice-settings', record, 'somebody');
    await pull(product);
    expect((await settingsNow(product)).shared?.unusable).to.deep.equal(['letterExpiryDays']);
    expect((await product.services.saveSettings({ letterExpiryDays: 14 })).ok).to.equal(true);
    expect(shared(product)[0]?.unusable).to.deep.equal([]);
  });

  it('are audited with what was switched from what to what, and without what somebody wrote', async () => {
    const product = administrators();
    await product.services.saveSettings({
      services: { acutes: false },
      letterExpiryDays: 21,
      welcomeMessage: 'Ask for Dilys',
      presets: [{ name: 'For Dilys', services: ['repeats'] }],
    });
    const [row] = (await auditTrail(product)).slice(-1);
    expect(row).to.equal(
      'change-settings done: Settings changed: Acutes: on, now off; Presets of services: changed; Days until unused letters expire: 14, now 21; Welcome message: changed',
    );
  });

  it('that are as they were leave no trace', async () => {
    const product = administrators();
    expect((await product.services.saveSettings({ letterExpiryDays: 14 })).ok).to.equal(true);
    expect(writes(product)).to.deep.equal([]);
    expect(await auditTrail(product)).to.deep.equal([]);
  });
});

function isAfterUpdate({ server }: Product): boolean {
  return server.calls.some(({ method }) => method === 'update');
}
