import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Patient, Person, Provenance } from 'fhir/r4';
import { personToAccount } from '../../../services/fhir/mapping/account.ts';
import { activePatient, changeAccountParts, resetAccount, signIn } from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

async function offers(site: SiteUnderTest, personId: string): Promise<readonly unknown[]> {
  const person = await site.resource<Person>('Person', personId);
  const account = personToAccount({ ...person });
  return account.ok ? [account.body.offeredEmail, account.body.offeredMobile] : ['not readable'];
}

async function change(site: SiteUnderTest, cookie: string | undefined, form: object) {
  return site.post('api/contact-details', form, cookie === undefined ? {} : { cookie });
}

describe('What a signed-in patient changes of their contact details', () => {
  it('goes to the practice with its time, and to nobody’s record', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    const before = await site.resource<Patient>('Patient', letter.patientRef);
    const answer = await change(site, cookie, {
      email: ' new@mail.example',
      mobile: '07700 900123',
    });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, {});
    const at = site.now.toISOString();
    assert.deepEqual(await offers(site, letter.personId), [
      { offered: 'new@mail.example', at },
      { offered: '07700900123', at },
    ]);
    assert.deepEqual(await site.resource<Patient>('Patient', letter.patientRef), before);
    const codes = (await site.all<Provenance>('Provenance')).map(
      ({ activity }) => activity?.coding?.[0]?.code,
    );
    assert.equal(codes.filter((code) => code === 'change-contact-details').length, 1);
  });

  it('is the newest of each kind, and nothing once it is what the record has', async (context) => {
    const site = await SiteUnderTest.start(context);
    const { personId } = await activePatient(site);
    const { cookie } = await signIn(site);
    await change(site, cookie, { email: 'one@mail.example', mobile: '07700900123' });
    site.wait(0.1);
    await change(site, cookie, { email: 'two@mail.example' });
    const [email, mobile] = await offers(site, personId);
    assert.deepEqual(email, { offered: 'two@mail.example', at: site.now.toISOString() });
    assert.notEqual(mobile, undefined);
    const same = await change(site, cookie, { email: 'SIAN@mail.example' });
    assert.deepEqual([same.status, same.body], [200, {}], 'it tells nobody what the practice has');
    assert.equal((await offers(site, personId))[0], undefined);
  });

  it('is checked', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    const { cookie } = await signIn(site);
    for (const [form, fields] of [
      [{}, ['email']],
      [{ email: 'nobody@', mobile: '0113 496 0000' }, ['email', 'mobile']],
    ] as const) {
      const { status, body } = await change(site, cookie, form);
      assert.equal(status, 422);
      assert.deepEqual(Object.keys(body.errors as object), fields);
    }
  });

  it('is taken from nobody who is not signed in, was reset since, or has a basic account', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    const { cookie } = await signIn(site);
    const form = { email: 'new@mail.example' };
    assert.equal((await change(site, undefined, form)).body.kind, 'signed-out');
    await changeAccountParts(site, letter, (parts) => [
      ...parts,
      { url: 'kind', valueCode: 'osu' },
    ]);
    assert.equal((await change(site, cookie, form)).body.kind, 'not-offered');
    await resetAccount(site, letter);
    assert.equal((await change(site, cookie, form)).body.kind, 'signed-out');
    assert.deepEqual(await offers(site, letter.personId), [undefined, undefined]);
  });
});
