import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Bundle, Patient, QuestionnaireResponse } from 'fhir/r4';
import { permissionsOf } from '../../../demo/reference-host/server/permissions.ts';
import { Role } from '../../../demo/reference-host/server/practices.ts';
import { StaffSessions } from '../../../demo/reference-host/server/staff-sessions.ts';
import type { SettingsAnswer } from '../../../demo/reference-host/wire.ts';
import { Permission } from '../../../services/domain/practice/permission.ts';
import {
  IDENTITY_CHECK_ID,
  PRACTICE_SETTINGS,
  PRACTICE_TAG,
} from '../../../services/fhir/vocabulary.ts';
import { buildHost, serve, temporaryFolder } from './built-demo.ts';
import { asker, ENGLAND, signInAs, WALES } from './staff-requests.ts';

const SETTING = 'onlineServices.activated';

describe('who may do what', () => {
  it('is everything at the desk but setting up, and taking histories out and moving accounts, which are the manager’s, and setting up for the administrator', () => {
    const { administer, exportHistory, splitPractice, ...atTheDesk } = Permission;
    const desk = Object.values(atTheDesk).sort();
    assert.deepEqual([...permissionsOf(Role.receptionist)].sort(), desk);
    assert.deepEqual(
      [...permissionsOf(Role.practiceManager)].sort(),
      [...desk, exportHistory, splitPractice].sort(),
    );
    const { view } = Permission;
    assert.deepEqual(permissionsOf(Role.systemAdministrator), [view, administer]);
  });
});

describe('signing in', () => {
  it('gives tokens that end after half an hour and are renewed until the day is over', () => {
    let now = Date.parse('2026-03-02T08:00:00Z');
    const sessions = new StaffSessions(() => now);
    const first = sessions.signIn(ENGLAND?.id ?? '', ENGLAND?.staff[0]?.id ?? '');
    assert.ok(first);
    now += 29 * 60_000;
    assert.equal(sessions.sessionOf(first.accessToken)?.id, first.sessionId);
    now += 60_000;
    assert.equal(sessions.sessionOf(first.accessToken), undefined);
    const second = sessions.renew(first.renewalKey);
    assert.equal(second?.sessionId, first.sessionId);
    assert.ok(sessions.sessionOf(second.accessToken));
    now += 12 * 3_600_000;
    assert.equal(sessions.renew(first.renewalKey), undefined);
  });

  it('is for those who work at the practice, and ends when they say so', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const stranger = { practiceId: ENGLAND?.id, staffId: WALES?.staff[0]?.id };
    assert.equal((await asker(url)('POST', '/host-api/sign-in', stranger)).status, 403);
    const { ask, renewalKey } = await signInAs(url, Role.receptionist);
    assert.equal((await ask('GET', '/fhir/R4/Patient')).status, 200);
    assert.equal((await ask('POST', '/host-api/sign-out', {})).status, 200);
    assert.equal((await ask('GET', '/host-api/settings')).status, 401);
    assert.equal((await ask('GET', '/fhir/R4/Patient')).status, 401);
    assert.equal((await asker(url)('POST', '/host-api/renew', { renewalKey })).status, 401);
  });

  it('is needed for everything of the practice', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    for (const path of [
      '/host-api/settings',
      '/host-api/practice-key',
      '/host-api/storage-key',
      '/host-api/clinical-entries',
      '/fhir/R4/Patient',
    ]) {
      assert.equal((await asker(url)('GET', path)).status, 401, path);
    }
  });
});

