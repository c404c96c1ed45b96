import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { Bundle } from 'fhir/r4';
import { CannotCheckError } from '../../../fhir-servers/check/check.ts';
import { readCommandLine } from '../../../fhir-servers/check/command-line.ts';
import { notChecked } from '../../../fhir-servers/check/report.ts';
import { testNumber } from '../../../fhir-servers/check/samples.ts';
import { settingOf } from '../../../fhir-servers/check/settings.ts';
import { createOnceByTag } from '../../../fhir-servers/check/tries/create-once-by-tag.ts';
import { records } from '../../../fhir-servers/check/tries/records.ts';
import { references } from '../../../fhir-servers/check/tries/references.ts';
import { searchWays } from '../../../fhir-servers/check/tries/search-ways.ts';
import { updateSafely } from '../../../fhir-servers/check/tries/update-safely.ts';
import type { Try } from '../../../fhir-servers/check/try.ts';
import { startServer } from '../fhir-server/running-server.ts';
import { checkAt, checkOf, resourcesAt } from './checking.ts';
import {
  asking,
  isSearch,
  NO_ANSWER,
  refusing,
  startMeddling,
  withoutHeader,
  type Meddling,
  type Passing,
} from './meddling-server.ts';

const TOKEN = 'a-good-token';
const honest: Meddling = (request, pass) => pass(request);

void test('the stand-in server works fully, and nothing is left on it', async (t) => {
  const real = await startServer(t);
  const said = await checkAt(real);
  assert.deepEqual(said.verdict, { kind: 'fully', exitCode: 0, because: [] });
  assert.match(said.text, /Works fully with this server\./);
  assert.match(said.text, /What the check made is removed/);
  assert.deepEqual(said.left, []);
  assert.equal(await resourcesAt({ real }), 0);
});

void test('leaves what others have, and says what it could not remove', async (t) => {
  const server = await startMeddling(t, (request, pass) =>
    request.method === 'DELETE' ? refusing(405) : pass(request),
  );
  await server.real.send('POST', 'Person', { resourceType: 'Person', active: true });
  const said = await checkAt(server, { tries: [references] });
  // A Patient and a Person.
  assert.equal(said.left.length, 2);
  assert.match(
    said.text,
    /Left on the server, tagged as of practice check-[\w-]+: Person\/\S+, Patient/,
  );
  for (const place of said.left) assert.equal((await server.real.send('GET', place)).status, 200);
});

void test('removes nobody else’s, also where the tag is not heeded', async (t) => {
  const server = await startMeddling(t, (request, pass) => {
    const query = new URLSearchParams(request.query);
    query.delete('_tag');
    return pass({ ...request, query });
  });
  const others = { resourceType: 'Person', active: true };
  const { body } = await server.real.send('POST', 'Person', others);
  await checkAt(server, { tries: [references] });
  assert.equal((await server.real.send('GET', `Person/${body.id ?? ''}`)).status, 200);
  assert.equal(await resourcesAt(server), 1);
});

void test('removes all of that, also from a server that gives some at a time', async (t) => {
  const server = await startMeddling(t, async (request, pass) => {
    const few = asking(request, (query) => {
      if (Number(query.get('_count')) > 5) query.set('_count', '5');
    });
    const reply = await pass(isSearch(request) ? few : request);
    const isLost = request.method === 'POST' && request.body.includes('lost-');
    return isLost ? { ...reply, body: '', headers: {}, status: 500 } : reply;
  });
  const said = await checkAt(server, { tries: [makingLost(12)] });
  assert.equal(await resourcesAt(server), 0);
  assert.match(said.text, /What the check made is removed/);
});

void test('says that it could not look for what was made by a lost answer', async (t) => {
  const server = await startMeddling(t, async (request, pass) => {
    if (isSearch(request)) return refusing(403);
    const reply = await pass(request);
    return request.body.includes('lost-') ? NO_ANSWER : reply;
  });
  const said = await checkAt(server, { tries: [makingLost(1)] });
  assert.equal(await resourcesAt(server), 1);
  assert.doesNotMatch(said.text, /What the check made is removed/);
  assert.match(
    said.text,
    /What the check knows of is removed; it was tagged as of practice check-[\w-]+\. Some answers were lost, and what they may have made could not be looked for; it has the same tag\./,
  );
});

