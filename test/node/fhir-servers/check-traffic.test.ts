import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { FindingCode } from '../../../fhir-servers/check/findings.ts';
import { browser } from '../../../fhir-servers/check/tries/browser.ts';
import { clock } from '../../../fhir-servers/check/tries/clock.ts';
import { hints } from '../../../fhir-servers/check/tries/hints.ts';
import { limits } from '../../../fhir-servers/check/tries/limits.ts';
import { checkOf, type Said } from './checking.ts';
import { tellsEach, type Fault } from './fault-telling.ts';
import { refusing, type Meddling } from './meddling-server.ts';

const HOUR_MS = 3_600_000;
const ORIGIN = 'https://host.example';

const FAULTS: readonly Fault[] = [
  {
    title: 'is busy now and then, without saying for how long',
    meddling: busyNowAndThen({}),
    tries: [limits],
    code: 'limit-without-retry-after',
    text: 'The server said "too much" 4 times (429 or 503), not for how long (Retry-After).',
    cost: 'Workstations wait by growing pauses up to a minute; changes show late while it lasts.',
    exitCode: 0,
  },
  {
    title: 'is busy now and then, and says for how long',
    meddling: busyNowAndThen({ 'Retry-After': '0' }),
    tries: [limits],
    code: 'limit-met',
    text: 'The server said "too much" 4 times (429 or 503), and for how long.',
    cost: 'Workstations wait as long as it says; changes show late while it lasts.',
    exitCode: 0,
  },
  {
    title: 'does not say what time it is',
    meddling: dated(() => undefined),
    tries: [clock],
    code: 'no-date',
    text: 'Answers do not say what time it is (Date).',
    cost: 'A workstation goes by its own clock, and fetches the last changes again at each look, until it has itself written something.',
    exitCode: 0,
  },
  {
    title: 'dates its answers an hour after its stamps',
    meddling: dated((now) => now + HOUR_MS),
    tries: [clock],
    code: 'stamps-far-from-date',
    text: /^Time stamps are 3\d{3}\.\d s behind the Date of the answers\.$/,
    cost: 'Changes of other workstations and of patients could be missed.',
    exitCode: 1,
  },
  {
    title: 'dates its answers a minute before its stamps',
    meddling: dated((now) => now - 60_000),
    tries: [clock],
    code: 'stamps-off-date',
    text: /^Time stamps are up to [56]\d\.\d s ahead of the Date of the answers\.$/,
    cost: 'The two minutes that the product looks back are that much shorter.',
    exitCode: 0,
  },
];

tellsEach(FAULTS);

void test('a server whose clock is an hour ahead is told from one that contradicts itself', async (t) => {
  const said = await checkOf(
    t,
    dated((now) => now + HOUR_MS),
    { tries: [clock] },
    { now: () => new Date(Date.now() + HOUR_MS) },
  );
  assert.match(
    said.line('clock-differs')?.text ?? '',
    /^The server’s clock is 3(599|600)\.\d s ahead of this computer’s: one of them is wrong\.$/,
  );
  assert.ok(said.codes.includes('stamps-near-date'));
  assert.equal(said.verdict.kind, 'without');
});

/** Every header and method that is needed, and all that the product reads. */
const OPEN = {
  headers: 'authorization, cache-control, content-type, if-match, if-none-exist, prefer',
  methods: 'GET, POST, PUT',
  exposed: 'Date, ETag, Location, Retry-After',
  maxAge: '600',
};

void test('a server that lets a page of another origin do everything works fully with it', async (t) => {
  const said = await checkPage(t, OPEN);
  assert.deepEqual(said.verdict, { kind: 'fully', exitCode: 0, because: [] });
  assert.equal(
    said.line('requests-allowed')?.text,
    'A page of https://host.example may send every header and method that is needed.',
  );
  assert.equal(said.line('preflight-kept')?.text, 'A browser keeps the permission for 600 s.');
});

const PAGES: readonly (readonly [Partial<typeof OPEN>, FindingCode, string, 0 | 1])[] = [
  [
    { headers: OPEN.headers.replace('if-none-exist, ', '') },
    'headers-refused',
    'A page of https://host.example may not send If-None-Exist (CORS).',
    1,
  ],
  // An asterisk is no permission to send a sign-in.
  [
    { headers: '*' },
    'headers-refused',
    'A page of https://host.example may not send Authorization (CORS).',
    1,
  ],
  [
    { methods: 'GET, POST' },
    'methods-refused',
    'A page of https://host.example may not use PUT (CORS).',
    1,
  ],
  [{ exposed: 'ETag, Retry-After' }, 'date-hidden', 'A page may not read Date (CORS).', 0],
  [
    { exposed: 'Date, Retry-After' },
    'etag-hidden',
    'A page may not read ETag (CORS); the version in the answer’s body is enough.',
    0,
  ],
  [{ exposed: 'Date, ETag' }, 'retry-after-hidden', 'A page may not read Retry-After (CORS).', 0],
  [
    { maxAge: '' },
    'preflight-each-time',
    'A browser is not told how long to keep the permission (Access-Control-Max-Age).',
    0,
  ],
];

