import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  accountState,
  activePatient,
  byToken,
  complete,
  createAccount,
  PASSWORD,
  register,
  resetAccount,
  signIn,
  ticketFor,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

describe('An account that the practice has reset', () => {
  it('ends the session of who is signed in at the page’s next look', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    assert.equal((await site.get('api/session/still-open', cookie)).status, 200);
    await resetAccount(site, letter);
    const look = await site.get('api/session/still-open', cookie);
    assert.deepEqual([look.status, look.body.kind], [401, 'signed-out']);
    assert.equal((await site.get('api/session', cookie)).body.kind, 'signed-out');
  });

  it('lets no session of before in again once somebody has registered anew', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    const again = await resetAccount(site, letter);
    await site.post('api/activations', { code: await register(site, again, 'Sian80') });
    assert.equal((await accountState(site, again)).status, 'active');
    assert.equal((await site.get('api/session/still-open', cookie)).body.kind, 'signed-out');
  });

  it('refuses the old password in the words for a wrong one, and locks nobody for it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const again = await resetAccount(site, await activePatient(site));
    const unknown = await signIn(site, PASSWORD, 'Nobody99');
    for (let time = 1; time <= 6; time += 1) {
      const { status, body } = await signIn(site);
      assert.deepEqual([status, body], [unknown.status, unknown.body]);
    }
    assert.equal((await accountState(site, again)).status, 'created');
  });

  it('refuses the codes of the earlier letter, used or not, as if there were none', async (context) => {
    const site = await SiteUnderTest.start(context);
    const used = await activePatient(site);
    await resetAccount(site, used);
    const answer = await site.post('api/registration-details', byToken(used));
    assert.equal(answer.body.kind, 'wrong-details');

    const unused = await createAccount(site, { patientId: '9990000026' });
    const ticket = await ticketFor(site, byToken(unused));
    await resetAccount(site, unused);
    assert.equal((await complete(site, ticket, 'Sian81')).body.kind, 'wrong-details');
  });

  it('refuses an activation email of before', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const code = await register(site, letter);
    const again = await resetAccount(site, letter);
    const refused = await site.post('api/activations', { code });
    assert.deepEqual(Object.keys(refused.body.errors as object), ['code']);
    await register(site, again, 'Sian80');
    assert.equal((await site.post('api/activations', { code })).status, 422);
  });

  it('is registered again by the new letter, under the old username or another, with the services of before', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const before = await signIn(site);
    const again = await resetAccount(site, letter);
    await site.post('api/activations', { code: await register(site, again) });
    const { status, body } = await signIn(site);
    assert.equal(status, 200);
    assert.deepEqual(body, before.body);
  });

  it('keeps its old username from others', async (context) => {
    const site = await SiteUnderTest.start(context);
    await resetAccount(site, await activePatient(site));
    const other = await createAccount(site, { patientId: '9990000026' });
    const answer = await complete(site, await ticketFor(site, byToken(other)), 'Sian79');
    assert.deepEqual(Object.keys(answer.body.errors as object), ['username']);
  });
});