/** A try that does nothing but create so many accounts. */
function makingLost(count: number): Try {
  return {
    name: 'creating',
    subject: 'creating',
    writes: true,
    run: async ({ server, samples }) => {
      for (let turn = 0; turn < count; turn += 1) {
        await server.send({ method: 'POST', path: 'Person', body: samples.person(`lost-${turn}`) });
      }
      return [];
    },
  };
}

void test('removes also what was made though its answer was lost', async (t) => {
  let lost = 0;
  const server = await startMeddling(t, async (request, pass) => {
    const reply = await pass(request);
    if (request.path !== '/Person' || request.method !== 'POST') return reply;
    lost += 1;
    return { ...reply, body: '', headers: {}, status: 500 };
  });
  await checkAt(server, { tries: [references] });
  assert.ok(lost > 0);
  assert.equal(await resourcesAt(server), 0);
});

void test('a sign-in that may not write is tried by reading alone', async (t) => {
  const said = await checkOf(
    t,
    (request, pass) =>
      request.method === 'POST' && !request.path.endsWith('/_search')
        ? refusing(403)
        : pass(request),
    { tries: [records, searchWays] },
  );
  assert.equal(
    said.line('writing-refused')?.text,
    'Creating a Patient to try with is refused (status 403).',
  );
  assert.equal(
    said.line('needed-not-tried')?.text,
    'Not tried: storing each kind of record, because it must write.',
  );
  assert.ok(said.codes.includes('post-search'));
  assert.equal(said.verdict.exitCode, 1);
});

void test('sends no more requests than it may, and says what it did not try', async (t) => {
  const server = await startMeddling(t, honest);
  const said = await checkAt(server, { tries: [records, searchWays], mostRequests: 5 });
  const line = said.line('needed-not-tried');
  assert.equal(
    line?.text,
    'Not tried: storing each kind of record, because all requests of a check were used up.',
  );
  assert.deepEqual([said.verdict.kind, said.verdict.exitCode], ['unknown', 2]);
  assert.ok(
    said.text.includes(
      `Cannot be said yet whether it works with this server, because: - ${line.text} ` +
        'The product cannot do without, and whether it works is not known.',
    ),
  );
  assert.equal(await resourcesAt(server), 0);
});

void test('says of what the server was too busy for that it was not tried, not that it is refused', async (t) => {
  const said = await checkOf(
    t,
    (request, pass) => (request.path === '/AuditEvent' ? refusing(429) : pass(request)),
    { tries: [records, searchWays], triesWhenBusy: 2 },
  );
  assert.equal(
    said.line('needed-not-tried')?.text,
    'Not tried: storing each kind of record, because the server went on saying that it is too busy (429 or 503).',
  );
  assert.ok(said.codes.includes('post-search'));
  assert.ok(said.codes.includes('limit-without-retry-after'));
  assert.deepEqual([said.verdict.kind, said.verdict.exitCode], ['unknown', 2]);
});

void test('works without what was not tried and is not needed; a fault is one all the same', async (t) => {
  const busyWith = (isMeant: (request: Passing) => boolean): Meddling => {
    return (request, pass) => (isMeant(request) ? refusing(429) : pass(request));
  };
  const tries = [createOnceByTag, references];
  const said = await checkOf(
    t,
    busyWith(({ path }) => path === '/Provenance'),
    { tries, triesWhenBusy: 1 },
  );
  assert.equal(said.line('not-tried')?.cost, 'Whether this works is not known.');
  assert.deepEqual([said.verdict.kind, said.verdict.exitCode], ['without', 0]);
  const faulty = await checkOf(
    t,
    (request, pass) =>
      busyWith(({ path }) => path === '/AuditEvent')(withoutHeader(request, 'if-match'), pass),
    { tries: [records, updateSafely], triesWhenBusy: 1 },
  );
  assert.ok(faulty.codes.includes('needed-not-tried'));
  assert.deepEqual([faulty.verdict.kind, faulty.verdict.exitCode], ['not', 1]);
});