for (const [difference, code, text, exitCode] of PAGES) {
  void test(`says what a page lacks: ${text}`, async (t) => {
    const said = await checkPage(t, { ...OPEN, ...difference });
    assert.doesNotMatch(said.text, /as if the server were away/);
    assert.equal(said.line(code)?.text, text, said.codes.join(', '));
    assert.equal(said.verdict.exitCode, exitCode);
  });
}

void test('a server that knows nothing of other origins gives their pages nothing', async (t) => {
  const said = await checkOf(t, (request, pass) => pass(request), {
    tries: [browser],
    origin: ORIGIN,
  });
  assert.equal(
    said.line('origin-refused')?.text,
    'A page of https://host.example may not read the answers (CORS).',
  );
  assert.equal(said.verdict.exitCode, 1);
});

void test('tells announced limits, as things worth knowing', async (t) => {
  const said = await checkOf(
    t,
    async (request, pass) => {
      const reply = await pass(request);
      return { ...reply, headers: { ...reply.headers, 'X-RateLimit-Limit': '6000' } };
    },
    { tries: [limits] },
  );
  assert.equal(
    said.line('limits-announced')?.text,
    'Limits are announced: x-ratelimit-limit: 6000.',
  );
  assert.equal(said.verdict.kind, 'fully');
});

for (const [answers, code, text] of [
  [
    {},
    'binding-token',
    'Subscriptions are taken, with binding tokens for a WebSocket: a workstation can be told of changes.',
  ],
  [
    { '/Subscription/': 400 },
    'no-binding-token',
    'Subscriptions are taken, without binding tokens (status 400): unless the host names a WebSocket as in FHIR R4, changes are seen by looking.',
  ],
  [
    { '/Subscription': 405 },
    'subscription-refused',
    'Subscriptions over a WebSocket are not taken (status 405): changes are seen by looking.',
  ],
] as const) {
  void test(`says of being told of changes: ${text}`, async (t) => {
    const meddling: Meddling = async (request, pass) => {
      const [, status] =
        Object.entries(answers).find(([path]) => request.path.includes(path)) ?? [];
      const isMeant = status !== undefined && request.method !== 'DELETE';
      return isMeant ? { status, headers: {}, body: '{}' } : pass(request);
    };
    const said = await checkOf(t, meddling, { tries: [hints] });
    assert.equal(said.line(code)?.text, text, said.codes.join(', '));
    assert.equal(said.verdict.kind, 'fully');
    assert.deepEqual(said.left, []);
  });
}

function checkPage(t: TestContext, allowing: typeof OPEN): Promise<Said> {
  return checkOf(t, allowingPages(allowing), { tries: [browser], origin: ORIGIN });
}

function allowingPages({ headers, methods, exposed, maxAge }: typeof OPEN): Meddling {
  return async (request, pass) => {
    const origin = { 'Access-Control-Allow-Origin': ORIGIN };
    if (request.method !== 'OPTIONS') {
      const reply = await pass(request);
      const more = { ...origin, 'Access-Control-Expose-Headers': exposed };
      return { ...reply, headers: { ...reply.headers, ...more } };
    }
    return {
      status: 204,
      headers: {
        ...origin,
        'Access-Control-Allow-Headers': headers,
        'Access-Control-Allow-Methods': methods,
        ...(maxAge === '' ? {} : { 'Access-Control-Max-Age': maxAge }),
      },
      body: '',
    };
  };
}

/** Answers with another `Date`, or none. */
function dated(dateOf: (now: number) => number | undefined): Meddling {
  return async (request, pass) => {
    const { headers, ...reply } = await pass(request);
    const { date: _date, ...others } = headers;
    const said = dateOf(Date.now());
    const date = said === undefined ? '' : new Date(said).toUTCString();
    return { ...reply, headers: { ...others, Date: date } };
  };
}

/** Every tenth read is too much. */
function busyNowAndThen(headers: Record<string, string>): Meddling {
  let reads = 0;
  return (request, pass) => {
    if (request.method !== 'GET' || !request.path.startsWith('/Person/')) return pass(request);
    reads += 1;
    return reads % 10 === 0 ? refusing(429, headers) : pass(request);
  };
}