describe('the practice’s settings', () => {
  it('are changed by the administrator only, for their own practice only', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const reception = await signInAs(url, Role.receptionist);
    const admin = await signInAs(url, Role.systemAdministrator);
    const change = { key: SETTING, value: true };
    assert.equal((await reception.ask('PUT', '/host-api/settings', change)).status, 403);
    const changed = await admin.ask<SettingsAnswer>('PUT', '/host-api/settings', change);
    assert.equal(changed.body.values[SETTING], true);
    const seen = await reception.ask<SettingsAnswer>('GET', '/host-api/settings');
    assert.deepEqual(seen.body, changed.body);
    const elsewhere = await signInAs(url, Role.receptionist, WALES);
    const other = await elsewhere.ask<SettingsAnswer>('GET', '/host-api/settings');
    assert.equal(other.body.values[SETTING], undefined);
    assert.equal(other.body.values['onlineServices.siteUrl'], `${url}/patient-services/`);
  });

  it('are changed on the shared record by the administrator only, and are never made of a check of identity', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const reception = await signInAs(url, Role.receptionist);
    const admin = await signInAs(url, Role.systemAdministrator);
    const response = (system: string): QuestionnaireResponse => ({
      resourceType: 'QuestionnaireResponse',
      meta: { tag: [{ system: PRACTICE_TAG, code: String(ENGLAND?.id) }] },
      identifier: { system, value: String(ENGLAND?.id) },
      status: 'completed',
    });
    const [settings, check] = [response(PRACTICE_SETTINGS), response(IDENTITY_CHECK_ID)];
    const path = '/fhir/R4/QuestionnaireResponse';
    const made = async (by: typeof admin, body: object) =>
      by.ask<QuestionnaireResponse>('POST', path, body);
    assert.equal((await made(reception, settings)).status, 403);
    assert.equal((await made(admin, check)).status, 403);
    const held = (await made(admin, settings)).body;
    const ofPatient = (await made(reception, check)).body;
    const put = async (by: typeof admin, { id }: QuestionnaireResponse, body: object) =>
      (await by.ask('PUT', `${path}/${id}`, { ...body, id })).status;
    assert.equal(await put(reception, held, settings), 403);
    assert.equal(await put(reception, held, check), 403);
    assert.equal(await put(reception, ofPatient, settings), 403);
    assert.equal(await put(admin, ofPatient, settings), 403);
    assert.equal(await put(admin, held, settings), 200);
    assert.equal((await reception.ask('GET', `${path}/${held.id}`)).status, 200);
  });

  it('refuse what is nested deeper than any setting is, or too large', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const { accessToken } = await signInAs(url, Role.systemAdministrator);
    const change = async (value: string): Promise<number> => {
      const response = await fetch(`${url}/host-api/settings`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
        body: `{"key":"${SETTING}","value":${value}}`,
      });
      return response.status;
    };
    assert.equal(await change('{"a":['.repeat(5_000) + ']}'.repeat(5_000)), 400);
    assert.equal(await change(`"${'x'.repeat(70_000)}"`), 413);
    assert.equal(await change('[[1]]'), 200);
  });

  it('refuse names that could stand for something else', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const { ask } = await signInAs(url, Role.systemAdministrator);
    for (const key of ['__proto__', 'constructor', '']) {
      assert.equal((await ask('PUT', '/host-api/settings', { key, value: 1 })).status, 400, key);
    }
  });
});

describe('the practice’s key', () => {
  it('is given to those who make or print codes, and to nobody else', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const statusFor = async (role: string): Promise<number> =>
      (await (await signInAs(url, role)).ask('GET', '/host-api/practice-key')).status;
    assert.equal(await statusFor(Role.receptionist), 200);
    assert.equal(await statusFor(Role.practiceManager), 200);
    assert.equal(await statusFor(Role.systemAdministrator), 403);
  });
});

describe('the key for what workstations keep', () => {
  it('is the same for everybody of a practice, and not the one for codes', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const keyFor = async (role: string, path = 'storage-key'): Promise<unknown> =>
      (await (await signInAs(url, role)).ask('GET', `/host-api/${path}`)).body;
    const key = await keyFor(Role.systemAdministrator);
    assert.match((key as { key: string }).key, /^[\w-]{43}$/);
    assert.deepEqual(await keyFor(Role.receptionist), key);
    assert.notDeepEqual(await keyFor(Role.receptionist, 'practice-key'), key);
  });
});

