import { expect } from '@open-wc/testing';
import { FhirHttp, type FhirRequest } from '../../../services/fhir/fhir-http.ts';
import type { Clock, DatedAnswer } from '../../../services/ports/clock.ts';
import type { RemoteAccess } from '../../../services/ports/remote-access.ts';
import { sentenceOf } from '../../words-at-hand.ts';

const READ: FhirRequest = { method: 'GET', path: 'Person/1' };
const JSON_TYPE = { 'Content-Type': 'application/fhir+json' };
const NOON = Date.parse('2026-03-02T12:00:00Z');
const PERSON = { resourceType: 'Person', id: '1' };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
}

/** A client whose network answers as the test says; remembers what was sent. */
function client(
  answer: (sent: Sent, count: number) => Response | Promise<Response>,
  options: { readonly access?: Partial<RemoteAccess>; readonly timeoutMs?: number } = {},
) {
  const sent: Sent[] = [];
  const asked: boolean[] = [];
  const access: RemoteAccess = {
    baseUrl: 'https://fhir.example/R4',
    practiceId: 'Y99901',
    workstation: 'desk-1',
    accessToken: ({ fresh }) => {
      asked.push(fresh);
      return Promise.resolve(fresh ? 'fresh-token' : 'old-token');
    },
    ...options.access,
  };
  const told: DatedAnswer[] = [];
  let elapsed = 0;
  const clock: Clock = {
    now: () => NOON,
    isTrusted: () => false,
    ownLead: () => 0,
    elapsed: () => (elapsed += 10),
    heard: (answer) => told.push(answer),
  };
  const http = new FhirHttp(access, clock, options.timeoutMs, async (input, init = {}) => {
    const one = { url: new Request(input).url, init, headers: new Headers(init.headers) };
    sent.push(one);
    return answer(one, sent.length);
  });
  return { http, sent, asked, told };
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...JSON_TYPE, ...headers } });
}

async function failureOf(answer: () => Response) {
  const { http } = client(answer);
  const outcome = await http.send(READ);
  if (outcome.ok) throw new Error('It should have failed.');
  return outcome.failure;
}

