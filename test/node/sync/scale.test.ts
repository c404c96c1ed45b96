import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { requestKind } from '../../services/sync/scale/request-kind.ts';
import type { Stored } from '../../services/sync/scale/fhir-access.ts';
import type { ScaleReport, ScaleSize } from '../../services/sync/scale/scale-report.ts';
import { reportText } from '../../services/sync/scale/report-text.ts';
import { ScaleRun } from '../../services/sync/scale/scale-run.ts';
import { Traffic } from '../../services/sync/scale/traffic.ts';
import { runCommand } from './run-command.ts';

/** Some seconds of a very busy day, with the server away for a moment. */
const SMALL: ScaleSize = {
  workstations: 7,
  practices: 2,
  seconds: 10,
  rate: 60,
  pollSeconds: 1,
  awaySeconds: 2,
  mostRequests: 20_000,
  seed: 1,
};

suite('a day of many workstations', () => {
  let run: ScaleRun;
  let report: ScaleReport;

  before(async () => {
    run = await ScaleRun.open(SMALL);
    await run.day();
    report = await run.count();
  });

  after(() => run.close());

  test('nothing is lost or doubled, though the server was away, and all hold what it has', () => {
    assert.deepEqual(report.broken, []);
    assert.match(reportText(report), /Nothing lost, nothing doubled/);
    assert.ok(report.changes >= 10, `${report.changes} changes`);
    assert.ok(report.rows.accounts > 0);
    const { Provenance: done, AuditEvent: seen } = report.rows.types;
    const audits = (done?.resources ?? 0) + (seen?.resources ?? 0);
    assert.ok(audits >= report.changes, 'every change and every look has its audit row');
    assert.ok((report.rows.types.DocumentReference?.resources ?? 0) > 0, 'letters went out');
  });

  test('it says what went over the line, and how late changes came to others', () => {
    const parts = new Map(report.parts.map((each) => [each.part, each.traffic]));
    assert.deepEqual(
      [...parts.keys()],
      ['opening', 'work', 'away', 'back', 'evening', 'morning', 'settling', 'idle', 'hidden'],
    );
    for (const [part, { requests, sentBytes }] of parts) {
      // What was left to do may have been done at once.
      assert.ok(part === 'evening' || part === 'hidden' || (requests > 0 && sentBytes > 0), part);
    }
    assert.equal(parts.get('away')?.failures['server away'], parts.get('away')?.requests);
    assert.ok((report.outage?.tries ?? 0) > 0);
    assert.ok((report.outage?.levelAfterSeconds ?? 0) > 0);
    assert.ok(report.lag.lag.count > 0 && report.lag.lag.worst >= report.lag.lag.median);
    const created = report.parts.flatMap(({ traffic }) =>
      traffic.kinds.flatMap(({ kind, requests }) => (kind === 'create' ? requests : [])),
    );
    const rows = Object.values(report.rows.types).reduce((sum, each) => sum + each.resources, 0);
    assert.ok(created.reduce((sum, each) => sum + each, 0) >= rows, 'each row was asked for');
    assert.ok(report.parts.every(({ workstations }) => workstations.cpuPercent > 0));
  });

  test('an audit row that is lost is told', async () => {
    const [row] = await all('Provenance');
    await run.access.delete('Provenance', row.id);
    await isTold(/Lost audit/);
  });

  test('a record that is lost is told, also at the workstations that still hold it', async () => {
    const [check] = await all('QuestionnaireResponse');
    await run.access.delete('QuestionnaireResponse', check.id);
    await isTold(/Lost identity-check/, /does not show what the server has of/);
  });

  test('a doubled Task is told', async () => {
    await double('Task', /Some registration is there twice/);
  });

  test('a doubled Consent is told', async () => {
    await double('Consent', /Some services is there twice/);
  });

  test('a doubled audit row is told', async () => {
    await double('Provenance', /Some audit is there twice/);
  });

  test('an operation that made two versions is told', async () => {
    const [services] = await all('Consent');
    await run.access.update({ ...services, language: 'en' });
    await isTold(/An operation made two versions/);
  });

  test('a second account of a patient is told', async () => {
    await double('Person', /has 2 accounts/);
  });

  test('an account that is lost is told', async () => {
    for (const person of await all('Person')) await run.access.delete('Person', person.id);
    await isTold(/The account of .+ is lost/);
  });

  async function all(type: string): Promise<readonly [Stored, ...Stored[]]> {
    const id = run.practices[0]?.id ?? '';
    const tag = encodeURIComponent(`${PRACTICE_TAG}|${id}`);
    const [first, ...others] = await run.access.all(`${type}?_tag=${tag}`);
    assert.ok(first, `a ${type}`);
    return [first, ...others];
  }

  async function double(type: string, sentence: RegExp): Promise<void> {
    const [one] = await all(type);
    await run.access.create(one);
    await isTold(sentence);
  }

  async function isTold(...sentences: RegExp[]): Promise<void> {
    const { broken } = await run.count();
    for (const sentence of sentences) assert.match(broken.join('\n'), sentence);
  }
});