void test('one connection that ends without an answer is no server that is away', async (t) => {
  const endingOnce = (isMeant: (request: Passing) => boolean): Meddling => {
    let isOver = false;
    return (request, pass) => {
      if (isOver || !isMeant(request)) return pass(request);
      isOver = true;
      return Promise.resolve(NO_ANSWER);
    };
  };
  const read = await checkOf(
    t,
    endingOnce(({ path }) => path.endsWith('/_search')),
    { tries: [searchWays] },
  );
  assert.ok(read.codes.includes('post-search'));
  assert.equal(read.verdict.kind, 'fully');
  const write = await checkOf(
    t,
    endingOnce(({ path }) => path === '/AuditEvent'),
    { tries: [records, searchWays] },
  );
  assert.equal(
    write.line('needed-not-tried')?.text,
    'Not tried: storing each kind of record, because the server gave no answer in the middle of it.',
  );
  assert.ok(write.codes.includes('post-search'));
  assert.equal(write.verdict.exitCode, 2);
});

void test('a server that goes away while it is checked cannot be worked with', async (t) => {
  let isAway = false;
  const said = await checkOf(
    t,
    (request, pass) => {
      isAway ||= request.path === '/AuditEvent';
      return isAway ? Promise.resolve(NO_ANSWER) : pass(request);
    },
    { tries: [records] },
  );
  const line = said.line('no-answer');
  assert.equal(
    line?.text,
    'The server gave no answer while this was tried: storing each kind of record.',
  );
  assert.equal(said.verdict.exitCode, 1);
});

void test('reads its words, and says what is wrong without repeating a secret', () => {
  const server = { baseUrl: 'http://localhost:8080/fhir', signIn: { kind: 'open' } };
  const words = ['--server', 'http://localhost:8080/fhir/', '--origin', 'https://host.example'];
  assert.deepEqual(readCommandLine([...words, '--json'], {}), {
    kind: 'check',
    server,
    origin: 'https://host.example',
    json: true,
  });
  assert.deepEqual(readCommandLine(['--help'], {}), { kind: 'help' });
  const wrong = [
    [[], /Say which server/],
    [['--server', 'localhost'], /is not the address of a FHIR server/],
    [[...words, '--origin', 'https://u:k3pt@host.example'], /is not an origin/],
    [['--serve', 'x'], /--serve/],
    [[...words, '--fhir-secret', 'k3pt'], /all three/],
  ] as const;
  for (const [said, message] of wrong) {
    const answer = readCommandLine(said, {});
    assert.ok(answer.kind === 'wrong');
    assert.match(answer.message, message);
    assert.doesNotMatch(answer.message, /k3pt/);
  }
});

void test('draws test numbers whose check digit is right', () => {
  const digits = Array.from({ length: 200 }, () => testNumber());
  for (const number of digits) {
    assert.match(number, /^999\d{7}$/);
    const sum = [...number].reduce((all, digit, place) => all + Number(digit) * (10 - place), 0);
    assert.equal(sum % 11, 0, number);
  }
});

void test('names settings of the server that it is, and of no other', () => {
  assert.equal(
    settingOf('headers-refused', 'HAPI FHIR Server 8.8.0'),
    'hapi.fhir.cors.allowed_headers',
  );
  assert.match(settingOf('transaction-split', 'Medplum 5.0.2') ?? '', /transaction-bundles/);
  assert.equal(settingOf('transaction-split', 'Something else'), undefined);
});

void test('npm run fhir:check ends with 0, and shows no secret', async (t) => {
  const { base } = await startServer(t);
  const { code, text } = await run(['--server', base, '--json'], { FHIR_TOKEN: TOKEN });
  assert.equal(code, 0);
  assert.doesNotMatch(text, new RegExp(TOKEN));
  const report = JSON.parse(text) as { verdict: string; findings: { code: string }[] };
  assert.equal(report.verdict, 'fully');
  assert.ok(report.findings.some((finding) => finding.code === 'paging-complete'));
});

