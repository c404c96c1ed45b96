import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Patient } from 'fhir/r4';
import { said, startServer, stoppedClock } from './running-server.ts';
import { patient, person } from './sample-resources.ts';

void test('a created resource has an id, version and time from the server, and says where it is', async (t) => {
  const clock = stoppedClock();
  const { send, base } = await startServer(t, { now: clock.now });

  const made = await send<Patient>('POST', 'Patient', {
    ...patient({ id: 'mine' }),
    meta: { versionId: '77', lastUpdated: '1999-01-01T00:00:00Z', source: 'urn:a:b' },
  });

  assert.equal(made.status, 201);
  assert.notEqual(made.body.id, 'mine');
  assert.deepEqual(made.body.meta, {
    versionId: '1',
    lastUpdated: '2026-03-02T09:00:00.000Z',
    source: 'urn:a:b',
  });
  assert.equal(made.headers.get('etag'), 'W/"1"');
  assert.equal(made.headers.get('last-modified'), 'Mon, 02 Mar 2026 09:00:00 GMT');
  assert.match(made.headers.get('content-type') ?? '', /^application\/fhir\+json/);
  assert.equal(made.headers.get('cache-control'), 'no-store');
  const location = made.headers.get('location') ?? '';
  assert.equal(location, `${base}/Patient/${made.body.id ?? ''}/_history/1`);
  assert.deepEqual((await send('GET', location)).body, made.body);
});

void test('time never goes backwards, whatever the clock does', async (t) => {
  const clock = stoppedClock('2026-03-02T09:00:00.000Z');
  const { send } = await startServer(t, { now: clock.now });
  await send('POST', 'Patient', patient());
  clock.moveTo('2026-03-02T08:00:00.000Z');
  const later = await send<Patient>('POST', 'Patient', patient());
  assert.equal(later.body.meta?.lastUpdated, '2026-03-02T09:00:00.000Z');
});

void test('an update with the current version in any spelling of If-Match succeeds, a stale one is 412', async (t) => {
  const { send } = await startServer(t);
  const { body } = await send<Patient>('POST', 'Patient', patient());
  const path = `Patient/${body.id ?? ''}`;
  const put = (ifMatch: string): Promise<{ status: number }> =>
    send('PUT', path, { ...body, gender: 'female' }, { 'If-Match': ifMatch });

  assert.equal((await put('W/"1"')).status, 200);
  assert.equal((await put('"2"')).status, 200);
  assert.equal((await put('3')).status, 200);
  assert.equal((await put('W/4')).status, 400);
  for (const stale of ['W/"1"', '"1"', '1', 'W/"no-such"']) {
    assert.equal((await put(stale)).status, 412, stale);
  }
  const current = await send<Patient>('GET', path);
  assert.equal(current.body.meta?.versionId, '4');
  assert.equal((await put('*')).status, 200);
});

void test('of ten updates of one version made at once, one wins', async (t) => {
  const { send } = await startServer(t);
  const { body } = await send<Patient>('POST', 'Patient', patient());
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      send('PUT', `Patient/${body.id ?? ''}`, body, { 'If-Match': 'W/"1"' }),
    ),
  );
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [200, ...Array.from({ length: 9 }, () => 412)]);
});

void test('clients do not choose ids, nor update what is not there', async (t) => {
  const { send } = await startServer(t);
  assert.equal((await send('PUT', 'Patient/mine', patient({ id: 'mine' }))).status, 404);
  const made = await send<Patient>('POST', 'Patient', patient());
  const elsewhere = await send('PUT', 'Patient/other', made.body);
  assert.equal(elsewhere.status, 400);
});

void test('a deleted resource is gone, keeps its history, and stays deleted', async (t) => {
  const { send } = await startServer(t);
  const { body } = await send<Patient>('POST', 'Patient', patient());
  const path = `Patient/${body.id ?? ''}`;

  assert.equal((await send('DELETE', path, undefined, { 'If-Match': 'W/"9"' })).status, 412);
  assert.equal((await send('GET', path)).status, 200);
  assert.equal((await send('DELETE', path, undefined, { 'If-Match': 'W/"1"' })).status, 200);
  assert.equal((await send('GET', path)).status, 410);
  assert.equal((await send('DELETE', path)).status, 200);
  assert.equal((await send('PUT', path, body)).status, 410);
  assert.equal((await send('GET', `${path}/_history/1`)).status, 200);
  assert.equal((await send('GET', `${path}/_history/2`)).status, 410);
  assert.equal((await send('DELETE', 'Patient/never')).status, 404);
  const found = await send<Bundle>('GET', 'Patient');
  assert.equal(found.body.total, 0);
  const history = await send<Bundle>('GET', `${path}/_history`);
  assert.deepEqual(
    history.body.entry?.map(({ request, resource }) => [request?.method, resource?.id]),
    [
      ['DELETE', undefined],
      ['POST', body.id],
    ],
  );
});

void test('history is newest first at every level and every time it is read, in pages', async (t) => {
  const clock = stoppedClock();
  const { send } = await startServer(t, { now: clock.now });
  const { body } = await send<Patient>('POST', 'Patient', patient());
  const path = `Patient/${body.id ?? ''}`;
  for (let minute = 1; minute <= 3; minute += 1) {
    clock.moveTo(`2026-03-02T09:0${minute}:00.000Z`);
    await send('PUT', path, body);
  }
  await send('POST', 'Person', person('a'));

  const versions = async (address: string): Promise<string[]> =>
    (await send<Bundle>('GET', address)).body.entry?.map(
      ({ resource }) => `${resource?.resourceType ?? ''}:${resource?.meta?.versionId ?? ''}`,
    ) ?? [];
  const ofPatient = ['Patient:4', 'Patient:3', 'Patient:2', 'Patient:1'];
  assert.deepEqual(await versions(`${path}/_history`), ofPatient);
  assert.deepEqual(await versions(`${path}/_history`), ofPatient);
  assert.deepEqual(await versions('Patient/_history'), ofPatient);
  assert.deepEqual(await versions('_history'), ['Person:1', ...ofPatient]);
  assert.deepEqual(await versions('Person/_history'), ['Person:1']);
  assert.deepEqual(await versions(`${path}/_history?_since=2026-03-02T09:02:00Z`), [
    'Patient:4',
    'Patient:3',
  ]);
  const page = await send<Bundle>('GET', `${path}/_history?_count=3`);
  const next = page.body.link?.find(({ relation }) => relation === 'next')?.url ?? '';
  assert.deepEqual(await versions(next), ['Patient:1']);
  const odd = await send('GET', `${path}/_history?_at=2026`);
  assert.equal(odd.status, 400);
  assert.match(said(odd), /_at/);
  assert.equal((await send('GET', 'Patient/never/_history')).status, 404);
});

void test('a version the client has already is 304', async (t) => {
  const { send } = await startServer(t);
  const { body } = await send<Patient>('POST', 'Patient', patient());
  const path = `Patient/${body.id ?? ''}`;
  const again = await send('GET', path, undefined, { 'If-None-Match': 'W/"1"' });
  assert.equal(again.status, 304);
  await send('PUT', path, body);
  assert.equal((await send('GET', path, undefined, { 'If-None-Match': 'W/"1"' })).status, 200);
});
