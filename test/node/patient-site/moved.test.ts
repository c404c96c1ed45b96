import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  activePatient,
  byToken,
  createAccount,
  moveAway,
  setEnabled,
  signIn,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

const TO = 'Brook Lane Surgery';

describe('An account that has moved to another practice', () => {
  it('says where to, and that a letter comes from there, to whoever has the password', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await moveAway(site, letter, TO);
    const { status, body } = await signIn(site);
    assert.deepEqual([status, body.kind], [422, 'moved']);
    assert.match(
      String(body.message),
      /moved to Brook Lane Surgery.*letter with new codes comes from/,
    );
  });

  it('says nothing of it to anybody else: a wrong password is a wrong password, and is counted', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await moveAway(site, letter, TO);
    for (let tries = 1; tries <= 4; tries += 1) {
      const form = { username: 'Sian79', password: `wrong ${tries}` };
      const { body } = await site.post('api/sessions', form);
      assert.equal(body.kind, 'wrong-sign-in');
    }
    const { body } = await site.post('api/sessions', { username: 'Sian79', password: 'wrong' });
    assert.equal(body.kind, 'too-many-tries');
  });

  it('ends the session of who is signed in, and says where to', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    await moveAway(site, letter, TO);
    const look = await site.get('api/session/still-open', cookie);
    assert.deepEqual([look.status, look.body.kind], [401, 'moved']);
  });

  it('tells who types the codes of an old letter what it tells anybody whose details are wrong', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    await moveAway(site, letter, TO);
    const moved = await site.post('api/registration-details', byToken(letter));
    const nobody = await site.post('api/registration-details', {
      ...byToken(letter),
      patientId: '9990000026',
    });
    assert.deepEqual(moved.body, nobody.body);
  });

  it('is as any other once the practice lets the patient in again', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await moveAway(site, letter, TO);
    await setEnabled(site, letter, true);
    assert.equal((await signIn(site)).body.kind, 'wrong-sign-in');
  });
});
