import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import type { AuditEvent, Bundle, OperationOutcome, Patient, Person, Task } from 'fhir/r4';
import { OutsideFailure, OutsideRecord } from '../../../demo/fhir-gateway/index.ts';
import { DEMONSTRATION_PATIENT } from '../../../demo/reference-host/record/demonstration-patient.ts';
import { Role } from '../../../demo/reference-host/server/practices.ts';
import type { RunningDemo } from '../../../demo/start.ts';
import { auditToResource } from '../../../services/fhir/mapping/audit.ts';
import { ACCOUNT_KEY, ODS_CODE, PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { buildHost, serve } from './built-demo.ts';
import { ServerOfOthers } from './outside-server.ts';
import { asker, ENGLAND, signInAs, WALES } from './staff-requests.ts';

const FHIR = '/fhir/R4';
const OURS = ENGLAND?.id ?? '';
const THEIRS = WALES?.id ?? '';

interface Stage {
  readonly server: ServerOfOthers;
  readonly demo: RunningDemo;
  /** What `npm start` printed. */
  readonly told: string[];
}

async function stage(t: TestContext): Promise<Stage> {
  const server = await ServerOfOthers.start(t);
  const told: string[] = [];
  const demo = await serve(t, {
    distFolder: await buildHost(t),
    outside: server.address,
    tell: (line) => told.push(line),
  });
  return { server, demo, told };
}

/** The id that the server gave to a patient of the files. */
async function idOf(server: ServerOfOthers, file: string): Promise<string> {
  const patients = await server.all<Patient>('Patient');
  const found = patients.find(({ identifier = [] }) =>
    identifier.some(({ system, value }) => system === DEMONSTRATION_PATIENT && value === file),
  );
  return found?.id ?? assert.fail(`${file} is not there.`);
}

function accountAt(practiceId: string): Person {
  return {
    resourceType: 'Person',
    meta: { tag: [{ system: PRACTICE_TAG, code: practiceId }] },
    identifier: [{ system: ACCOUNT_KEY, value: `key-at-${practiceId}` }],
    active: true,
    managingOrganization: { identifier: { system: ODS_CODE, value: practiceId } },
  };
}

const OUR_TASK: Task = {
  resourceType: 'Task',
  meta: { tag: [{ system: PRACTICE_TAG, code: OURS }] },
  status: 'requested',
  intent: 'order',
};

const batch = (...entry: readonly object[]) => ({ resourceType: 'Bundle', type: 'batch', entry });

function statusesIn({ entry = [] }: Bundle): readonly (string | undefined)[] {
  return entry.map(({ response }) => response?.status);
}

describe('what is on a server of others', () => {
  it('is given to the staff of its practice, and is not there for others, whichever way they ask', async (t) => {
    const { server, demo } = await stage(t);
    const id = await idOf(server, 'pt-w01');
    const own = await signInAs(demo.url, Role.receptionist, WALES);
    const other = await signInAs(demo.url, Role.receptionist);
    const get = { request: { method: 'GET', url: `Patient/${id}` } };
    for (const path of ['', '/_history', '/_history/1']) {
      const address = `${FHIR}/Patient/${id}${path}`;
      assert.equal((await own.ask('GET', address)).status, 200, path);
      assert.equal((await other.ask('GET', address)).status, 404, path);
    }
    for (const [{ ask }, statuses] of [
      [own, ['200']],
      [other, ['404']],
    ] as const) {
      const { body } = await ask<Bundle>('POST', FHIR, batch(get));
      assert.deepEqual(statusesIn(body), statuses);
    }
    for (const path of [`?_id=${id}`, '?_count=1000', '?identifier:not=x|y&_count=1000']) {
      const address = `${FHIR}/Patient${path}`;
      assert.match(JSON.stringify((await own.ask('GET', address)).body), new RegExp(id), path);
      const { body } = await other.ask<Bundle>('GET', address);
      assert.doesNotMatch(JSON.stringify(body), new RegExp(`"${id}"`), path);
      assert.equal(body.total, undefined);
    }
    assert.equal((await asker(demo.url)('GET', `${FHIR}/Patient/${id}`)).status, 401);
  });

  it('is judged whatever the status it is given with', async (t) => {
    const { server, demo } = await stage(t);
    const { ask } = await signInAs(demo.url, Role.receptionist);
    const theirs = { ...accountAt(THEIRS), id: 'theirs' };
    for (const status of [200, 203, 206]) {
      server.before = (_request, response) => {
        response.writeHead(status, { 'Content-Type': 'application/fhir+json' });
        response.end(JSON.stringify(theirs));
        return true;
      };
      for (const path of ['/Person/theirs', '/Person/another', '/Person/theirs/_history']) {
        const { body, ...answer } = await ask('GET', `${FHIR}${path}`);
        assert.equal(answer.status, 404, `${status} ${path}`);
        assert.doesNotMatch(JSON.stringify(body), /key-at/);
      }
      const created = await ask('POST', `${FHIR}/Task`, { ...OUR_TASK });
      assert.equal(created.status, 403, String(status));
      assert.doesNotMatch(JSON.stringify(created.body), /key-at/);
    }
  });

  it('is never asked for in a way that hides whose it is, or that nobody here can judge', async (t) => {
    const { server, demo } = await stage(t);
    const id = await idOf(server, 'pt-w01');
    const { ask } = await signInAs(demo.url, Role.receptionist);
    const before = server.asked.length;
    for (const [method, path] of [
      ['GET', '/Patient?_elements=identifier'],
      ['GET', '/Patient?_summary=text'],
      ['GET', '/Person?_include=Person:patient'],
      ['GET', '?_type=Patient&_elements=identifier'],
      ['GET', '?_getpages=x&_elements=identifier'],
      ['GET', '/_history'],
      ['GET', '/Patient/_history'],
      ['GET', `/Patient/${id}/$everything`],
      ['GET', `/%50atient/${id}`],
      ['GET', '/Patient/..'],
      ['PATCH', `/Patient/${id}`],
      ['DELETE', '/Patient?active=true'],
      ['POST', '/$graphql'],
    ] as const) {
      const { status } = await ask(method, `${FHIR}${path}`, method === 'POST' ? {} : undefined);
      assert.ok(status >= 400 && status < 500, `${method} ${path}: ${status}`);
    }
    assert.deepEqual(server.asked.slice(before), []);
  });

  it('is listed without the patients of others', async (t) => {
    const { server, demo } = await stage(t);
    await server.fhir.seed([
      { resourceType: 'Patient', id: 'of-others', name: [{ family: 'Stranger' }] } as Patient,
    ]);
    const { ask } = await signInAs(demo.url, Role.receptionist);
    const { body } = await ask<Bundle>('GET', `${FHIR}/Patient?_count=1000`);
    assert.doesNotMatch(JSON.stringify(body), /Stranger/);
    assert.ok((body.entry ?? []).length > 20);
    assert.ok(server.asked.at(-1)?.includes(encodeURIComponent(`${DEMONSTRATION_PATIENT}|`)));
    assert.equal((await ask('GET', `${FHIR}/Patient/of-others`)).status, 404);
    const stranger = { resourceType: 'Patient', id: 'of-others', active: false };
    assert.equal((await ask('PUT', `${FHIR}/Patient/of-others`, stranger)).status, 404);
  });
});

describe('writing on a server of others', () => {
  it('is refused to who may not, alone and in a batch, and nothing of it is done', async (t) => {
    const { server, demo } = await stage(t);
    const reception = await signInAs(demo.url, Role.receptionist);
    const admin = await signInAs(demo.url, Role.systemAdministrator);
    const there = await signInAs(demo.url, Role.receptionist, WALES);
    const id = await idOf(server, 'pt-e01');
    const address = `${FHIR}/Patient/${id}`;
    const { body } = await reception.ask<Patient>('GET', address);
    const request = { method: 'PUT', url: `Patient/${id}` };
    const elsewhere = { identifier: { system: ODS_CODE, value: THEIRS } };
    const moved = { ...body, managingOrganization: elsewhere };
    for (const [{ ask }, resource, wanted] of [
      [admin, body, 403],
      [there, body, 404],
      [reception, moved, 403],
      [reception, { ...body, identifier: [] }, 403],
      [reception, { ...body, id: 'another' }, 400],
    ] as const) {
      const alone = await ask<OperationOutcome>('PUT', address, resource);
      assert.equal(alone.status, wanted);
      assert.equal(alone.body.resourceType, 'OperationOutcome');
      const inBatch = await ask<Bundle>('POST', FHIR, batch({ resource, request }));
      assert.deepEqual(statusesIn(inBatch.body), [String(wanted)]);
    }
    const one = { resource: accountAt(OURS), request: { method: 'POST', url: 'Person' } };
    const transaction = { ...batch(one), type: 'transaction' };
    assert.equal((await reception.ask('POST', FHIR, transaction)).status, 403);
    assert.equal((await reception.ask('POST', `${FHIR}/Patient`, body)).status, 403);
    assert.equal((await reception.ask('POST', `${FHIR}/Person`, accountAt(THEIRS))).status, 403);
    assert.equal((await reception.ask('DELETE', address)).status, 403);
    const row = auditToResource(
      {
        id: 'audit-1',
        practiceId: OURS,
        patientRef: id,
        action: 'create-account',
        outcome: 'refused',
        summary: 'Refused',
        at: '2026-03-02T09:00:00.000Z',
        by: { id: 'somebody-else', name: 'Somebody Else' },
      },
      'operation-1',
      'desk-1',
    ) as AuditEvent;
    assert.equal((await reception.ask('POST', `${FHIR}/AuditEvent`, row)).status, 403);
    const patient = (await server.all<Patient>('Patient')).find((held) => held.id === id);
    assert.equal(patient?.meta?.versionId, body.meta?.versionId);
    assert.deepEqual(await server.all('Person'), []);
  });

  it('is done for who may, with conditions and versions as the server has them', async (t) => {
    const { server, demo } = await stage(t);
    const { accessToken } = await signInAs(demo.url, Role.receptionist);
    const send = (method: string, path: string, body: object, headers: Record<string, string>) =>
      fetch(`${demo.url}${FHIR}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${accessToken}`,
          'Content-Type': 'application/fhir+json',
          Prefer: 'return=representation',
          ...headers,
        },
        body: JSON.stringify(body),
      });
    const condition = { 'If-None-Exist': `identifier=${ACCOUNT_KEY}|key-at-${OURS}` };
    const made = await send('POST', '/Person', accountAt(OURS), condition);
    assert.equal(made.status, 201);
    assert.match(made.headers.get('Location') ?? '', /\/Person\//);
    assert.equal((await send('POST', '/Person', accountAt(OURS), condition)).status, 200);
    const person = (await made.json()) as Person;
    const path = `/Person/${person.id ?? ''}`;
    const etag = made.headers.get('ETag') ?? '';
    assert.equal((await send('PUT', path, person, { 'If-Match': etag })).status, 200);
    assert.equal((await send('PUT', path, person, { 'If-Match': etag })).status, 412);
    assert.equal((await server.all('Person')).length, 1);
  });

  it('is of what was judged: who makes it another practice’s meanwhile wins', async (t) => {
    const { server, demo } = await stage(t);
    const { ask } = await signInAs(demo.url, Role.receptionist);
    const made = await ask<Person>('POST', `${FHIR}/Person`, accountAt(OURS));
    const id = made.body.id ?? '';
    server.before = async ({ method }) => {
      if (method !== 'PUT') return false;
      server.before = () => false;
      await server.fhir.repository.updateResource({ ...accountAt(THEIRS), id } as never);
      return false;
    };
    assert.equal((await ask('PUT', `${FHIR}/Person/${id}`, made.body)).status, 412);
    const [held] = await server.all<Person>('Person');
    assert.equal(held?.managingOrganization?.identifier?.value, THEIRS);
  });

  it('gives nobody what meets their condition and is another practice’s', async (t) => {
    const { server, demo } = await stage(t);
    await server.fhir.seed([{ ...accountAt(THEIRS), id: 'theirs' }]);
    const { accessToken } = await signInAs(demo.url, Role.receptionist);
    const answer = await fetch(`${demo.url}${FHIR}/Person`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${accessToken}`,
        'Content-Type': 'application/json',
        'If-None-Exist': `identifier=${ACCOUNT_KEY}|key-at-${THEIRS}`,
      },
      body: JSON.stringify(accountAt(OURS)),
    });
    assert.equal(answer.status, 403);
    assert.doesNotMatch(await answer.text(), /theirs|key-at/);
  });

  it('is passed through whole for the website’s token, transactions and all', async (t) => {
    const { server, demo } = await stage(t);
    const ask = asker(demo.url, demo.serviceToken);
    const entry = [OURS, THEIRS].map((code) => ({
      resource: accountAt(code),
      request: { method: 'POST', url: 'Person' },
    }));
    const done = await ask('POST', FHIR, { resourceType: 'Bundle', type: 'transaction', entry });
    assert.equal(done.status, 200);
    assert.equal((await server.all('Person')).length, 2);
  });
});

describe('the gateway', () => {
  it('tells the time of the other server, and none of its own', async (t) => {
    const { server, demo } = await stage(t);
    const { accessToken } = await signInAs(demo.url, Role.receptionist);
    const dateOf = async (path: string, body?: object): Promise<string | null> => {
      const answer = await fetch(`${demo.url}${FHIR}${path}`, {
        headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      return answer.headers.get('Date');
    };
    const other = 'Mon, 02 Mar 2026 09:00:00 GMT';
    server.before = (_request, response) => {
      response.setHeader('Date', other);
      return false;
    };
    assert.equal(await dateOf('/Patient'), other);
    assert.equal(await dateOf('/$everything'), null);
    const get = (url: string) => ({ request: { method: 'GET', url } });
    assert.equal(await dateOf('', batch(get('Person'), get('$everything'))), other);
    assert.equal(await dateOf('', batch(get('$everything'))), null);
  });

  it('sends FHIR and nothing that a browser would show as a page, whatever the server calls it', async (t) => {
    const { server, demo } = await stage(t);
    server.before = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(JSON.stringify({ resourceType: 'CapabilityStatement', x: '<script></script>' }));
      return true;
    };
    const { headers } = await fetch(`${demo.url}${FHIR}/metadata`);
    assert.equal(headers.get('Content-Type'), 'application/fhir+json; charset=utf-8');
    server.before = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script></script>');
      return true;
    };
    const page = await fetch(`${demo.url}${FHIR}/metadata`);
    assert.equal(page.status, 502);
    assert.equal(page.headers.get('Content-Type'), 'application/fhir+json; charset=utf-8');
  });

  it('never lets the sign-in out, not even where the server repeats it', async (t) => {
    const { server, demo, told } = await stage(t);
    const reception = await signInAs(demo.url, Role.receptionist);
    const { token } = server;
    server.before = ({ headers }, response) => {
      const text = `You sent ${headers.authorization ?? ''}`;
      const issue = [{ severity: 'error', code: 'login', diagnostics: text }];
      response.writeHead(403, { 'Content-Type': 'application/fhir+json' });
      response.end(JSON.stringify({ resourceType: 'OperationOutcome', issue }));
      return true;
    };
    for (const ask of [reception.ask, asker(demo.url, demo.serviceToken)]) {
      const { status, body } = await ask('GET', `${FHIR}/Patient`);
      assert.equal(status, 502);
      assert.ok(!JSON.stringify(body).includes(token));
    }
    assert.ok(told.length > 0);
    assert.ok(!told.join('\n').includes(token));
  });

  it('sends the sign-in nowhere else, wherever the server wants it to go', async (t) => {
    const { server, demo } = await stage(t);
    const other = await ServerOfOthers.start(t);
    const { ask } = await signInAs(demo.url, Role.receptionist);
    server.before = (_request, response) => {
      response.writeHead(307, { Location: `${other.baseUrl}/Patient` }).end();
      return true;
    };
    assert.equal((await ask('GET', `${FHIR}/Patient`)).status, 502);
    assert.deepEqual(other.asked, []);
  });

  it('keeps the sign-in within the server’s base, whatever an address says', async (t) => {
    const server = await ServerOfOthers.start(t);
    const record = new OutsideRecord(server.address);
    for (const path of ['/../admin', '/Patient/%2e%2e/%2e%2e/admin', '-of-others/Patient', '@x/']) {
      await assert.rejects(record.ask({ method: 'GET', path }), OutsideFailure, path);
    }
    assert.deepEqual(server.asked, []);
  });

  it('fetches another token when the server refuses the one it had', async (t) => {
    const server = await ServerOfOthers.start(t);
    const distFolder = await buildHost(t);
    const demo = await serve(t, { distFolder, outside: server.addressForClients });
    const { ask } = await signInAs(demo.url, Role.receptionist);
    server.token = 'the-next-token';
    assert.equal((await ask('GET', `${FHIR}/Patient`)).status, 200);
  });

  it('asks again what it only reads where a connection ends, and nothing else', async (t) => {
    const { server, demo } = await stage(t);
    const { ask } = await signInAs(demo.url, Role.receptionist);
    let ended = 0;
    server.before = (_request, response) => {
      ended += 1;
      if (ended > 1) return false;
      response.socket?.destroy();
      return true;
    };
    assert.equal((await ask('GET', `${FHIR}/Patient`)).status, 200);
    ended = 0;
    const website = asker(demo.url, demo.serviceToken);
    assert.equal((await website('POST', `${FHIR}/Person`, accountAt(OURS))).status, 503);
    assert.equal(ended, 1);
  });

  it('tells what the website cannot ask from a server that is away', async (t) => {
    const { server, demo } = await stage(t);
    const before = server.asked.length;
    const website = asker(demo.url, demo.serviceToken);
    assert.equal((await website('PATCH', `${FHIR}/Person/1`, {})).status, 405);
    assert.deepEqual(server.asked.slice(before), []);
    // By hand, as fetch sends no GET with a body.
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { Authorization: `Bearer ${demo.serviceToken}`, 'Content-Length': '2' };
      const sent = request(`${demo.url}${FHIR}/Person`, { method: 'GET', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end('{}');
    });
    assert.equal(status, 200);
  });

  it('says in an outcome that the server is away, answers no FHIR, or takes no sign-in', async (t) => {
    const { server, demo } = await stage(t);
    const { ask } = await signInAs(demo.url, Role.receptionist);
    const saying = async (status: number, text: RegExp): Promise<void> => {
      const answer = await ask<OperationOutcome>('GET', `${FHIR}/Patient`);
      assert.equal(answer.status, status);
      assert.match(answer.body.issue[0]?.details?.text ?? '', text);
    };
    server.before = (_request, response) => {
      response.writeHead(500, { 'Content-Type': 'text/html' }).end('<h1>Oops</h1>');
      return true;
    };
    await saying(500, /something that is no FHIR/);
    server.before = () => false;
    server.token = 'another';
    await saying(502, /does not accept the demonstration’s sign-in/);
    await server.stop();
    await saying(503, /cannot be reached/);
  });
});
