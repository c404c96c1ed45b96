import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Patient, Person } from 'fhir/r4';
import { idsOf, startServer, stoppedClock } from './running-server.ts';
import { bundleOf, KEY, patient, person } from './sample-resources.ts';

void test('a dropped answer: the change is made, the client never hears of it', async (t) => {
  const { send, fhir } = await startServer(t);
  fhir.faults.dropAnswers = 1;
  await assert.rejects(send('POST', 'Person', person('k1')), TypeError);
  assert.equal((await send<Bundle>('GET', 'Person')).body.total, 1);
  assert.equal((await send('POST', 'Person', person('k2'))).status, 201);
});

void test('a request delivered twice doubles a plain create and not a conditional one', async (t) => {
  const { send, fhir } = await startServer(t);
  Object.assign(fhir.faults, { repeatRequests: 2, repeatAfterMs: 1 });
  await send('POST', 'Patient', patient());
  await send('POST', 'Person', person('k1'), { 'If-None-Exist': `identifier=${KEY}|k1` });
  await fhir.faults.idle();
  assert.equal((await send<Bundle>('GET', 'Patient')).body.total, 2);
  assert.equal((await send<Bundle>('GET', 'Person')).body.total, 1);
});

void test('busy and conflict are answered without doing anything, so many times', async (t) => {
  const { send, fhir, base } = await startServer(t);
  const { body } = await send<Patient>('POST', 'Patient', patient());
  const path = `Patient/${body.id ?? ''}`;
  Object.assign(fhir.faults, { busy: 2, retryAfterSeconds: 7, conflicts: 2 });

  assert.equal((await fetch(`${base}/metadata`)).status, 200);
  const busy = await send('GET', path);
  assert.equal(busy.status, 503);
  assert.equal(busy.headers.get('retry-after'), '7');
  assert.equal((await send('POST', 'Patient', patient())).status, 503);
  assert.equal((await send('GET', path)).status, 200);
  assert.equal((await send('PUT', path, body)).status, 409);
  const transaction = bundleOf('transaction', [{ method: 'PUT', url: path }, body]);
  assert.equal((await send('POST', '', transaction)).status, 409);
  assert.equal((await send('PUT', path, body)).headers.get('etag'), 'W/"2"');
});

void test('a hidden write is read by id, but searches see the version before it', async (t) => {
  const { send, fhir } = await startServer(t);
  const { body } = await send<Person>('POST', 'Person', person('old'));
  const path = `Person/${body.id ?? ''}`;
  fhir.faults.hideWrites = true;
  await send('PUT', path, { ...body, active: false });
  const fresh = { 'If-None-Exist': `identifier=${KEY}|new` };
  const made = await send<Person>('POST', 'Person', person('new'), fresh);

  assert.equal((await send('GET', path)).headers.get('etag'), 'W/"2"');
  const hidden = await send<Bundle>('GET', 'Person');
  assert.deepEqual(
    hidden.body.entry?.map(({ resource }) => resource?.meta?.versionId),
    ['1'],
  );
  assert.equal((await send('POST', 'Person', person('new'), fresh)).status, 200);

  fhir.faults.hideWrites = false;
  assert.deepEqual(idsOf(await send('GET', 'Person')), [body.id, made.body.id]);
  const shown = await send<Bundle>('GET', `Person?_id=${body.id ?? ''}`);
  assert.equal(shown.body.entry?.[0]?.resource?.meta?.versionId, '2');
});

void test('writes may come into sight only when they are so old', async (t) => {
  const clock = stoppedClock('2026-03-02T09:00:00.000Z');
  const { send, fhir } = await startServer(t, { now: clock.now });
  fhir.faults.hideWritesMs = 2000;
  await send('POST', 'Patient', patient());
  clock.moveTo('2026-03-02T09:00:01.999Z');
  assert.equal((await send<Bundle>('GET', 'Patient')).body.total, 0);
  clock.moveTo('2026-03-02T09:00:02.000Z');
  assert.equal((await send<Bundle>('GET', 'Patient')).body.total, 1);
});

void test('faults may be kept to some paths, are off at first, and can be cleared', async (t) => {
  const { send, fhir } = await startServer(t);
  Object.assign(fhir.faults, { busy: 5, onlyPath: 'Person', hideWrites: true, delayAnswersMs: 1 });
  assert.equal((await send('POST', 'Patient', patient())).status, 201);
  assert.equal((await send('GET', 'Person')).status, 503);
  fhir.faults.clear();
  assert.equal((await send('GET', 'Person')).status, 200);
  assert.equal((await send<Bundle>('GET', 'Patient')).body.total, 1);
  assert.equal(JSON.stringify(fhir.faults), JSON.stringify((await startServer(t)).fhir.faults));
});

void test('faults cannot be set over HTTP', async (t) => {
  const { send, fhir } = await startServer(t);
  for (const path of ['$faults', 'faults', '_faults', 'Patient/$faults']) {
    const answer = await send('POST', path, { busy: 9 });
    assert.ok(answer.status >= 400, path);
  }
  assert.equal(fhir.faults.busy, 0);
});
