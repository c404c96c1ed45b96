import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
import { PRACTICE_ID, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

describe('Listing ids and versions', () => {
  const realFetch = globalThis.fetch;
  let server: TestServer;
  let remote: FhirRemoteRecords;
  /** Parameters of each search. */
  let asked: URLSearchParams[];
  let received: string[];
  /** As a server does that knows of no such parameter. */
  let ignoresElements: boolean;

  beforeEach(() => {
    server = testServer();
    remote = new FhirRemoteRecords(server.access, server.clock);
    [asked, received, ignoresElements] = [[], [], false];
    globalThis.fetch = async (input, init) => {
      if (!(init?.body instanceof URLSearchParams) && typeof init?.body !== 'string') {
        return realFetch(input, init);
      }
      const isSearch = new Request(input).url.endsWith('/_search');
      const query = new URLSearchParams(String(init.body));
      if (isSearch) asked.push(new URLSearchParams(query));
      if (ignoresElements) query.delete('_elements');
      const body = isSearch ? query.toString() : init.body;
      const answer = await realFetch(input, { ...init, body });
      received.push(await answer.clone().text());
      return answer;
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  async function accounts(count: number): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const created = await remote.create('account', sampleAccount(), crypto.randomUUID());
      if (created.ok) ids.push(created.value.version.id);
    }
    received.length = 0;
    return ids;
  }

  async function listed() {
    const page = await remote.versions('account', { count: 10 });
    if (!page.ok) throw new Error(page.failure.kind);
    return page.value;
  }

  for (const ignores of [false, true]) {
    it(`gives the same where the server ${ignores ? 'gives whole resources' : 'gives these alone'}`, async () => {
      const ids = await accounts(3);
      ignoresElements = ignores;
      const { versions, stamps } = await listed();
      expect(versions).to.deep.equal(ids.map((serverId) => ({ serverId, versionId: '1' })));
      expect(stamps).to.have.length(3);
      expect(asked.at(-1)?.get('_elements')).to.equal('meta,identifier');
      expect(received[0]?.includes('"link":[{"target"'), 'the patient').to.equal(ignores);
    });
  }

  it('tells what is filed under the practice and is no record of ours', async () => {
    await accounts(1);
    const tag = [{ system: PRACTICE_TAG, code: PRACTICE_ID }];
    const token = await server.access.accessToken({ fresh: false });
    await realFetch(`${server.access.baseUrl}/Person`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Person', meta: { tag } }),
    });
    const { versions } = await listed();
    expect(versions.map(({ onlyIfHeld }) => onlyIfHeld)).to.deep.equal([undefined, true]);
  });
});
