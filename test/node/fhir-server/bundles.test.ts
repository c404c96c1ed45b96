import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Bundle, Patient, Person, Provenance, Task } from 'fhir/r4';
import { startServer } from './running-server.ts';
import { bundleOf, KEY, patient, person, task } from './sample-resources.ts';

const POST_PERSON = { method: 'POST', url: 'Person' } as const;

void test('a conditional create makes one resource, finds it again, and refuses a choice of several', async (t) => {
  const { send } = await startServer(t);
  const condition = { 'If-None-Exist': `identifier=${KEY}|k1` };

  const first = await send<Person>('POST', 'Person', person('k1'), condition);
  const again = await send<Person>('POST', 'Person', person('k1'), condition);

  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.deepEqual(again.body, first.body);
  assert.equal(again.headers.get('location'), first.headers.get('location'));
  await send('POST', 'Person', person('k1'));
  assert.equal((await send('POST', 'Person', person('k1'), condition)).status, 412);
  for (const useless of ['_count=1', 'shoesize=9', '?']) {
    const answer = await send('POST', 'Person', person('k1'), { 'If-None-Exist': useless });
    assert.equal(answer.status, 400, useless);
  }
  assert.equal((await send<Bundle>('GET', 'Person')).body.total, 2);
});

void test('ten conditional creates at once make one resource, alone or in transactions', async (t) => {
  // On disk, because only a commit that takes its time leaves room for a race.
  const dataFolder = await mkdtemp(join(tmpdir(), 'fhir-race-'));
  t.after(() => rm(dataFolder, { recursive: true }));
  const { send } = await startServer(t, { dataFolder });
  const ifNoneExist = `identifier=${KEY}|race`;
  const inTransactions = Array.from({ length: 10 }, () =>
    send<Bundle>(
      'POST',
      '',
      bundleOf(
        'transaction',
        [
          { ...POST_PERSON, ifNoneExist },
          person('race'),
          'urn:uuid:00000000-0000-4000-8000-000000000001',
        ],
        [
          { method: 'POST', url: 'Task' },
          task({ focus: { reference: 'urn:uuid:00000000-0000-4000-8000-000000000001' } }),
        ],
      ),
    ),
  );
  const alone = Array.from({ length: 10 }, () =>
    send<Person>('POST', 'Person', person('race'), { 'If-None-Exist': ifNoneExist }),
  );
  const statuses = (await Promise.all(alone)).map(({ status }) => status);
  const answers = await Promise.all(inTransactions);

  const people = await send<Bundle<Person>>('GET', `Person?${ifNoneExist}`);
  assert.equal(people.body.total, 1);
  assert.ok(answers.every(({ status }) => status === 200));
  assert.ok(statuses.every((status) => status === 200 || status === 201));
  const id = people.body.entry?.[0]?.resource?.id ?? '';
  const tasks = await send<Bundle<Task>>('GET', `Task?focus=Person/${id}`);
  assert.equal(tasks.body.total, 10, 'every task points to the one person that exists');
});

void test('a transaction creates, updates and links, and says each version', async (t) => {
  const { send } = await startServer(t);
  const { body } = await send<Person>('POST', 'Person', person('k1'));
  const id = body.id ?? '';
  const answer = await send<Bundle>(
    'POST',
    '',
    bundleOf(
      'transaction',
      [
        { method: 'POST', url: 'Patient' },
        patient(),
        'urn:uuid:0a0a0a0a-0000-4000-8000-00000000000a',
      ],
      [
        { method: 'PUT', url: `Person/${id}`, ifMatch: '1' },
        {
          ...body,
          active: false,
          link: [{ target: { reference: 'urn:uuid:0a0a0a0a-0000-4000-8000-00000000000a' } }],
        },
      ],
      [{ method: 'GET', url: `Person?identifier=${KEY}|k1` }],
    ),
  );

  assert.equal(answer.status, 200);
  const [made, updated, found] = answer.body.entry ?? [];
  assert.equal(made?.response?.status, '201');
  assert.match(made.response.location ?? '', /^Patient\/[\w-]+\/_history\/1$/);
  assert.equal(updated?.response?.etag, 'W/"2"');
  assert.equal((found?.resource as Bundle).total, 1);
  const current = await send<Person>('GET', `Person/${id}`);
  const madeId = (made.resource as Patient).id ?? '';
  assert.equal(current.body.link?.[0]?.target.reference, `Patient/${madeId}`);
  assert.equal(current.body.meta?.lastUpdated, made.resource?.meta?.lastUpdated);
});

