import { expect } from '@open-wc/testing';
import type { ServerFinding } from '../../../services/domain/practice/server-findings.ts';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { FhirServerLook } from '../../../services/fhir/fhir-server-look.ts';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { TrustedClock } from '../../../services/host/trusted-clock.ts';
import type { Clock } from '../../../services/ports/clock.ts';
import { PRACTICE_ID, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

type Loose = Record<string, unknown>;
interface Bundle extends Loose {
  entry?: unknown[];
  link?: { relation: string; url: string }[];
}

/** A server of another origin, as a page sees it. */
const ELSEWHERE = 'https://fhir.example/R4';

describe('A look at the server that writes nothing', () => {
  let server: TestServer;
  let asked: string[];
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = testServer();
    asked = [];
    meddle({});
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  interface Meddling {
    /** What a search asks for, before the server sees it. */
    readonly query?: (query: URLSearchParams) => void;
    /** In place of the server. */
    readonly answer?: (request: Request, body: string) => Response | undefined;
    /** What the server said, as JSON. */
    readonly body?: (json: Bundle, request: Request, asked: string) => void;
    readonly headers?: (headers: Headers) => void;
  }

  /** Stands between the page and the server. */
  function meddle({ query, answer, body, headers }: Meddling): void {
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { method, url, headers: given } = request;
      const sent = await request.clone().text();
      const address = url.replace(ELSEWHERE, server.access.baseUrl);
      const path = address.slice(server.access.baseUrl.length);
      asked.push(`${method} ${path.replace(/[\w-]{36}/, '<id>').replace(/=\w+,.*/, '=…')}`);
      const instead = answer?.(request, sent);
      if (instead !== undefined) return instead;
      const parameters = new URLSearchParams(sent);
      query?.(parameters);
      const passedOn = path.endsWith('_search') ? parameters.toString() : sent;
      const real = await realFetch(address, {
        ...{ method, headers: given },
        ...(method !== 'GET' && { body: passedOn }),
      });
      const json = (await real.json()) as Bundle;
      body?.(json, request, sent);
      const shown = new Headers(real.headers);
      headers?.(shown);
      return new Response(JSON.stringify(json), { status: real.status, headers: shown });
    };
  }

  /** Three accounts, the first of which has two versions. */
  async function fill(): Promise<void> {
    const remote = new FhirRemoteRecords(server.access, server.clock);
    const first = await remote.create('account', sampleAccount(), crypto.randomUUID());
    await remote.create('account', sampleAccount(), crypto.randomUUID());
    await remote.create('account', sampleAccount(), crypto.randomUUID());
    if (!first.ok) throw new Error('It was not created.');
    const { body, version } = first.value;
    const changed = { ...body, enabled: false };
    const updated = await remote.update('account', changed, version, crypto.randomUUID());
    if (!updated.ok) throw new Error('It was not updated.');
    asked = [];
  }

  async function look(baseUrl = server.access.baseUrl, clock: Clock = server.clock) {
    const found = await new FhirServerLook({ ...server.access, baseUrl }, clock).findings();
    if (!found.ok) throw new Error(found.failure.kind);
    return found.value;
  }

  it('finds nothing wrong with the embedded server, by reading its own practice’s accounts alone', async () => {
    await fill();
    const searched: string[] = [];
    meddle({ answer: (_, sent) => void searched.push(sent) });
    expect(await look()).to.deep.equal({ findings: [], isWhole: true });
    expect([...new Set(asked)].sort()).to.deep.equal([
      'GET /Person/<id>/_history?_count=1',
      'GET /metadata?_elements=…',
      'POST ',
      'POST /Person/_search',
    ]);
    expect(asked.length).to.be.lessThan(12);
    const bodies = searched.filter((sent) => sent !== '');
    const ours = `${PRACTICE_TAG}|${PRACTICE_ID}`;
    expect(bodies.filter((sent) => !decodeURIComponent(sent).includes(ours))).to.deep.equal([]);
    const [batch = ''] = bodies.filter((sent) => sent.startsWith('{'));
    expect(batch.match(/"method":"\w+"/g)).to.deep.equal(['"method":"GET"', '"method":"GET"']);
  });

  it('leaves open what takes a record, where the practice has none yet', async () => {
    expect(await look()).to.deep.equal({ findings: [], isWhole: false });
  });

  it('says what the server is', async () => {
    const identity = await new FhirServerLook(server.access, server.clock).identity();
    expect(identity).to.deep.equal({
      ok: true,
      value: {
        baseUrl: server.access.baseUrl,
        software: 'Stand-in FHIR server',
        fhirVersion: '4.0.1',
      },
    });
    const software = { name: 'x'.repeat(1000), version: 7 };
    meddle(says((statement) => (statement.software = software)));
    const long = await new FhirServerLook(server.access, server.clock).identity();
    expect(long.ok && long.value.software, 'no longer than names are').to.have.length(80);
    meddle({ answer: () => new Response('{}', { status: 404 }) });
    const unknown = await new FhirServerLook(server.access, server.clock).identity();
    expect(unknown).to.deep.equal({ ok: true, value: { baseUrl: server.access.baseUrl } });
  });

  /** Changes what the server says of itself. */
  const says = (change: (statement: Loose, person: Loose) => void): Meddling => ({
    body: (json) => {
      if (json.resourceType !== 'CapabilityStatement') return;
      const [rest] = json.rest as { resource: Loose[] }[];
      const person = rest?.resource.find(({ type }) => type === 'Person');
      change(json, person ?? {});
    },
  });
  const restOf = (statement: Loose): Loose => (statement.rest as Loose[])[0] ?? {};
  const refusing = (
    status: number,
    what: (request: Request, sent: string) => boolean,
  ): Meddling => ({
    answer: (request, sent) =>
      what(request, sent)
        ? new Response('{"resourceType":"OperationOutcome"}', { status })
        : undefined,
  });
  const isHistory = ({ url }: Request): boolean => url.includes('_history');

  const CASES: readonly (readonly [string, Meddling, ServerFinding])[] = [
    [
      'speaks another FHIR',
      says((statement) => (statement.fhirVersion = '5.0.0')),
      { code: 'not-r4', fhirVersion: '5.0.0' },
    ],
    [
      'says that it has no Task',
      says((statement) => {
        const rest = restOf(statement);
        rest.resource = (rest.resource as Loose[]).filter(({ type }) => type !== 'Task');
      }),
      { code: 'types-not-offered', types: ['Task'] },
    ],
    [
      'says that it does not create under a condition',
      says((_, person) => (person.conditionalCreate = false)),
      { code: 'conditional-create-not-offered', types: ['Person'] },
    ],
    [
      'says that it keeps no versions',
      says((_, person) => (person.versioning = 'no-version')),
      { code: 'versions-not-kept', types: ['Person'] },
    ],
    [
      'says that it does no transactions',
      says((statement) => (restOf(statement).interaction = [{ code: 'batch' }])),
      { code: 'no-transaction' },
    ],
    [
      'ignores times',
      {
        query: (query) => {
          query.delete('_lastUpdated');
        },
      },
      { code: 'last-updated-ignored' },
    ],
    [
      'ignores the order asked for',
      {
        query: (query) => {
          if (query.has('_sort')) query.set('_sort', '_lastUpdated');
        },
      },
      { code: 'sort-ignored' },
    ],
    [
      'gives more than was asked for',
      {
        body: (json, _, sent) => {
          const [first] = json.entry ?? [];
          if (sent.includes('_count=20')) json.entry = Array.from({ length: 21 }, () => first);
        },
      },
      { code: 'count-ignored' },
    ],
    [
      'ends a page without a word',
      {
        body: (json, _, sent) => {
          if (sent.includes('_count=250')) json.entry = json.entry?.slice(0, 2) ?? [];
        },
      },
      { code: 'page-cut-unsaid', given: 2 },
    ],
    [
      'refuses _elements',
      refusing(400, (_, sent) => sent.includes('_elements')),
      { code: 'elements-refused', status: 400 },
    ],
    ['tells no history', refusing(405, isHistory), { code: 'no-history', status: 405 }],
    [
      'ends a history without a word',
      {
        body: (json, request) => {
          if (!isHistory(request)) return;
          json.total = 2;
          json.link = [];
        },
      },
      { code: 'history-cut' },
    ],
    [
      'calls itself by another address',
      {
        body: (json, request) => {
          if (!isHistory(request)) return;
          json.entry = [];
          json.link = [{ relation: 'next', url: 'https://inside.example/other/page/2' }];
        },
      },
      { code: 'next-elsewhere' },
    ],
    [
      'takes no batch',
      refusing(400, ({ url }) => url === server.access.baseUrl),
      { code: 'no-batch' },
    ],
    [
      'does not let its Date be read',
      {
        headers: (headers) => {
          headers.delete('Date');
        },
      },
      { code: 'no-date' },
    ],
  ];
  for (const [habit, meddling, finding] of CASES) {
    it(`tells that it ${habit}`, async () => {
      await fill();
      meddle(meddling);
      expect((await look()).findings).to.deep.equal([finding]);
    });
  }

  it('tells which headers a page of another origin may not send, and asks nothing else for that', async () => {
    await fill();
    const isBlocked = ({ headers }: Request): boolean => headers.has('If-None-Exist');
    meddle({
      answer: (request) => {
        if (isBlocked(request)) throw new TypeError('Failed to fetch');
        return undefined;
      },
    });
    const { findings } = await look(ELSEWHERE);
    expect(findings).to.deep.equal([{ code: 'headers-refused', headers: ['If-None-Exist'] }]);
    expect(asked.filter((each) => each.startsWith('PUT'))).to.deep.equal([]);
    meddle({});
    expect((await look(ELSEWHERE)).findings).to.deep.equal([]);
  });

  it('tells that the clock of server or computer is wrong', async () => {
    await fill();
    const wall = () => Date.now() + 3_600_000;
    const clock = new TrustedClock({ wall, elapsed: () => performance.now() });
    const [finding] = (await look(undefined, clock)).findings;
    expect(finding?.code === 'clock-differs' && finding.seconds).to.be.within(3598, 3602);
  });

  it('is given up where the server is busy, so that nothing wrong is said of it', async () => {
    await fill();
    globalThis.fetch = realFetch;
    await server.faults({ busy: 1 });
    const found = await new FhirServerLook(server.access, server.clock).findings();
    expect(!found.ok && found.failure.kind).to.equal('busy');
    meddle({
      answer: (request) => {
        if (isHistory(request)) throw new TypeError('Failed to fetch');
        return undefined;
      },
    });
    const lost = await new FhirServerLook(server.access, server.clock).findings();
    expect(!lost.ok && lost.failure.kind).to.equal('unreachable');
  });
});