describe('patients’ records', () => {
  it('are not changed over FHIR by those who may not change them in the host', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const admin = await signInAs(url, Role.systemAdministrator);
    const reception = await signInAs(url, Role.receptionist);
    const { body } = await reception.ask<Patient>('GET', '/fhir/R4/Patient/pt-e01');
    assert.equal((await admin.ask('PUT', '/fhir/R4/Patient/pt-e01', body)).status, 403);
    assert.equal((await reception.ask('PUT', '/fhir/R4/Patient/pt-e01', body)).status, 200);
  });

  it('of others are loaded instead, each refusal is told, and no id shows a number', async (t) => {
    const folder = await temporaryFolder(t);
    const pds = { resourceType: 'Patient', id: '9990000018', name: [{ family: 'Test' }] };
    await writeFile(join(folder, 'pds.json'), JSON.stringify(pds));
    await writeFile(join(folder, 'broken.json'), '{');
    const told: string[] = [];
    const distFolder = await buildHost(t);
    const tell = (line: string) => told.push(line);
    const demo = await serve(t, { distFolder, patients: folder, tell });
    const { ask } = await signInAs(demo.url, Role.receptionist);
    const { body } = await ask<Bundle>('GET', '/fhir/R4/Patient');
    assert.equal(body.entry?.length, 1);
    assert.match(body.entry[0]?.resource?.id ?? '', /^pt-[0-9a-f]{24}$/);
    assert.ok(
      told.some((line) => /Not loaded: .*broken\.json/.test(line)),
      told.join('\n'),
    );
  });

  it('stop the start when none of them can be used', async (t) => {
    const patients = await temporaryFolder(t);
    const distFolder = await buildHost(t);
    await assert.rejects(serve(t, { distFolder, patients }), /No patients could be loaded/);
  });
});

describe('a data folder', () => {
  it('keeps settings, key, entries and patients across a restart, readable by its owner only', async (t) => {
    const distFolder = await buildHost(t);
    const dataFolder = await temporaryFolder(t);
    const use = async (work: (url: string) => Promise<void>): Promise<void> => {
      const demo = await serve(t, { distFolder, dataFolder });
      await work(demo.url);
      await demo.close();
    };
    const entry = { system: 'urn:x', code: '91B..00', display: 'Verified', date: '2026-03-02' };
    let key: unknown;
    await use(async (url) => {
      const admin = await signInAs(url, Role.systemAdministrator);
      await admin.ask('PUT', '/host-api/settings', { key: SETTING, value: true });
      const reception = await signInAs(url, Role.receptionist);
      key = (await reception.ask('GET', '/host-api/practice-key')).body;
      await admin.ask('POST', '/host-api/clinical-entries', { patientId: 'pt-e01', entry });
    });
    await use(async (url) => {
      const { ask } = await signInAs(url, Role.receptionist);
      const settings = await ask<SettingsAnswer>('GET', '/host-api/settings');
      assert.equal(settings.body.values[SETTING], true);
      assert.deepEqual((await ask('GET', '/host-api/practice-key')).body, key);
      const entries = await ask<{ code: string }[]>(
        'GET',
        '/host-api/clinical-entries?patient=pt-e01',
      );
      assert.deepEqual(
        entries.body.map(({ code }) => code),
        ['91B..00'],
      );
    });
    assert.equal(statSync(join(dataFolder, 'host/practice-keys.json')).mode & 0o777, 0o600);
    const secret = (key as { key: string }).key;
    assert.ok(!readFileSync(join(dataFolder, 'fhir/journal.ndjson'), 'utf8').includes(secret));
  });
});

describe('serving', () => {
  it('puts every page under the strict policy, with its right type, kept by nobody', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t, { 'main.js': '' }) });
    const expected = {
      '/': 'text/html',
      '/host.js': 'text/javascript',
      '/plugin/main.js': 'text/javascript',
      '/styles/theme.css': 'text/css',
    };
    for (const [path, type] of Object.entries(expected)) {
      const { headers, status } = await fetch(url + path);
      assert.equal(status, 200, path);
      assert.match(headers.get('content-type') ?? '', new RegExp(`^${type}`));
      assert.match(
        headers.get('content-security-policy') ?? '',
        /default-src 'none'.*require-trusted-types-for 'script'/,
      );
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });

  it('leads nowhere outside what was built, and says plainly when there is nothing', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    for (const path of [
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/plugin/none.js',
      '/%zz',
    ]) {
      assert.equal((await fetch(url + path)).status, 404, path);
    }
  });

  it('answers to its own name only', async (t) => {
    const { url } = await serve(t, { distFolder: await buildHost(t) });
    const status = await new Promise((resolve, reject) => {
      request(url, { headers: { Host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
  });

  it('says what to do when the port is taken or nothing is built', async (t) => {
    const distFolder = await buildHost(t);
    const { url } = await serve(t, { distFolder });
    const port = Number(new URL(url).port);
    await assert.rejects(
      serve(t, { distFolder, port }),
      new RegExp(`Port ${port} is in use.*PORT=${port + 1}`),
    );
    const empty = await temporaryFolder(t);
    await assert.rejects(serve(t, { distFolder: empty }), /Nothing is built/);
  });
});
