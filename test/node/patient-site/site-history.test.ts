import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEvent, Person, Provenance } from 'fhir/r4';
import { resourceToHistory } from '../../../services/fhir/mapping/history.ts';
import { AUDIT_ACTION_CODE, OPERATION_TAG } from '../../../services/fhir/audit-vocabulary.ts';
import {
  ACCOUNT_EXTENSION,
  OPERATION_EXTENSION,
  PRACTICE_TAG,
} from '../../../services/fhir/vocabulary.ts';
import {
  activePatient,
  createAccount,
  failToSignIn,
  PRACTICE,
  register,
  signIn,
  type Letter,
} from './practice-side.ts';
import { SiteUnderTest } from './site-under-test.ts';

/** What the practice will read of it, oldest first: code, who, and facts. */
async function history(site: SiteUnderTest): Promise<readonly (readonly unknown[])[]> {
  const [done, refused] = await Promise.all([
    site.all<Provenance>('Provenance'),
    site.all<AuditEvent>('AuditEvent'),
  ]);
  const rows = [...done, ...refused].map((resource) => resourceToHistory({ ...resource }));
  return rows
    .flatMap((row) => row ?? [])
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ action, by, facts }) => [action, by.kind, ...(facts === undefined ? [] : [facts])]);
}

async function days(site: SiteUnderTest, { personId }: Letter): Promise<object> {
  const person = await site.resource<Person>('Person', personId);
  const parts = person.extension?.find(({ url }) => url === ACCOUNT_EXTENSION)?.extension ?? [];
  return Object.fromEntries(
    parts.flatMap(({ url, valueDate }) => (valueDate === undefined ? [] : [[url, valueDate]])),
  );
}

describe('What the site writes of itself', () => {
  it('is each step of a patient’s, by the patient', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    const code = await register(site, letter);
    site.wait(1);
    await site.post('api/activations', { code });
    site.wait(1);
    await signIn(site);
    site.wait(1);
    await signIn(site);
    assert.deepEqual(await history(site), [
      ['register-with-codes', 'patient'],
      ['activate-account', 'patient'],
      ['sign-in-first', 'patient'],
    ]);
  });

  it('is every wrong password that counts, the lock, and its end', async (context) => {
    const site = await SiteUnderTest.start(context);
    await activePatient(site);
    for (let time = 0; time < 6; time += 1) {
      site.wait(0.01);
      await failToSignIn(site, 1);
    }
    site.wait(5);
    await signIn(site);
    const rows = await history(site);
    assert.deepEqual(
      rows.slice(2).map(([action, by]) => [action, by]),
      [
        ...[1, 2, 3, 4].map(() => ['refuse-password', 'website']),
        ['lock-account', 'website'],
        ...rows.slice(7).map(([action, by]) => [action, by]),
      ],
    );
    assert.deepEqual(
      rows.slice(2, 6).map(([, , facts]) => facts),
      [1, 2, 3, 4].map((tries) => ({ tries })),
    );
    assert.deepEqual(
      new Set(rows.slice(7).map(([action]) => action)),
      new Set(['end-lock', 'sign-in-first']),
    );
  });

  it('goes with its change: of the practice, by the operation that made it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    await register(site, letter);
    const [row] = await site.all<Provenance>('Provenance');
    const person = await site.resource<Person>('Person', letter.personId);
    const tag = (system: string) => row?.meta?.tag?.find((each) => each.system === system)?.code;
    assert.equal(tag(PRACTICE_TAG), PRACTICE);
    assert.equal(
      tag(OPERATION_TAG),
      person.extension?.find(({ url }) => url === OPERATION_EXTENSION)?.valueString,
    );
    assert.equal(row?.activity?.coding?.[0]?.system, AUDIT_ACTION_CODE);
    assert.equal(row.target[1]?.reference, `Patient/${letter.patientRef}`);
  });

  it('holds no username, password or code', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site, 'Sian79');
    await failToSignIn(site, 2);
    const all = JSON.stringify([
      await site.all<Provenance>('Provenance'),
      await site.all<AuditEvent>('AuditEvent'),
    ]);
    for (const secret of ['Sian79', 'wrong password', letter.token, letter.linkageKey]) {
      assert.ok(!all.includes(secret), secret);
    }
  });
});

describe('When an account was last used', () => {
  it('is the day of the newest sign-in, written once a day', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    assert.deepEqual(await days(site, letter), { useKnownSince: '2026-03-10' });
    await signIn(site);
    const { meta } = await site.resource<Person>('Person', letter.personId);
    await signIn(site);
    assert.equal(
      (await site.resource<Person>('Person', letter.personId)).meta?.versionId,
      meta?.versionId,
    );
    site.wait(48);
    await signIn(site);
    assert.deepEqual(await days(site, letter), {
      useKnownSince: '2026-03-10',
      lastUsedOn: '2026-03-12',
    });
  });

  it('is a day of the United Kingdom', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await activePatient(site);
    site.now = new Date('2026-06-30T23:30:00.000Z');
    await signIn(site);
    assert.equal(((await days(site, letter)) as { lastUsedOn?: string }).lastUsedOn, '2026-07-01');
  });

  it('is not claimed to be known of an account that was registered before sites kept it', async (context) => {
    const site = await SiteUnderTest.start(context);
    const letter = await createAccount(site);
    await site.change<Person>('Person', letter.personId, (person) => ({
      ...person,
      extension: (person.extension ?? []).map((each) =>
        each.url === ACCOUNT_EXTENSION
          ? {
              ...each,
              extension: [
                ...(each.extension ?? []),
                { url: 'registeredAt', valueInstant: '2025-01-01T09:00:00.000Z' },
              ],
            }
          : each,
      ),
    }));
    await site.post('api/activations', { code: await register(site, letter) });
    assert.deepEqual(await days(site, letter), {});
    await signIn(site);
    assert.deepEqual(
      (await history(site)).map(([action]) => action),
      ['register-with-codes', 'activate-account'],
    );
  });
});