describe('Plain FHIR over HTTP', () => {
  it('asks for what was stored with writes only: whoever only looks has no use for it', async () => {
    const { http, sent } = client(() => json(PERSON));
    await http.send(READ);
    await http.send({ method: 'POST', path: '', body: { resourceType: 'Bundle' } });
    await http.send({ method: 'POST', path: 'Person', body: PERSON, ifNoneExist: 'identifier=1' });
    await http.send({ method: 'PUT', path: 'Person/1', body: PERSON, ifMatch: 'W/"1"' });
    const preferred = 'return=representation';
    const said = sent.map(({ headers }) => headers.get('Prefer'));
    expect(said).to.deep.equal([null, null, preferred, preferred]);
  });

  it('asks for what it needs, uncached, in the name of the person signed in', async () => {
    const { http, sent } = client(() => json(PERSON, 200, { ETag: 'W/"3"' }));
    const outcome = await http.send(READ);

    expect(outcome).to.deep.equal({
      ok: true,
      value: {
        body: PERSON,
        etag: 'W/"3"',
        created: false,
        exchange: { askedAt: 10, heardAt: 20 },
        date: undefined,
      },
    });
    expect(sent[0]?.url).to.equal('https://fhir.example/R4/Person/1');
    expect(sent[0]?.headers.get('Authorization')).to.equal('Bearer old-token');
    expect(sent[0]?.headers.get('Cache-Control')).to.equal('no-cache');
    expect(sent[0]?.init.cache).to.equal('no-store');
    expect(sent[0]?.init.credentials).to.equal('omit');
  });

  it('sends no header that docs/embedding.md does not have servers of another origin allow', async () => {
    const { http, sent } = client(() => json(PERSON));
    const body = { resourceType: 'Person' };
    const requests: readonly FhirRequest[] = [
      READ,
      { method: 'GET', path: '?_getpages=2' },
      { method: 'POST', path: 'Person/_search', body: new URLSearchParams({ _count: '1' }) },
      { method: 'POST', path: 'Person', ifNoneExist: 'identifier=a|b', body },
      { method: 'PUT', path: 'Person/1', ifMatch: 'W/"1"', body },
    ];
    for (const request of requests) await http.send(request);
    const names = new Set(sent.flatMap(({ headers }) => [...headers.keys()]));
    // A browser asks no server's leave for Accept.
    expect([...names].sort()).to.deep.equal([
      'accept',
      'authorization',
      'cache-control',
      'content-type',
      'if-match',
      'if-none-exist',
      'prefer',
    ]);
    expect(sent.every(({ init }) => init.credentials === 'omit')).to.equal(true);
  });

  it('asks for one fresh token after a 401, and no more than one', async () => {
    const healed = client(({ headers }) =>
      headers.get('Authorization') === 'Bearer fresh-token' ? json(PERSON) : json({}, 401),
    );
    expect((await healed.http.send(READ)).ok).to.equal(true);
    expect(healed.asked).to.deep.equal([false, true]);

    const refused = client(() => json({}, 401));
    const outcome = await refused.http.send(READ);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unauthorised');
    expect(refused.sent).to.have.length(2);
  });

  it('sends nothing without a token, and takes that for an outage, not for a refusal', async () => {
    const { http, sent } = client(() => json(PERSON), {
      access: { accessToken: () => Promise.reject(new Error('token service away')) },
    });
    const outcome = await http.send(READ);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unreachable');
    expect(sent).to.deep.equal([]);
  });

  it('says that the sign-in cannot be renewed when a fresh token does not come after a 401', async () => {
    const { http } = client(() => json({}, 401), {
      access: {
        accessToken: ({ fresh }) =>
          fresh ? Promise.reject(new Error('token service away')) : Promise.resolve('old-token'),
      },
    });
    const outcome = await http.send(READ);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unreachable');
  });

  it('gives up waiting for a token that does not come, or when it is told to', async () => {
    const access = { accessToken: () => new Promise<string>(() => undefined) };
    const late = await client(() => json(PERSON), { access, timeoutMs: 20 }).http.send(READ);
    expect(!late.ok && late.failure.kind).to.equal('unreachable');

    const over = new AbortController();
    const waiting = client(() => json(PERSON), { access }).http.send(READ, over.signal);
    over.abort();
    const told = await waiting;
    expect(!told.ok && told.failure.kind).to.equal('unreachable');
  });

  it('sends nothing in the name of whoever signed in while the token was on its way', async () => {
    const over = new AbortController();
    const { http, sent } = client(() => json(PERSON), {
      access: {
        accessToken: () => {
          over.abort();
          return Promise.resolve("the next person's token");
        },
      },
    });
    const outcome = await http.send(READ, over.signal);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unreachable');
    expect(sent).to.deep.equal([]);
  });

  it('gives up a connection that is stuck', async () => {
    const { http } = client(
      ({ init }) =>
        new Promise((_, reject) => {
          init.signal?.addEventListener('abort', () => {
            reject(new DOMException('Timed out.', 'TimeoutError'));
          });
        }),
      { timeoutMs: 10 },
    );
    const outcome = await http.send(READ);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unreachable');
  });

  it('gives up what is under way when it is told to, and lets go of its signal once it has ended', async () => {
    const over = new AbortController();
    const listening = new Set<unknown>();
    const { signal } = over;
    const watched = Object.assign(signal, {
      addEventListener: (type: 'abort', listener: () => void) => {
        listening.add(listener);
        AbortSignal.prototype.addEventListener.call(signal, type, listener);
      },
      removeEventListener: (type: 'abort', listener: () => void) => {
        listening.delete(listener);
        AbortSignal.prototype.removeEventListener.call(signal, type, listener);
      },
    });
    await client(() => json(PERSON)).http.send(READ, watched);
    expect(listening.size, 'after an answer').to.equal(0);

    const { http } = client(({ init }) => {
      over.abort();
      return init.signal?.aborted === true
        ? Promise.reject(new DOMException('Given up.', 'AbortError'))
        : Promise.resolve(json(PERSON));
    });
    const outcome = await http.send(READ, watched);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unreachable');
    expect(listening.size, 'after giving up').to.equal(0);
  });

  it('says that the server cannot be reached when there is no network', async () => {
    const { http } = client(() => Promise.reject(new TypeError('Failed to fetch')));
    const outcome = await http.send(READ);
    expect(!outcome.ok && outcome.failure.kind).to.equal('unreachable');
  });

  it("is not taken in by a guest network's log-in page", async () => {
    const page = () => new Response('<html>Please log in</html>', { status: 200 });
    expect((await failureOf(page)).kind).to.equal('unreachable');
  });

  it('takes 409 and 412 for the same', async () => {
    for (const status of [409, 412]) {
      expect((await failureOf(() => json({}, status))).kind, String(status)).to.equal('conflict');
    }
  });

  it('knows that the server is busy, and for how long', async () => {
    for (const status of [408, 429, 500, 502, 503, 504]) {
      expect((await failureOf(() => json({}, status))).kind, String(status)).to.equal('busy');
    }
    const seconds = await failureOf(() => json({}, 503, { 'Retry-After': '7' }));
    expect(seconds).to.include({ kind: 'busy', retryAfterMs: 7000 });

    const after = async (headers: Record<string, string>): Promise<number | undefined> => {
      const failure = await failureOf(() => json({}, 429, headers));
      return failure.kind === 'busy' ? failure.retryAfterMs : undefined;
    };
    const at = 'Mon, 02 Mar 2026 15:00:00 GMT';
    expect(await after({ 'Retry-After': at })).to.equal(3 * 3_600_000);
    expect(
      await after({ 'Retry-After': at, Date: 'Mon, 02 Mar 2026 14:59:00 GMT' }),
      'by the clock of the server that says so',
    ).to.equal(60_000);
    expect(await after({ 'Retry-After': 'Mon, 02 Mar 2026 11:00:00 GMT' })).to.equal(0);
  });

  it('tells the clock what time the server says it is, also with a refusal', async () => {
    const date = { Date: 'Mon, 02 Mar 2026 14:59:00 GMT' };
    const second = Date.parse(date.Date);
    for (const status of [200, 404, 503]) {
      const { http, told } = client(() => json({}, status, date));
      await http.send(READ);
      const bounds = { earliest: second, latest: second + 1000, askedAt: 10, heardAt: 20 };
      expect(told, String(status)).to.deep.equal([bounds]);
    }
  });

  it('does not take the time from whatever else answers', async () => {
    const page = client(
      () =>
        new Response('<html>Please log in</html>', {
          headers: { Date: 'Mon, 02 Mar 2026 14:59:00 GMT' },
        }),
    );
    await page.http.send(READ);
    const odd = client(() => json(PERSON, 200, { Date: 'yesterday, about noon' }));
    await odd.http.send(READ);
    expect([...page.told, ...odd.told]).to.deep.equal([]);
  });

  it('knows a refusal that is about the person and not about the content', async () => {
    expect(await failureOf(() => json({}, 403))).to.include({ notPermitted: true });
    expect(await failureOf(() => json({}, 422))).not.to.have.property('notPermitted');
  });

  it('tells why something was refused without repeating what was sent', async () => {
    const failure = await failureOf(() =>
      json(
        {
          resourceType: 'OperationOutcome',
          issue: [
            {
              severity: 'error',
              code: 'required',
              diagnostics: 'Siân Morgan 999 000 0018 has no link',
              details: { text: 'Siân Morgan' },
              expression: ['Person.link[0].target', 'where value = 9990000018'],
            },
          ],
        },
        422,
      ),
    );
    expect(failure.kind).to.equal('rejected');
    expect('reason' in failure && sentenceOf(failure.reason)).to.equal(
      'The shared record refused it (422, required Person.link[0].target).',
    );
  });
});
