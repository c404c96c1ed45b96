import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  accountState,
  byToken,
  changeAccountParts,
  complete,
  createAccount,
  issueAgain,
  register,
  signIn,
  ticketFor,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

const DAY = 24;

describe('Time to activate', () => {
  it('is the practice’s own number of days: good until then', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { activationDays: 3 });
    const { body } = await complete(site, await ticketFor(site, byToken(letter)), 'Sian79');
    const mail = body.mail as { code: string; expiresAt: string };
    assert.equal(mail.expiresAt, '2026-03-13T12:00:00.000Z');
    assert.equal((await accountState(site, letter)).activateBy, '2026-03-13T12:00:00.000Z');

    site.wait(3 * DAY - 0.01);
    assert.equal((await site.post('api/activations', { code: mail.code })).status, 200);
    assert.equal((await accountState(site, letter)).status, 'active');
  });

  it('is over after those days; the patient is told when it ended', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { activationDays: 3 });
    const code = await register(site, letter);
    site.wait(3 * DAY);
    for (const { body } of [await site.post('api/activations', { code }), await signIn(site)]) {
      assert.equal(body.kind, 'activation-expired');
      assert.match(String(body.message), /ended at 12:00 on 13 March 2026\./);
    }
    assert.equal((await accountState(site, letter)).status, 'registered');
  });

  it('may be longer than 14 days, and a new email does not make it longer', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { activationDays: 90 });
    await register(site, letter);
    site.wait(40 * DAY);
    const { body } = await signIn(site);
    const mail = body.mail as { code: string; expiresAt: string };
    assert.equal(mail.expiresAt, '2026-06-08T12:00:00.000Z');
    assert.match(String(body.message), /by 13:00 on 8 June 2026\./);

    site.wait(49 * DAY);
    assert.equal((await site.post('api/activations', { code: mail.code })).status, 200);
  });

  for (const activationDays of [undefined, 0, 91]) {
    it(`is 14 days where the letter's record says ${activationDays ?? 'nothing'}`, async (context) => {
      const site = await SiteUnderTest.start(context);
      const letter = await createAccount(site, {
        ...(activationDays !== undefined && { activationDays }),
      });
      const code = await register(site, letter);
      assert.equal((await accountState(site, letter)).activateBy, '2026-03-24T12:00:00.000Z');
      site.wait(14 * DAY);
      assert.equal((await site.post('api/activations', { code })).body.kind, 'activation-expired');
    });
  }

  it('is what the account says, not what the site once reckoned', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { activationDays: 3 });
    const code = await register(site, letter);
    await changeAccountParts(site, letter, (parts) =>
      parts.map((part) =>
        part.url === 'activateBy'
          ? { url: 'activateBy', valueInstant: '2026-04-20T12:00:00.000Z' }
          : part,
      ),
    );
    site.wait(40 * DAY);
    assert.equal((await site.post('api/activations', { code })).status, 200);
  });

  it('is 14 days from registering for an account that has no date', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { activationDays: 3 });
    const code = await register(site, letter);
    await changeAccountParts(site, letter, (parts) =>
      parts.filter(({ url }) => url !== 'activateBy'),
    );
    site.wait(13 * DAY);
    const mail = (await signIn(site)).body.mail as { code: string; expiresAt: string };
    assert.equal(mail.expiresAt, '2026-03-24T12:00:00.000Z');

    site.wait(DAY);
    for (const used of [code, mail.code]) {
      assert.notEqual((await site.post('api/activations', { code: used })).status, 200);
    }
    assert.equal((await signIn(site)).body.kind, 'activation-expired');
  });

  it('is over for an account without any date', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const code = await register(site, letter);
    await changeAccountParts(site, letter, (parts) => parts.filter(({ url }) => url === 'status'));
    const { body } = await site.post('api/activations', { code });
    assert.equal(body.kind, 'activation-expired');
    assert.match(String(body.message), /is over\. Phone your practice/);
  });

  it('starts anew with new codes', async (context) => {
    const site = await SiteUnderTest.start(context);
    const first = await createAccount(site, { activationDays: 3 });
    const old = await register(site, first);
    site.wait(5 * DAY);
    const letter = await issueAgain(site, first, { activationDays: 30 });
    const early = await site.post('api/activations', { code: old });
    assert.deepEqual([early.status, early.body.kind], [422, 'register-again']);

    const code = await register(site, letter);
    const state = await accountState(site, letter);
    assert.equal(state.registeredAt, '2026-03-15T12:00:00.000Z');
    assert.equal(state.activateBy, '2026-04-14T12:00:00.000Z');
    site.wait(29 * DAY);
    assert.equal((await site.post('api/activations', { code })).status, 200);
  });

  it('is not stretched by new codes that allow fewer days', async (context) => {
    const site = await SiteUnderTest.start(context);
    const first = await createAccount(site, { activationDays: 90 });
    await register(site, first);
    const code = await register(site, await issueAgain(site, first, { activationDays: 2 }));
    assert.equal((await accountState(site, first)).activateBy, '2026-03-12T12:00:00.000Z');
    site.wait(2 * DAY);
    assert.equal((await site.post('api/activations', { code })).body.kind, 'activation-expired');
  });
});
