import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient } from 'fhir/r4';
import {
  accountState,
  activePatient,
  createAccount,
  failToSignIn,
  register,
  setEnabled,
  signIn,
  unlock,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

describe('Activating', () => {
  it('turns Registered into Active; a second time does no harm', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const code = await register(site, letter);
    site.wait(1);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const first = await site.post('api/activations', { code: typed });
    assert.deepEqual([first.status, first.body.username], [200, 'Sian79']);
    const state = await accountState(site, letter);
    assert.equal(state.status, 'active');
    assert.equal(state.activatedAt, '2026-03-10T13:00:00.000Z');
    assert.equal(state.registeredAt, '2026-03-10T12:00:00.000Z');

    assert.equal((await site.post('api/activations', { code })).status, 200);
    assert.deepEqual(await accountState(site, letter), state);
  });

  it('refuses a code that nobody was sent', async (context) => {
    const site = await SiteUnderTest.start(context);
    await register(site, await createAccount(site));
    const { status, body } = await site.post('api/activations', { code: 'CDFH-JKMN-PQRT-WXY2' });
    assert.equal(status, 422);
    assert.deepEqual(Object.keys(body.errors as object), ['code']);
  });

  it('is refused while the practice has the account disabled', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const code = await register(site, letter);
    await setEnabled(site, letter, false);
    assert.equal((await site.post('api/activations', { code })).body.kind, 'not-open');
  });

  it('gets its email again by signing in; only the newest code works', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const old = await register(site, letter);
    const { body } = await signIn(site);
    assert.equal(body.kind, 'not-activated');
    assert.equal((await site.post('api/activations', { code: old })).status, 422);
    const { code } = body.mail as { code: string };
    assert.equal((await site.post('api/activations', { code })).status, 200);
    assert.equal((await signIn(site)).status, 200);
  });

  it('asks for the practice when the email has gone from the record', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    await register(site, letter);
    await site.change<Patient>('Patient', letter.patientRef, ({ telecom: _gone, ...rest }) => rest);
    assert.equal((await signIn(site)).body.kind, 'no-email');
  });
});