void test('a transaction that fails anywhere leaves nothing behind', async (t) => {
  const { send } = await startServer(t);
  const { body } = await send<Person>('POST', 'Person', person('k1'));
  const path = `Person/${body.id ?? ''}`;
  const create = [POST_PERSON, person('new')] as const;
  const failures = {
    412: bundleOf('transaction', create, [
      { method: 'PUT', url: path, ifMatch: 'W/"9"' },
      { ...body, active: false },
    ]),
    404: bundleOf('transaction', create, [{ method: 'GET', url: 'Task/no-such-task' }]),
    400: bundleOf('transaction', create, [
      POST_PERSON,
      { ...person('bad'), birthDate: '17/05/1980' },
    ]),
    410: bundleOf(
      'transaction',
      [{ method: 'DELETE', url: path }],
      [{ method: 'GET', url: path }],
      create,
    ),
  };
  for (const [status, bundle] of Object.entries(failures)) {
    const answer = await send('POST', '', bundle);
    assert.equal(answer.status, Number(status), JSON.stringify(answer.body));
    assert.equal(answer.body.resourceType, 'OperationOutcome');
  }
  assert.equal((await send<Bundle>('GET', 'Person')).body.total, 1);
  assert.equal((await send<Bundle>('GET', '_history')).body.total, 1);
  assert.deepEqual((await send('GET', path)).body, body);
});

void test('a bundle the router would half do is refused whole', async (t) => {
  const { send } = await startServer(t);
  const create = { request: POST_PERSON, resource: person('k') };
  const odd: unknown[] = [
    { resourceType: 'Bundle', type: 'transaction', entry: [create, { resource: person('x') }] },
    {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [create, { request: { method: 'POST', url: '' } }],
    },
    {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [create, { request: { method: 'POST', url: '$graphql' } }],
    },
    {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [create, { request: { method: 'PUT', url: 'Person/1' } }],
    },
    { resourceType: 'Bundle', type: 'transaction', entry: [create, null] },
    {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [create, { ...create, request: { ...POST_PERSON, ifNoneExist: '' } }],
    },
    { resourceType: 'Bundle', type: 'collection', entry: [create] },
    { resourceType: 'Bundle', type: 'transaction' },
    { resourceType: 'Patient' },
  ];
  for (const bundle of odd) {
    const answer = await send('POST', '', bundle);
    assert.equal(answer.status, 400, JSON.stringify(bundle));
  }
  assert.equal((await send<Bundle>('GET', 'Person')).body.total, 0);
});

void test('a batch does what it can and says what it could not', async (t) => {
  const { send } = await startServer(t);
  const answer = await send<Bundle>(
    'POST',
    '',
    bundleOf(
      'batch',
      [POST_PERSON, person('k1')],
      [{ method: 'GET', url: 'Person/no-such-person' }],
      [POST_PERSON, { ...person('k2'), birthDate: '17/05/1980' }],
      [{ method: 'GET', url: 'Person?shoesize=9' }],
    ),
  );
  assert.equal(answer.status, 200);
  assert.deepEqual(
    answer.body.entry?.map(({ response }) => response?.status),
    ['201', '404', '400', '400'],
  );
  assert.equal((await send<Bundle>('GET', 'Person')).body.total, 1);
});

void test('Provenance and AuditEvent are kept as they were sent', async (t) => {
  const { send } = await startServer(t);
  const provenance: Provenance = {
    resourceType: 'Provenance',
    target: [{ reference: 'Person/1/_history/2' }],
    recorded: '2026-03-02T09:00:00Z',
    agent: [{ who: { identifier: { system: 'urn:staff', value: 'S1' }, display: 'Sam Staff' } }],
  };
  const made = await send<Provenance>('POST', 'Provenance', provenance);
  assert.equal(made.status, 201);
  assert.deepEqual(made.body.agent, provenance.agent);
  const audit = await send('POST', 'AuditEvent', {
    resourceType: 'AuditEvent',
    type: { system: 'urn:t', code: 'print' },
    recorded: '2026-03-02T09:00:00Z',
    agent: [{ requestor: true, who: { display: 'Sam Staff' } }],
    source: { observer: { display: 'Example Surgery' } },
  });
  assert.equal(audit.status, 201, JSON.stringify(audit.body));
});