test('requests are told apart however the product asks', () => {
  const search = '_tag=a%7Cb&_lastUpdated=ge2026&_sort=_lastUpdated&_count=250';
  assert.equal(requestKind('POST', 'Task/_search', search), 'look');
  assert.equal(requestKind('GET', `Task?${search}`, ''), 'look');
  assert.equal(requestKind('POST', '', '{"type":"batch"}'), 'look, all in one');
  assert.equal(requestKind('POST', 'Task/_search', '_tag=a&_summary=count'), 'count');
  assert.equal(requestKind('POST', 'Task/_search', `${search}&_elements=id,meta`), 'list of ids');
  assert.equal(requestKind('POST', 'Person/_search', 'identifier=a%7Cb'), 'search for one');
  assert.equal(requestKind('POST', 'Person', '{}'), 'create');
  assert.equal(requestKind('PUT', 'Person/1', '{}'), 'update');
  assert.equal(requestKind('GET', 'Person/1', ''), 'read');
  assert.equal(requestKind('GET', 'Person/1/_history?_count=100', ''), 'history');
  assert.equal(requestKind('GET', 'metadata', ''), 'metadata');
});

suite('the command line', () => {
  test('a run of its own ends by itself, well, with its report', async () => {
    const { code, stdout } = await scale('--workstations=2 --minutes=0.05 --rate=60 --json');
    assert.equal(code, 0);
    const report = JSON.parse(stdout) as ScaleReport;
    assert.equal(report.size.workstations, 2);
    assert.deepEqual(report.broken, []);
  });

  test('a run that goes over its limit of requests ends, as failed', async () => {
    const { code, stdout } = await scale('--workstations=2 --minutes=0.05 --requests=3');
    assert.equal(code, 1);
    assert.match(stdout, /More than 3 requests/);
  });

  test('words that make no sense are told', async () => {
    const { code, stderr } = await scale('--workstations=0');
    assert.equal(code, 2);
    assert.match(stderr, /whole numbers above 0/);
  });
});

function scale(words: string): ReturnType<typeof runCommand> {
  return runCommand(['test/services/sync/scale/command-line.ts', ...words.split(' ')]);
}

test('what came compressed counts as it came', async () => {
  const real = globalThis.fetch;
  const headers = { 'content-encoding': 'gzip', 'content-length': '40' };
  globalThis.fetch = () => Promise.resolve(new Response(' '.repeat(5000), { headers }));
  const traffic = new Traffic('http://fhir.example', 10);
  try {
    traffic.install();
    assert.equal((await (await fetch('http://fhir.example/Person')).text()).length, 5000);
    assert.ok(traffic.part().receivedBytes < 200);
  } finally {
    traffic.release();
    globalThis.fetch = real;
  }
});
