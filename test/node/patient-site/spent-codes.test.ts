import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  activePatient,
  byLinkageKey,
  byToken,
  createAccount,
  issueAgain,
  register,
  signIn,
  siteRecords,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

/** Every account of these tests has codes that work until this day, the end of it in UK time (winter). */
const LAST_DAY = '2026-03-24T23:59:00.000Z';
const DAY_AFTER = '2026-03-25T00:01:00.000Z';
const KEPT = /spent-registration-codes/;

describe('What the site keeps of codes that were used', () => {
  it('answers “used already” until the last day of the letter, and not after it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    site.now = new Date(LAST_DAY);
    const used = await site.post('api/registration-details', byToken(letter));
    assert.equal(used.body.kind, 'codes-used');
    assert.match(await siteRecords(site), KEPT);

    site.now = new Date(DAY_AFTER);
    const wrong = await site.post('api/registration-details', byLinkageKey(letter));
    assert.equal(wrong.body.kind, 'wrong-details');
    assert.doesNotMatch(await siteRecords(site), KEPT);
  });

  it('goes at the first sign-in after that day, not before', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    site.now = new Date(LAST_DAY);
    assert.equal((await signIn(site)).status, 200);
    assert.match(await siteRecords(site), KEPT);

    site.now = new Date(DAY_AFTER);
    assert.equal((await signIn(site)).status, 200);
    assert.doesNotMatch(await siteRecords(site), KEPT);
    assert.equal((await signIn(site)).status, 200);
  });

  it('goes when the account is activated after that day', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site, { activationDays: 30 });
    const code = await register(site, letter);
    site.now = new Date(DAY_AFTER);
    assert.equal((await site.post('api/activations', { code })).status, 200);
    assert.doesNotMatch(await siteRecords(site), KEPT);
  });

  it('goes when newer codes are typed; those of the newer letter stay', async (context) => {
    const site = await SiteUnderTest.start(context);
    const first = await createAccount(site);
    await register(site, first);
    site.now = new Date(DAY_AFTER);
    const second = await issueAgain(site, first, { expiresOn: '2026-04-08' });
    await register(site, second);
    const kept = (await siteRecords(site)).split('spent-registration-codes').length - 1;
    assert.equal(kept, 1);
    const { body } = await site.post('api/registration-details', byToken(second));
    assert.equal(body.kind, 'codes-used');
  });

  it('is nothing at all for codes that expired unused', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    site.now = new Date(DAY_AFTER);
    const { body } = await site.post('api/registration-details', byToken(letter));
    assert.equal(body.kind, 'codes-expired');
    assert.doesNotMatch(await siteRecords(site), KEPT);
  });

  it('does not keep a patient from signing in when it cannot be dropped now', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    site.now = new Date(DAY_AFTER);
    site.onceOnTransaction = () => {
      site.fhir.faults.dropAnswers = 1;
    };
    assert.equal((await signIn(site)).status, 200);
  });
});