void test('npm run fhir:check ends with 2 where nothing can be said', async (t) => {
  const { base } = await startServer(t);
  const refused = await run(['--server', base], { FHIR_TOKEN: 'a-bad-token' });
  assert.equal(refused.code, 2);
  assert.equal(refused.text, 'The server refuses the sign-in (status 401).\n');

  const away = await run(['--server', 'http://127.0.0.1:9/fhir'], {});
  assert.equal(away.code, 2);
  assert.equal(away.text, 'The server cannot be reached.\n');

  const page = await run(['--server', await somethingElse(t)], {});
  assert.equal(page.code, 2);
  assert.match(page.text, /^What answers there is no FHIR server/);

  const wrong = await run([], {});
  assert.equal(wrong.code, 2);
  assert.match(wrong.text, /^Say which server: --server <base>\.\n\nUsage:/);
});

void test('a check that is over before it knows the server says so, and leaves nothing', async (t) => {
  const server = await startMeddling(t, honest);
  for (const [options, reason, sentence] of [
    [{ signal: AbortSignal.abort() }, 'stopped', /^The check was stopped before anything/],
    [{ mostRequests: 0 }, 'over', /^The check was over before anything/],
    [{ mostRequests: 1 }, 'over', /^The check was over before anything/],
  ] as const) {
    await assert.rejects(checkAt(server, options), (error: unknown) => {
      assert.ok(error instanceof CannotCheckError, String(error));
      assert.equal(error.reason, reason);
      assert.match(notChecked(error.reason), sentence);
      return true;
    });
  }
  assert.equal(await resourcesAt(server), 0);
});

void test('Ctrl+C before it knows the server ends it in a sentence', async (t) => {
  let arrived = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const { base } = await startMeddling(t, () => {
    arrived();
    return new Promise(() => undefined);
  });
  const check = start(['--server', base], { FHIR_TOKEN: TOKEN });
  t.after(() => check.process.kill('SIGKILL'));
  await arrival;
  check.process.kill('SIGINT');
  const { code, text } = await check.ended;
  assert.equal(code, 130);
  assert.equal(
    text,
    'Stopping: what was made is being removed.\n' +
      'The check was stopped before anything could be said of the server.\n',
  );
});

void test('Ctrl+C ends it, and what it made is removed', async (t) => {
  const real = await startServer(t);
  const made = async (): Promise<number> =>
    (await real.send<Bundle>('GET', 'Person?_summary=count')).body.total ?? 0;
  const check = start(['--server', real.base], { FHIR_TOKEN: TOKEN });
  t.after(() => check.process.kill('SIGKILL'));
  while ((await made()) < 20) assert.equal(check.process.exitCode, null);
  check.process.kill('SIGINT');
  const { code, text } = await check.ended;
  assert.equal(code, 130);
  assert.match(text, /^Stopping: what was made is being removed\.$/m);
  assert.match(text, /Not tried: .* because the check was over or stopped by then/s);
  assert.match(text, /^Cannot be said yet whether it works with this server, because:$/m);
  assert.equal(await resourcesAt({ real }), 0);
});

interface Ended {
  readonly code: number | null;
  /** All that it wrote. */
  readonly text: string;
}

function run(words: readonly string[], environment: Record<string, string>): Promise<Ended> {
  return start(words, environment).ended;
}

function start(words: readonly string[], environment: Record<string, string>) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'fhir-servers/check/run.ts', ...words],
    { env: { PATH: process.env.PATH ?? '', ...environment } },
  );
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number, text }));
  return { process: child, ended };
}

async function somethingElse(t: TestContext): Promise<string> {
  const http = createServer((_request, response) => {
    response.end('<p>Welcome to the guest network.</p>');
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  t.after(() => http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/fhir`;
}
