import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { activePatient, changeAccountParts, signIn, type Letter } from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

async function suspendOn(site: SiteUnderTest, letter: Letter, day: string): Promise<void> {
  await changeAccountParts(site, letter, (parts) => [
    ...parts.filter(({ url }) => url !== 'suspendOn'),
    { url: 'suspendOn', valueDate: day },
  ]);
}

describe('An account that was set up for a child', () => {
  it('tells its owner ahead of the day, as long before as the practice wants', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    assert.equal((await signIn(site)).body.endsOn, undefined);
    await suspendOn(site, letter, '2026-05-10');
    assert.equal((await signIn(site)).body.endsOn, undefined, '61 days before');
    await suspendOn(site, letter, '2026-05-09');
    const { body } = await signIn(site);
    assert.equal(body.endsOn, '2026-05-09', '60 days before');
    assert.doesNotMatch(JSON.stringify(body), /child|birth|16/i);
  });

  it('lets nobody in from the beginning of that day, in one and the same sentence', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    await suspendOn(site, letter, '2026-03-11');
    const { cookie } = await signIn(site);
    site.now = new Date('2026-03-10T23:59:00.000Z');
    const late = await signIn(site);
    assert.equal(late.status, 200);
    site.now = new Date('2026-03-11T00:00:30.000Z');
    const look = await site.get('api/session/still-open', late.cookie);
    assert.equal(look.status, 401);
    assert.match(String(look.body.message), /Please phone your practice/);
    assert.equal((await site.get('api/session', cookie)).status, 401);
    assert.match(String((await signIn(site)).body.message), /Please phone your practice/);
  });
});