describe('Signing in', () => {
  it('shows the services that are switched on, until signing out', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const { status, body, cookie } = await signIn(site, undefined, 'sIAN79');
    assert.equal(status, 200);
    const page = {
      username: 'Sian79',
      practiceId: 'A99968',
      services: ['Order repeat prescriptions'],
      canBook: false,
      welcomeMessage: '',
    };
    assert.deepEqual(body, page);
    assert.deepEqual((await site.get('api/session', cookie)).body, page);
    await site.delete('api/session', cookie ?? '');
    assert.equal((await site.get('api/session', cookie)).status, 401);
  });

  it('ends by itself after a quarter of an hour, and with a restart', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const { cookie } = await signIn(site);
    site.wait(0.2);
    assert.equal((await site.get('api/session', cookie)).status, 200);
    site.wait(0.2);
    assert.equal((await site.get('api/session', cookie)).status, 200);
    site.wait(0.26);
    assert.equal((await site.get('api/session', cookie)).status, 401);
    const again = await signIn(site);
    site.restartSite();
    assert.equal((await site.get('api/session', again.cookie)).status, 401);
    assert.equal((await signIn(site)).status, 200);
  });

  it('says the same for a wrong password and for nobody’s username', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const wrong = await signIn(site, 'wrong password 1');
    const nobody = await signIn(site, 'wrong password 1', 'Nobody1');
    assert.equal(wrong.body.kind, 'wrong-sign-in');
    assert.deepEqual(nobody, wrong);
  });

  it('locks the account for four hours at the fifth wrong password, and says so', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    assert.equal((await failToSignIn(site, 4)).body.kind, 'wrong-sign-in');
    assert.equal((await accountState(site, letter)).status, 'active');

    const fifth = await failToSignIn(site, 1);
    assert.equal(fifth.body.kind, 'locked');
    assert.match(String(fifth.body.message), /16:00 on Tuesday/);
    const state = await accountState(site, letter);
    assert.equal(state.status, 'locked');
    assert.equal(state.lockedAt, '2026-03-10T12:00:00.000Z');
    assert.equal(state.lockedUntil, '2026-03-10T16:00:00.000Z');

    site.wait(3.99);
    assert.equal((await signIn(site)).body.kind, 'locked');
    site.wait(0.02);
    assert.equal((await signIn(site)).status, 200);
    const { lockedAt, lockedUntil, status } = await accountState(site, letter);
    assert.deepEqual([status, lockedAt, lockedUntil], ['active', undefined, undefined]);
  });

  it('counts guesses one by one, however many come at once', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const guesses = Array.from({ length: 7 }, () => signIn(site, 'wrong password 1'));
    const kinds = (await Promise.all(guesses)).map(({ body }) => body.kind);
    assert.deepEqual(kinds, [
      ...Array<string>(4).fill('wrong-sign-in'),
      ...Array<string>(3).fill('locked'),
    ]);
  });

  it('counts wrong passwords in a row only, also across a restart', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    await failToSignIn(site, 4);
    assert.equal((await signIn(site)).status, 200);
    await failToSignIn(site, 4);
    site.restartSite();
    assert.equal((await failToSignIn(site, 1)).body.kind, 'locked');
  });

  it('starts counting again after a lock has run out', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await failToSignIn(site, 5);
    site.wait(4.01);
    assert.equal((await failToSignIn(site, 4)).body.kind, 'wrong-sign-in');
    assert.equal((await failToSignIn(site, 1)).body.kind, 'locked');
    assert.equal((await accountState(site, letter)).lockedUntil, '2026-03-10T20:00:36.000Z');
  });

  it('opens at once when the practice unlocks, and counts from zero', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await failToSignIn(site, 5);
    await unlock(site, letter);
    assert.equal((await failToSignIn(site, 4)).body.kind, 'wrong-sign-in');
    assert.equal((await signIn(site)).status, 200);
    await failToSignIn(site, 5);
    await unlock(site, letter);
    assert.equal((await signIn(site)).status, 200);
  });

  it('sends patients of disabled accounts to their practice, without a time or a reason', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    await setEnabled(site, letter, false);

    assert.equal((await site.get('api/session', cookie)).status, 401);
    const { body } = await signIn(site);
    assert.equal(body.kind, 'not-open');
    assert.equal(body.message, 'Your account is locked. Please phone your practice.');
    const fifth = await failToSignIn(site, 5);
    assert.equal(fifth.body.kind, 'too-many-tries');
    // It is no lock: none begins, and nobody is told of one that would end by itself.
    for (const { message } of [body, fifth.body]) {
      assert.doesNotMatch(String(message), /unlocks|locked because/i);
    }
    assert.equal((await accountState(site, letter)).status, 'active');

    await setEnabled(site, letter, true);
    assert.equal((await signIn(site)).status, 200);
  });

  it('ends a session that is open when the practice switches the account off', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    assert.equal((await site.get('api/session/still-open', cookie)).status, 200);
    await setEnabled(site, letter, false);
    const { status, body } = await site.get('api/session/still-open', cookie);
    assert.deepEqual([status, body.kind], [401, 'not-open']);
    await setEnabled(site, letter, true);
    const after = await site.get('api/session/still-open', cookie);
    assert.equal(after.body.kind, 'signed-out', 'a session that was ended stays ended');
    assert.equal((await signIn(site)).status, 200, 'no new registration is needed');
  });

  it('tells who is signed in of a lock by wrong passwords, and until when it lasts', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const { cookie } = await signIn(site);
    await failToSignIn(site, 5);
    const { body } = await site.get('api/session/still-open', cookie);
    assert.equal(body.kind, 'locked');
    assert.match(String(body.message), /16:00 on Tuesday/);
  });

  it('says disabled before locked, when both are true', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await failToSignIn(site, 5);
    await setEnabled(site, letter, false);
    assert.equal((await signIn(site)).body.kind, 'not-open');
    await setEnabled(site, letter, true);
    assert.equal((await signIn(site)).body.kind, 'locked');
  });

  it('is not kept alive by a page that only looks', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const { cookie } = await signIn(site);
    for (const hours of [0.1, 0.1]) {
      site.wait(hours);
      assert.equal((await site.get('api/session/still-open', cookie)).status, 200);
    }
    site.wait(0.06);
    assert.equal((await site.get('api/session/still-open', cookie)).body.kind, 'signed-out');
  });

  it('stops guessing at an account that is not active yet, without locking it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    await register(site, letter);
    assert.equal((await failToSignIn(site, 5)).body.kind, 'too-many-tries');
    assert.equal((await signIn(site)).body.kind, 'too-many-tries');
    assert.equal((await accountState(site, letter)).status, 'registered');
    site.wait(4.01);
    assert.equal((await signIn(site)).body.kind, 'not-activated');
  });
});

describe('What is sent to the site', () => {
  it('must be a form of its own pages: JSON, short, from the same origin', async (context) => {
    const site = await SiteUnderTest.start(context);
    const plain = await site.post('api/sessions', '{}', { 'Content-Type': 'text/plain' });
    assert.equal(plain.status, 415);
    const foreign = await site.post('api/sessions', {}, { Origin: 'https://elsewhere.example' });
    assert.equal(foreign.status, 400);
    assert.equal((await site.post('api/sessions', { username: 'x'.repeat(20_000) })).status, 413);
    const deep = `{"username":${'['.repeat(200)}${']'.repeat(200)}}`;
    for (const body of ['not json', '[]', 'null', deep]) {
      assert.equal((await site.post('api/sessions', body)).status, 400, body);
    }
    assert.equal((await site.post('api/nothing', {})).status, 404);
  });
});
