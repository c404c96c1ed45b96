import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import type { AccountRecord } from '../../../services/domain/records.ts';
import type { RemoteRecord, RemoteResult } from '../../../services/ports/remote-records.ts';
import { sampleAccount, sampleAudit } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

const MINUTE = 60_000;

interface Entry {
  readonly response: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, unknown>>;
}

interface BatchAnswer {
  readonly resourceType: string;
  readonly type: string;
  readonly entry: readonly Entry[];
}

describe('Several changes in one request', () => {
  let server: TestServer;
  let remote: FhirRemoteRecords;
  /** What the workstation sent, as method and path within the server. */
  let requests: string[];
  /** How much later than it is. */
  let later: number;
  /** Answers a batch in the server's place; `undefined` lets it go on. */
  let batch: (answer: () => Promise<BatchAnswer>) => Promise<Response | undefined>;
  const realFetch = globalThis.fetch;

  beforeEach(async () => {
    server = testServer();
    later = 0;
    requests = [];
    batch = () => Promise.resolve(undefined);
    remote = workstation(true);
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const path = request.url.slice(server.access.baseUrl.length);
      requests.push(`${request.method} ${path}`);
      if (path !== '') return realFetch(request);
      const answer = async (): Promise<BatchAnswer> =>
        (await (await realFetch(request.clone())).json()) as BatchAnswer;
      return (await batch(answer)) ?? realFetch(request);
    };
    // Those before the first of a test.
    await Promise.all([create(), create()]);
    requests = [];
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  function workstation(takesBatchedWrites: boolean): FhirRemoteRecords {
    const elapsed = (): number => BROWSER_TIME.elapsed() + later;
    const clock = new TrustedClock({ ...BROWSER_TIME, elapsed });
    return new FhirRemoteRecords({ ...server.access, takesBatchedWrites }, clock);
  }

  function somebody(): AccountRecord {
    const id = crypto.randomUUID();
    return sampleAccount({ id, patientRef: `patient-${id}` });
  }

  /** Of whoever is signed in. */
  const SIGN_IN = new AbortController().signal;

  function create(account = somebody(), signal = SIGN_IN): Promise<RemoteResult<RemoteRecord>> {
    return remote.create('account', account, crypto.randomUUID(), signal);
  }

  function update(
    { body, version }: RemoteRecord<'account'>,
    change: Partial<AccountRecord>,
    operationId: string = crypto.randomUUID(),
  ): Promise<RemoteResult<RemoteRecord>> {
    return remote.update('account', { ...body, ...change }, version, operationId, SIGN_IN);
  }

  async function createdAlone(account = somebody()): Promise<RemoteRecord<'account'>> {
    const made = await remote.create('account', account, crypto.randomUUID());
    if (!made.ok) throw new Error(made.failure.kind);
    requests = [];
    return made.value;
  }

  function outcomes(results: readonly RemoteResult<RemoteRecord>[]): readonly string[] {
    return results.map((result) => (result.ok ? 'done' : result.failure.kind));
  }

  /** Not counting those before the test. */
  async function heldThere(): Promise<number> {
    const { total } = (await (await server.request('Person')).json()) as { readonly total: number };
    return total - 2;
  }

  const answeredAs = async (
    answer: () => Promise<BatchAnswer>,
    change: (entry: readonly Entry[]) => readonly Entry[],
  ): Promise<Response> => {
    const given = await answer();
    return Response.json({ ...given, entry: change(given.entry) });
  };

  it('are each done or refused by themselves, under their own condition', async () => {
    const mine = await createdAlone();
    const overtaken = await createdAlone();
    const { body, version } = overtaken;
    const theirs = { ...body, enabled: !body.enabled };
    await remote.update('account', theirs, version, crypto.randomUUID());
    const there = somebody();
    await createdAlone(there);
    requests = [];
    const audit = sampleAudit(mine.body);
    const results = await Promise.all([
      create(),
      create({ ...there, id: crypto.randomUUID() }),
      update(mine, { enabled: false }),
      update(overtaken, { enabled: !theirs.enabled }),
      remote.create('audit', audit, crypto.randomUUID(), SIGN_IN),
    ]);
    expect(requests).to.deep.equal(['POST ']);
    expect(outcomes(results)).to.deep.equal(['done', 'done', 'done', 'conflict', 'done']);
    const [, adopted, changed] = results;
    expect(adopted.ok && adopted.value.body.id, 'the one that is there').to.equal(there.id);
    expect(changed.ok && changed.value.body).to.deep.include({ enabled: false });
    const now = await remote.read('account', version.id);
    expect(now.ok && now.value.body, 'nobody’s change is lost').to.deep.equal(theirs);
    expect(await heldThere()).to.equal(4);
  });

  it('are asked for twenty-four at a time, and go twelve a request', async () => {
    expect(remote.writesAtOnce).to.equal(24);
    let prefer: string | null = null;
    const passed = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      prefer = new Headers(init?.headers).get('Prefer');
      return passed(input, init);
    };
    const results = await Promise.all(Array.from({ length: 24 }, () => create()));
    expect(prefer, 'or a server need not say what it has made').to.equal('return=representation');
    expect(new Set(outcomes(results))).to.deep.equal(new Set(['done']));
    expect(requests).to.deep.equal(['POST ', 'POST ']);
  });

  it('are sent by what is loaded with the second of them', async () => {
    remote = workstation(true);
    await Promise.all([create(), create(), create()]);
    expect(requests).to.deep.equal(['POST /Person', 'POST ']);
    remote = workstation(true);
    await create();
    await create();
    expect(remote.writesAtOnce, 'one after the other').to.equal(4);
  });

  it('go one by one where there is only one, or the host does not say that the server heeds conditions', async () => {
    await create();
    expect(requests).to.deep.equal(['POST /Person']);
    remote = workstation(false);
    await createdAlone();
    await Promise.all([create(), create()]);
    expect(requests).to.deep.equal(['POST /Person', 'POST /Person']);
    expect(remote.writesAtOnce).to.equal(4);
  });

  it('go alone where nothing says whose sign-in they are of', async () => {
    const nobodys = () => remote.create('account', somebody(), crypto.randomUUID());
    await Promise.all([nobodys(), nobodys()]);
    expect(requests).to.deep.equal(['POST /Person', 'POST /Person']);
  });

  it('never go with the token of another sign-in', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    await Promise.all([
      create(somebody(), one.signal),
      create(somebody(), one.signal),
      create(somebody(), other.signal),
      create(somebody(), other.signal),
      create(somebody(), one.signal),
    ]);
    expect(requests).to.deep.equal(['POST ', 'POST ', 'POST /Person']);
  });

  it('are sent one by one at once where batches are refused, and together again an hour later', async () => {
    batch = () => Promise.resolve(new Response(null, { status: 404 }));
    const results = await Promise.all([create(), create()]);
    expect(outcomes(results)).to.deep.equal(['done', 'done']);
    expect(requests).to.deep.equal(['POST ', 'POST /Person', 'POST /Person']);
    expect(remote.writesAtOnce).to.equal(4);
    later = 59 * MINUTE;
    requests = [];
    await Promise.all([create(), create()]);
    expect(requests).to.deep.equal(['POST /Person', 'POST /Person']);
    later = 60 * MINUTE;
    requests = [];
    await Promise.all([create(), create()]);
    expect(requests[0]).to.equal('POST ');
  });

  const UNSURE: readonly (readonly [string, (entry: readonly Entry[]) => readonly Entry[]])[] = [
    ['in another order', (entry) => entry.toReversed()],
    ['in part', (entry) => entry.slice(1)],
    ['without the resources', (entry) => entry.map(({ response }) => ({ response }))],
    ['without a status', (entry) => entry.map(({ resource = {} }) => ({ resource, response: {} }))],
    [
      'with what an earlier change made',
      (entry) =>
        entry.map(({ response, resource = {} }) => ({
          response,
          resource: { ...resource, extension: [] },
        })),
    ],
  ];
  for (const [how, change] of UNSURE) {
    it(`are believed by nobody when answered ${how}, and done once all the same`, async () => {
      const account = await createdAlone();
      batch = (answer) => answeredAs(answer, change);
      const operationId = crypto.randomUUID();
      const results = await Promise.all([
        create(),
        create(),
        update(account, { enabled: !account.body.enabled }, operationId),
      ]);
      // The update is in its own way then: not known, till it is found in the record's history.
      expect(outcomes(results)).to.deep.equal(['done', 'done', 'unreachable']);
      expect(
        await remote.hasOperation('account', account.version.id, { id: operationId }),
      ).to.deep.equal({
        ok: true,
        value: 'yes',
      });
      expect(await heldThere()).to.equal(3);
    });
  }

  it('are refused for good only by themselves', async () => {
    batch = (answer) =>
      answeredAs(answer, ([first, ...others]) => [
        ...(first === undefined ? [] : [{ ...first, response: { status: '405' } }]),
        ...others,
      ]);
    expect(outcomes(await Promise.all([create(), create(), create()]))).to.deep.equal([
      'done',
      'done',
      'done',
    ]);
    expect(requests).to.deep.equal(['POST ', 'POST /Person']);
    expect(await heldThere()).to.equal(3);
  });

  it('that were given up go together again with the next sign-in', async () => {
    const over = new AbortController();
    batch = () => {
      over.abort();
      return Promise.resolve(undefined);
    };
    const given = await Promise.all([
      create(somebody(), over.signal),
      create(somebody(), over.signal),
    ]);
    expect(outcomes(given)).to.deep.equal(['unreachable', 'unreachable']);
    requests = [];
    await Promise.all([create(), create()]);
    expect(requests).to.deep.equal(['POST ']);
  });

  it('have all got no answer when their request has none, and go one by one for a minute', async () => {
    await createdAlone();
    const accounts = [somebody(), somebody()];
    const operations = accounts.map(() => crypto.randomUUID());
    const send = (): Promise<readonly RemoteResult<RemoteRecord>[]> =>
      Promise.all(
        accounts.map((account, index) =>
          remote.create('account', account, operations[index] ?? '', SIGN_IN),
        ),
      );
    await server.faults({ dropAnswers: 1 });
    expect(outcomes(await send())).to.deep.equal(['unreachable', 'unreachable']);
    requests = [];
    expect(outcomes(await send())).to.deep.equal(['done', 'done']);
    expect(requests).to.deep.equal(['POST /Person', 'POST /Person']);
    expect(await heldThere()).to.equal(3);
    later = MINUTE;
    requests = [];
    await send();
    expect(requests).to.deep.equal(['POST ']);
  });

  it('wait as long as a busy server says', async () => {
    batch = () =>
      Promise.resolve(new Response(null, { status: 429, headers: { 'Retry-After': '7' } }));
    for (const result of await Promise.all([create(), create()])) {
      expect(result).to.deep.include({
        failure: { kind: 'busy', reason: { code: 'record-busy', status: 429 }, retryAfterMs: 7000 },
      });
    }
    expect(requests).to.deep.equal(['POST ']);
  });

  it('go one by one for a minute where some of them were too much, and are told when to come again', async () => {
    batch = (answer) =>
      answeredAs(answer, ([first, ...others]) => [
        ...(first === undefined ? [] : [first]),
        ...others.map(() => ({ response: { status: '429' } })),
      ]);
    expect(outcomes(await Promise.all([create(), create()]))).to.deep.equal(['done', 'busy']);
    requests = [];
    await Promise.all([create(), create()]);
    expect(requests).to.deep.equal(['POST /Person', 'POST /Person']);
  });

  it('do not wait for ever where something throws, nor do those behind them', async () => {
    const access = { ...server.access, takesBatchedWrites: true };
    let isBroken = false;
    const accessToken = (): Promise<string> => {
      if (isBroken) throw new Error('Nobody is signed in.');
      return server.access.accessToken({ fresh: false });
    };
    remote = new FhirRemoteRecords({ ...access, accessToken }, server.clock);
    await Promise.all([create(), create()]);
    isBroken = true;
    const told = await Promise.allSettled(Array.from({ length: 30 }, () => create()));
    expect(new Set(told.map(({ status }) => status))).to.deep.equal(new Set(['rejected']));
    isBroken = false;
    expect(outcomes(await Promise.all([create(), create()]))).to.deep.equal(['done', 'done']);
  });
});
