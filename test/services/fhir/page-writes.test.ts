import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import type { RemoteResult } from '../../../services/ports/remote-records.ts';
import { PRACTICE_ID, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { HostileServer } from '../sync/hostile-server.ts';

const NOT_LET = { kind: 'unreachable', reason: { code: 'page-not-let-write' } };
const OFFLINE = { kind: 'unreachable', reason: { code: 'record-unreachable' } };

describe('A server that lets this page read and not write', () => {
  let server: HostileServer;
  /** Which requests the browser does not send, as after a preflight that was refused. */
  let isBlocked: (request: Request) => boolean;
  let asked: string[];
  let baseUrl: string;
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = new HostileServer();
    ({ baseUrl } = server);
    isBlocked = ({ headers }) => headers.has('If-None-Exist') || headers.has('If-Match');
    asked = [];
    globalThis.fetch = (input, init) => {
      const request = new Request(input, init);
      asked.push(request.method);
      return isBlocked(request)
        ? Promise.reject(new TypeError('Failed to fetch'))
        : server.fetch(new Request(request.url.replace(baseUrl, server.baseUrl), request));
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  function page(): FhirRemoteRecords {
    const accessToken = () => Promise.resolve('test-token');
    const access = { baseUrl, practiceId: PRACTICE_ID, workstation: 'desk-1', accessToken };
    return new FhirRemoteRecords(access, new TrustedClock(BROWSER_TIME));
  }

  async function create(remote: FhirRemoteRecords): Promise<unknown> {
    return outcomeOf(await remote.create('account', sampleAccount(), crypto.randomUUID()));
  }

  it('is named as that, by one read and no more, and forgotten when it lets it', async () => {
    const remote = page();
    expect(await create(remote), 'it may be a lost answer').to.deep.equal(OFFLINE);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(await create(remote)).to.deep.equal(NOT_LET);
    }
    expect(asked).to.deep.equal(['POST', 'GET', 'POST', 'POST', 'POST']);

    isBlocked = () => false;
    expect(await create(remote)).to.equal('done');
    isBlocked = ({ method }) => method === 'POST';
    expect(await create(remote), 'another silence is looked into anew').to.deep.equal(OFFLINE);
  });

  it('is named for updates too, which stay as uncertain as they are', async () => {
    const remote = page();
    isBlocked = () => false;
    const made = await remote.create('account', sampleAccount(), crypto.randomUUID());
    if (!made.ok) throw new Error(made.failure.kind);
    isBlocked = ({ method }) => method === 'PUT';
    const { body, version } = made.value;
    const outcomes = [];
    for (let tries = 0; tries < 2; tries += 1) {
      const changed = { ...body, enabled: false };
      const answer = await remote.update('account', changed, version, crypto.randomUUID());
      outcomes.push(outcomeOf(answer));
    }
    expect(outcomes).to.deep.equal([OFFLINE, NOT_LET]);
  });

  it('asks once for all writes that are under way at a time', async () => {
    const remote = page();
    let refuse = (): void => undefined;
    const refused = new Promise<void>((resolve) => (refuse = resolve));
    const blocking = globalThis.fetch;
    let writes = 0;
    globalThis.fetch = async (input, init) => {
      if (init?.method === 'POST') {
        writes += 1;
        if (writes === 3) refuse();
        await refused;
      }
      return blocking(input, init);
    };
    const outcomes = await Promise.all([create(remote), create(remote), create(remote)]);
    expect(outcomes).to.deep.equal([OFFLINE, OFFLINE, OFFLINE]);
    expect(asked.filter((method) => method === 'GET')).to.have.length(1);
  });

  it('is not taken for an outage, nor an outage for it: each try is one request, and goes on when it is over', async () => {
    const remote = page();
    isBlocked = () => true;
    await create(remote);
    asked = [];
    for (let tries = 0; tries < 3; tries += 1) expect(await create(remote)).to.deep.equal(OFFLINE);
    expect(asked).to.deep.equal(['GET', 'GET', 'GET']);

    isBlocked = () => false;
    expect(await create(remote)).to.equal('done');
  });

  it('cannot be one of this page’s own origin: nothing is asked', async () => {
    baseUrl = `${location.origin}/fhir`;
    const remote = page();
    for (let tries = 0; tries < 3; tries += 1) expect(await create(remote)).to.deep.equal(OFFLINE);
    expect(asked).to.deep.equal(['POST', 'POST', 'POST']);
  });

  it('is not one that answers half, or with an error', async () => {
    const remote = page();
    isBlocked = () => false;
    server.answering = ({ method }) =>
      method === 'POST' ? new Response('', { status: 503 }) : undefined;
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await create(remote)).to.deep.include({
        reason: { code: 'record-busy', status: 503 },
      });
    }
    server.answering = ({ method }) => {
      if (method !== 'POST') return undefined;
      const body = new ReadableStream({
        pull: (controller) => {
          controller.error(new TypeError('network error'));
        },
      });
      return new Response(body);
    };
    for (let tries = 0; tries < 2; tries += 1) expect(await create(remote)).to.deep.equal(OFFLINE);
    expect(asked.filter((method) => method === 'GET')).to.deep.equal([]);
  });
});

function outcomeOf(result: RemoteResult<unknown>): unknown {
  return result.ok ? 'done' : result.failure;
}
