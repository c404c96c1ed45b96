import { expect } from '@open-wc/testing';
import type { RecordKind } from '../../../services/domain/records.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import { PULLED_KINDS } from '../../../services/ports/remote-records.ts';
import {
  oneOfEach,
  PRACTICE_ID,
  sampleAccount,
  sampleRegistration,
} from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

const HOUR = 3_600_000;

interface Entry {
  readonly response: { readonly status: string };
  readonly resource?: Readonly<Record<string, unknown>>;
}

interface BatchAnswer {
  readonly type: string;
  readonly entry: readonly Entry[];
}

describe('Looking at all kinds in one request', () => {
  let server: TestServer;
  let remote: FhirRemoteRecords;
  /** What the workstation asked for, as method and path within the server. */
  let requests: string[];
  let bodies: string[];
  /** How much later than it is. */
  let later: number;
  /** Answers a batch in the server's place; `undefined` lets it go on. */
  let batch: (answer: () => Promise<BatchAnswer>) => Promise<Response | undefined>;
  const realFetch = globalThis.fetch;

  beforeEach(async () => {
    server = testServer();
    later = 0;
    const elapsed = (): number => BROWSER_TIME.elapsed() + later;
    const clock = new TrustedClock({ ...BROWSER_TIME, elapsed });
    remote = new FhirRemoteRecords(server.access, clock);
    batch = () => Promise.resolve(undefined);
    for (const kind of PULLED_KINDS) {
      await remote.create(kind, oneOfEach()[kind], crypto.randomUUID());
    }
    requests = [];
    bodies = [];
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const path = request.url.slice(server.access.baseUrl.length);
      requests.push(`${request.method} ${path}`);
      bodies.push(await request.clone().text());
      if (path !== '') return realFetch(request);
      const answer = async (): Promise<BatchAnswer> =>
        (await (await realFetch(request.clone())).json()) as BatchAnswer;
      return (await batch(answer)) ?? realFetch(request);
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  const QUERIES = PULLED_KINDS.map((kind) => ({ kind, count: 10 }));

  /** The kinds that one look gave, or the failure it ended with. */
  async function look(): Promise<readonly RecordKind[] | string> {
    const given = await remote.look(QUERIES);
    return given.ok ? [...given.value.pages.keys()] : given.failure.kind;
  }

  /** Lets the server answer a batch, and puts something else in its place. */
  function instead(edit: (answer: BatchAnswer) => unknown): void {
    batch = async (answer) => new Response(JSON.stringify(edit(await answer())));
  }

  function status(code: number, headers: Readonly<Record<string, string>> = {}): void {
    batch = () => Promise.resolve(new Response('{}', { status: code, headers }));
  }

  async function singly(): Promise<void> {
    const given = await remote.changes('account', { count: 10 });
    expect(given.ok && given.value.records).to.have.length(1);
  }

  it('takes one request, to the base address, with nothing of a patient in it', async () => {
    const account = sampleAccount();
    await remote.create('account', account, crypto.randomUUID());
    requests.length = bodies.length = 0;
    expect(await look()).to.deep.equal([...PULLED_KINDS]);
    expect(requests).to.deep.equal(['POST ']);
    expect(bodies[0]).not.to.contain(account.patientRef);
    expect(bodies[0]).to.contain(PRACTICE_ID);
  });

  it('asks how often patients were opened, and for no more of it; a server that refuses that gives the rest', async () => {
    await remote.look(QUERIES, undefined, '2026-03-01T09:00:00.500Z');
    const [asked = ''] = bodies;
    expect(asked.match(/AuditEvent\?[^"]*/g)).to.have.length(1);
    expect(asked).to.match(/AuditEvent\?[^"]*&_summary=count"/);
    instead(({ entry, ...rest }) => ({
      ...rest,
      entry: [...entry.slice(0, -1), { response: { status: '403' } }],
    }));
    const given = await remote.look(QUERIES, undefined, '2026-03-01T09:00:00.500Z');
    expect(given.ok && [...given.value.pages.keys()]).to.deep.equal([...PULLED_KINDS]);
    expect(given.ok && given.value.isWorkedAt).to.equal(false);
  });

  for (const code of [400, 403, 404, 405, 409, 422, 501]) {
    it(`is not tried again for a while where the server refuses it with ${code}`, async () => {
      status(code);
      expect(await look()).to.deep.equal([]);
      expect(await look()).to.deep.equal([]);
      expect(requests).to.deep.equal(['POST ']);
      await singly();

      later = HOUR + 1000;
      batch = () => Promise.resolve(undefined);
      expect(await look()).to.deep.equal([...PULLED_KINDS]);
    });
  }

  const UNREADABLE: Readonly<Record<string, (answer: BatchAnswer) => unknown>> = {
    'is something else': () => ({ resourceType: 'OperationOutcome' }),
    'is of another type': (answer) => ({ ...answer, type: 'searchset' }),
    'has an entry too few': ({ entry, ...rest }) => ({ ...rest, entry: entry.slice(1) }),
    'has no results in it': ({ entry, ...rest }) => ({
      ...rest,
      entry: entry.map(({ response }) => ({ response })),
    }),
    'has results in it that are no searchsets': ({ entry, ...rest }) => ({
      ...rest,
      entry: entry.map((each) => ({ ...each, resource: { ...each.resource, type: 'collection' } })),
    }),
    'is in another order': ({ entry, ...rest }) => ({ ...rest, entry: entry.toReversed() }),
  };
  for (const [how, edit] of Object.entries(UNREADABLE)) {
    it(`is not tried again for a while where the answer ${how}`, async () => {
      instead(edit);
      expect(await look()).to.deep.equal([]);
      expect(await look()).to.deep.equal([]);
      expect(requests).to.deep.equal(['POST ']);
    });
  }

  it('is not tried again for a while where the answer is too long to read', async () => {
    const piece = new TextEncoder().encode('"'.padEnd(1_000_000));
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(piece);
      },
    });
    batch = () => Promise.resolve(new Response(body));
    expect(await look()).to.deep.equal([]);
    expect(await look()).to.deep.equal([]);
    expect(requests).to.deep.equal(['POST ']);
  });

  it('leaves out the kinds whose entries failed or make no sense, and gives the others', async () => {
    instead(({ entry: [first, second, ...others], ...rest }) => ({
      ...rest,
      entry: [
        { response: { status: '403 Forbidden' }, resource: first?.resource },
        { response: { status: '200' }, resource: { resourceType: 'Bundle', type: 'history' } },
        ...others.map((each) => ({ ...each, response: { status: '200 OK' } })),
      ],
      second,
    }));
    const others = ['services', 'identity-check', 'letter'];
    expect(await look()).to.deep.equal(others);
    expect(await look(), 'together again the next time').to.deep.equal(others);
  });

  it('is left for a while where a page of it holds records of another practice', async () => {
    instead(({ entry: [first, ...others], ...rest }) => ({
      ...rest,
      entry: [
        JSON.parse(JSON.stringify(first).replaceAll(PRACTICE_ID, 'another-practice')) as Entry,
        ...others,
      ],
    }));
    expect(await look()).to.deep.equal(PULLED_KINDS.filter((kind) => kind !== 'account'));
    expect(await look()).to.deep.equal([]);
    expect(requests, 'not fetched at each look to be thrown away').to.deep.equal(['POST ']);
  });

  it('is told what a busy server asks for, and tried again when that is over', async () => {
    status(503, { 'Retry-After': '7' });
    const busy = await remote.look(QUERIES);
    expect(!busy.ok && busy.failure).to.include({ kind: 'busy', retryAfterMs: 7000 });
    expect(await look(), 'first by single searches').to.deep.equal([]);
    await singly();
    batch = () => Promise.resolve(undefined);
    expect(await look()).to.deep.equal([...PULLED_KINDS]);
  });

  it('is left for a while where single searches are answered and it is not', async () => {
    batch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await look()).to.equal('unreachable');
    expect(await look()).to.deep.equal([]);
    await singly();
    expect(await look()).to.equal('unreachable');
    requests.length = 0;
    expect(await look()).to.deep.equal([]);
    expect(await look()).to.deep.equal([]);
    expect(requests).to.deep.equal([]);
  });

  it('is not left for a while because every search of it found the server busy', async () => {
    instead(({ entry, ...rest }) => ({
      ...rest,
      entry: entry.map(() => ({ response: { status: '429 Too Many Requests' } })),
    }));
    expect(await look()).to.deep.equal([]);
    batch = () => Promise.resolve(undefined);
    expect(await look()).to.deep.equal([...PULLED_KINDS]);
  });

  it('goes on singly where the server gives fewer at a time than are asked for', async () => {
    for (let made = 0; made < 3; made += 1) {
      const account = sampleAccount();
      await remote.create('account', account, crypto.randomUUID());
      await remote.create('registration', sampleRegistration(account), crypto.randomUUID());
    }
    requests.length = 0;
    instead(({ entry: [first, ...others], ...rest }) => ({
      ...rest,
      entry: [{ ...first, resource: capped(first?.resource) }, ...others],
    }));
    const given = await remote.look(QUERIES);
    expect(given.ok && given.value.pages.get('account')?.records).to.have.length(4);
    expect(requests).to.deep.equal(['POST ', 'POST /Person/_search']);
  });
});

/** The page of a server that gives one at a time. */
function capped(page: Entry['resource']): object {
  const entry = page?.entry as readonly unknown[];
  const link = [{ relation: 'next', url: 'https://next.example' }];
  return { ...page, entry: entry.slice(0, 1), link };
}
