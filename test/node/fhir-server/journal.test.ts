import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Bundle, Person } from 'fhir/r4';
import { createFhirServer } from '../../../demo/fhir-server/index.ts';
import { startServer, stoppedClock } from './running-server.ts';
import { bundleOf, patient, person } from './sample-resources.ts';

async function emptyFolder(t: TestContext): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'fhir-data-'));
  t.after(() => rm(parent, { recursive: true }));
  return join(parent, 'made-by-the-server');
}

const nobody = { authenticate: () => undefined };

void test('after a restart versions, history, deletions and time are as before', async (t) => {
  const dataFolder = await emptyFolder(t);
  const before = await startServer(t, { dataFolder });
  const { body } = await before.send<Person>('POST', 'Person', person('k1'));
  const path = `Person/${body.id ?? ''}`;
  await before.send('PUT', path, { ...body, active: false });
  await before.send(
    'POST',
    '',
    bundleOf('transaction', [{ method: 'POST', url: 'Patient' }, patient()]),
  );
  const other = await before.send<Person>('POST', 'Person', person('k2'));
  await before.send('DELETE', `Person/${other.body.id ?? ''}`);
  const seen = await Promise.all(
    [path, `${path}/_history`, '_history', 'Person', 'Patient'].map((it) => before.send('GET', it)),
  );
  await before.stop();

  const past = stoppedClock('2001-01-01T00:00:00.000Z');
  const after = await startServer(t, { dataFolder, now: past.now });

  const again = await Promise.all(
    [path, `${path}/_history`, '_history', 'Person', 'Patient'].map((it) => after.send('GET', it)),
  );
  const withoutAddress = (value: unknown): string =>
    JSON.stringify(value).replace(/http:\/\/127\.0\.0\.1:\d+/g, '');
  assert.deepEqual(
    again.map(({ body: b }) => withoutAddress(b)),
    seen.map(({ body: b }) => withoutAddress(b)),
  );
  assert.equal((await after.send('GET', `Person/${other.body.id ?? ''}`)).status, 410);
  assert.equal(
    (await after.send('PUT', path, body, { 'If-Match': 'W/"2"' })).headers.get('etag'),
    'W/"3"',
  );
  const history = await after.send<Bundle>('GET', '_history');
  const stamps = history.body.entry?.map(({ response }) => response?.lastModified ?? '') ?? [];
  assert.deepEqual(stamps, [...stamps].sort().reverse());
});

void test('the journal is one line a transaction and readable by its owner only', async (t) => {
  const dataFolder = await emptyFolder(t);
  const { fhir, send } = await startServer(t, { dataFolder });
  await fhir.seed([patient({ id: 'a' }), patient({ id: 'b' })]);
  await send('GET', 'Patient');
  await send('POST', 'Patient', { resourceType: 'Patient', gender: 'banana' });
  const file = join(dataFolder, 'journal.ndjson');
  const lines = (await readFile(file, 'utf8')).split('\n');
  assert.equal(lines.length, 3, 'a header, one transaction, and the end of the line');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.equal((await stat(dataFolder)).mode & 0o777, 0o700);
});

void test('a write torn by a crash is dropped whole with a warning, and the server writes on', async (t) => {
  const dataFolder = await emptyFolder(t);
  const file = join(dataFolder, 'journal.ndjson');
  const first = await createFhirServer({ ...nobody, dataFolder });
  await first.seed([patient({ id: 'kept' })]);
  await first.seed([patient({ id: 'torn-a' }), patient({ id: 'torn-b' })]);
  await first.close();
  const whole = await readFile(file);
  await writeFile(file, whole.subarray(0, whole.length - 40));

  const warnings: string[] = [];
  const onWarning = (message: string): void => void warnings.push(message);
  const second = await createFhirServer({ ...nobody, dataFolder, onWarning });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /never finished/);
  assert.equal(await second.seed([patient({ id: 'kept' }), patient({ id: 'torn-a' })]), 1);
  await second.close();

  const third = await createFhirServer({ ...nobody, dataFolder, onWarning });
  assert.equal(warnings.length, 1);
  assert.equal(await third.seed([patient({ id: 'torn-a' }), patient({ id: 'torn-b' })]), 1);
  await third.close();
});

void test('a damaged journal is not served, and is left as it is', async (t) => {
  const dataFolder = await emptyFolder(t);
  const file = join(dataFolder, 'journal.ndjson');
  const first = await createFhirServer({ ...nobody, dataFolder });
  await first.seed([patient({ id: 'a' })]);
  await first.close();
  await appendFile(file, 'damage\n{"versions":[]}\n');
  const damaged = await readFile(file, 'utf8');
  await assert.rejects(createFhirServer({ ...nobody, dataFolder }), /journal\.ndjson:3: damaged/);
  assert.equal(await readFile(file, 'utf8'), damaged);
  await writeFile(file, '{"some":"other file"}\n');
  await assert.rejects(createFhirServer({ ...nobody, dataFolder }), /not a journal/);
});

void test('what could not be written is answered 500 and not kept', async (t) => {
  const dataFolder = await emptyFolder(t);
  const errors: unknown[] = [];
  const { send } = await startServer(t, { dataFolder, onError: (error) => errors.push(error) });
  await send('POST', 'Patient', patient());
  await appendFile(join(dataFolder, 'journal.ndjson'), '{"versions":[]}\n');
  assert.equal((await send('POST', 'Patient', patient())).status, 500);
  assert.match(String(errors[0]), /another process writes/);
  assert.equal((await send<Bundle>('GET', 'Patient')).body.total, 1);
});
