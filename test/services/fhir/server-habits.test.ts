import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import {
  ACCOUNT_KEY,
  OPERATION_EXTENSION,
  PRACTICE_TAG,
} from '../../../services/fhir/vocabulary.ts';
import {
  PRACTICE_ID,
  sampleAccount,
  sampleRegistration,
} from '../../fakes/sample-shared-records.ts';
import { testServer, type TestServer } from './test-server.ts';

type Resource = Record<string, unknown> & { id: string; meta: { versionId: string } };

describe('The shared record on servers with habits of their own', () => {
  let server: TestServer;
  let remote: FhirRemoteRecords;
  const realFetch = globalThis.fetch;

  beforeEach(() => {
    server = testServer();
    remote = new FhirRemoteRecords(server.access, server.clock);
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  /** Lets the test answer some requests itself; `undefined` goes on to the server. */
  function between(answer: (request: Request) => Promise<Response | undefined>): void {
    globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      return (await answer(request.clone())) ?? realFetch(request);
    };
  }

  async function create() {
    const account = sampleAccount();
    const created = await remote.create('account', account, crypto.randomUUID());
    if (!created.ok) throw new Error(created.failure.kind);
    return { account, ...created.value };
  }

  async function person(id: string): Promise<Resource> {
    return (await (await server.request(`Person/${id}`)).json()) as Resource;
  }

  async function put(resource: Resource): Promise<void> {
    const init = { method: 'PUT', body: JSON.stringify(resource) };
    const response = await server.request(`Person/${resource.id}`, init);
    expect(response.ok, await response.text()).to.equal(true);
  }

  it('is told the time by the versions it makes where a page may not read the answers’ Date', async () => {
    between(async (request) => {
      const answer = await realFetch(request);
      const headers = new Headers(answer.headers);
      headers.delete('Date');
      return new Response(await answer.text(), { status: answer.status, headers });
    });
    const { account, version } = await create();
    await remote.read('account', version.id);
    await remote.read('account', version.id);
    expect(server.clock.isTrusted(), 'reading says nothing of the time').to.equal(false);

    const change = { ...account, enabled: false };
    await remote.update('account', change, version, crypto.randomUUID());
    expect(server.clock.isTrusted()).to.equal(true);
    expect(server.clock.now() - Date.now()).to.be.within(-2000, 2000);
  });

  it('keeps what others have added to a resource', async () => {
    const { account, version } = await create();
    const others = {
      identifier: { system: 'https://other.example/id', value: '42' },
      extension: { url: 'https://other.example/ext', valueString: 'kept' },
      link: { target: { reference: 'Patient/other' } },
      tag: { system: 'https://other.example/tag', code: 'kept' },
    };
    const stored = await person(version.id);
    // Loose JSON of the server: every resource of ours has tags, here and below.
    const meta = stored.meta as unknown as { tag: unknown[] };
    await put({
      ...stored,
      gender: 'female',
      identifier: [...(stored.identifier as unknown[]), others.identifier],
      extension: [...(stored.extension as unknown[]), others.extension],
      link: [...(stored.link as unknown[]), others.link],
      meta: { ...stored.meta, tag: [...meta.tag, others.tag] } as Resource['meta'],
    });
    const current = await remote.read('account', version.id);
    if (!current.ok) throw new Error(current.failure.kind);

    const changed = { ...account, enabled: false, enabledNotes: 'On holiday' };
    await remote.update('account', changed, current.value.version, crypto.randomUUID());

    const after = await person(version.id);
    expect(after.gender).to.equal('female');
    expect(after.active).to.equal(false);
    expect(after.identifier).to.deep.include(others.identifier);
    expect(after.extension).to.deep.include(others.extension);
    expect(after.link).to.deep.include(others.link);
    expect((after.meta as unknown as { tag: unknown[] }).tag).to.deep.include(others.tag);
  });

  it("takes the codes off a registration's resource once they are used", async () => {
    const { account } = await create();
    const registration = sampleRegistration(account);
    const created = await remote.create('registration', registration, crypto.randomUUID());
    if (!created.ok) throw new Error(created.failure.kind);
    const { version } = created.value;
    const used = { ...registration, state: 'withdrawn' as const };
    const updated = await remote.update('registration', used, version, crypto.randomUUID());

    expect(updated.ok && updated.value.body).to.not.have.any.keys('sealedCodes', 'verifiers');
    expect(await (await server.request(`Task/${version.id}`)).json()).not.to.have.property('input');
  });

  it('sets apart a resource that makes no sense, with the names of what is unreadable and nothing of its content', async () => {
    const { version } = await create();
    const good = await create();
    const stored = await person(version.id);
    await put({ ...stored, active: undefined, extension: undefined });

    const changes = await remote.changes('account', { count: 10 });
    if (!changes.ok) throw new Error(changes.failure.kind);
    expect(changes.value.records.map(({ body }) => body.id)).to.deep.equal([good.account.id]);
    expect(changes.value.quarantined).to.deep.equal([
      {
        serverId: version.id,
        versionId: (await person(version.id)).meta.versionId,
        fields: ['status', 'createdAt', 'enabled'],
      },
    ]);
    expect(changes.value.stamps).to.have.length(2);
  });

  it("reads other people's resources of the same type as nobody's, unless they were ours before", async () => {
    const tag = { system: PRACTICE_TAG, code: PRACTICE_ID };
    const foreign = { resourceType: 'Person', meta: { tag: [tag] }, active: true };
    await server.request('Person', { method: 'POST', body: JSON.stringify(foreign) });

    const changes = await remote.changes('account', { count: 10 });
    expect(changes.ok && changes.value.records).to.deep.equal([]);
    expect(changes.ok && changes.value.quarantined.map((each) => each.onlyIfHeld)).to.deep.equal([
      true,
    ]);
    expect(changes.ok && changes.value.stamps).to.have.length(1);
  });

  it('searches by GET where POST is not offered, and remembers that', async () => {
    await create();
    const methods: string[] = [];
    between((request) => {
      methods.push(request.method);
      const answer = request.method === 'POST' ? new Response('', { status: 405 }) : undefined;
      return Promise.resolve(answer);
    });
    for (let times = 0; times < 2; times += 1) {
      const changes = await remote.changes('account', { count: 10 });
      expect(changes.ok && changes.value.records).to.have.length(1);
    }
    expect(methods).to.deep.equal(['POST', 'GET', 'GET']);
  });

  it('keeps what it searches for out of addresses', async () => {
    const addresses: string[] = [];
    between((request) => {
      addresses.push(request.url);
      return Promise.resolve(undefined);
    });
    const { account } = await create();
    await remote.changes('account', { count: 10 });
    expect(addresses.join()).not.to.contain(account.patientRef).and.not.to.contain(PRACTICE_ID);
  });

  it('gives full pages though the server gives fewer at a time', async () => {
    const accounts = [await create(), await create(), await create(), await create()];
    between(async (request) => {
      if (!request.url.endsWith('_search')) return undefined;
      const parameters = new URLSearchParams(await request.text());
      parameters.set('_count', '2');
      return realFetch(
        new Request(request.url, { method: 'POST', headers: request.headers, body: parameters }),
      );
    });
    const changes = await remote.changes('account', { count: 10 });
    expect(changes.ok && changes.value.records.map(({ body }) => body.id)).to.deep.equal(
      accounts.map(({ body }) => body.id),
    );
  });

  it('reads on when an answer comes without the resource', async () => {
    between(async (request) => {
      if (request.method === 'GET' || request.url.endsWith('_search')) return undefined;
      const response = await realFetch(request);
      return new Response(null, { status: response.status });
    });
    const { account, version } = await create();
    const changed = { ...account, enabled: false };
    const updated = await remote.update('account', changed, version, crypto.randomUUID());
    expect(updated.ok && updated.value.body).to.deep.equal(changed);
  });

  it('settles on one account where a server has let two of the same patient in', async () => {
    const first = await create();
    const stored = await person(first.version.id);
    const twin = await server.request('Person', {
      method: 'POST',
      body: JSON.stringify({ ...stored, id: undefined }),
    });
    const ids = [first.version.id, ((await twin.json()) as Resource).id].sort();
    const again = sampleAccount({ patientRef: first.account.patientRef });

    const answered = await remote.create('account', again, crypto.randomUUID());
    expect(answered.ok && answered.value.version.id).to.equal(ids[0]);
  });

  it('calls a server busy that refuses a create though it holds nothing the like', async () => {
    const patient = await server.request('Patient', {
      method: 'POST',
      body: JSON.stringify({ resourceType: 'Patient' }),
    });
    const { id: patientRef } = (await patient.json()) as Resource;
    for (const status of [409, 412]) {
      between((request) =>
        Promise.resolve(
          request.headers.has('If-None-Exist') ? new Response('{}', { status }) : undefined,
        ),
      );
      const account = sampleAccount({ patientRef });
      const refused = await remote.create('account', account, crypto.randomUUID());
      expect(refused, String(status)).to.deep.equal({
        ok: false,
        failure: { kind: 'busy', reason: { code: 'record-busy', status } },
      });
    }
  });

  it('finds an operation in a history of several pages', async () => {
    const { account, version, operationId = '' } = await create();
    let base = version;
    for (let times = 0; times < 3; times += 1) {
      const changed = { ...account, enabledNotes: `Note ${times}` };
      const updated = await remote.update('account', changed, base, crypto.randomUUID());
      if (!updated.ok) throw new Error(updated.failure.kind);
      base = updated.value.version;
    }
    between(async (request) => {
      if (!request.url.includes('_count=100')) return undefined;
      return realFetch(new Request(request.url.replace('_count=100', '_count=1'), request));
    });
    const found = await remote.hasOperation('account', version.id, { id: operationId });
    expect(found).to.deep.equal({ ok: true, value: 'yes' });
  });

  describe('with a history', () => {
    const absent = { id: crypto.randomUUID() };
    const version = (number: number) => ({
      resourceType: 'Person',
      id: '1',
      meta: { versionId: `v${number}` },
    });
    const stamped = (operationId: string) => ({
      ...version(0),
      extension: [{ url: OPERATION_EXTENSION, valueString: operationId }],
    });
    const history = (versions: readonly object[], link: readonly object[] = []) => ({
      resourceType: 'Bundle',
      type: 'history',
      link,
      entry: versions.map((resource) => ({
        fullUrl: 'http://10.0.0.7:8080/clinical/fhir/Person/1',
        resource,
      })),
    });
    const newest = (count: number) =>
      Array.from({ length: count }, (_, place) => version(200 - place));

    /** Answers by the part of an address after the base; remembers every address asked for. */
    function told(pages: Readonly<Record<string, object>>): string[] {
      const asked: string[] = [];
      const { baseUrl } = server.access;
      between((request) => {
        asked.push(request.url);
        const page = pages[request.url.slice(baseUrl.length)];
        return Promise.resolve(
          new Response(JSON.stringify(page ?? {}), { status: page === undefined ? 400 : 200 }),
        );
      });
      return asked;
    }

    it('that ends without a word after a full page: knows no better than before', async () => {
      told({ '/Person/1/_history?_count=100': history(newest(100)) });
      for (const sentOn of [{}, { sentOn: 'v7' }]) {
        const found = await remote.hasOperation('account', '1', { ...absent, ...sentOn });
        expect(found).to.deep.equal({ ok: true, value: 'unknown' });
      }
    });

    it('that ends sooner than that: still knows no better when what it was sent on is missing', async () => {
      told({ '/Person/1/_history?_count=100': history(newest(20)) });
      const found = await remote.hasOperation('account', '1', { ...absent, sentOn: 'v7' });
      expect(found).to.deep.equal({ ok: true, value: 'unknown' });
    });

    it('that goes back to what it was sent on: knows that it has not arrived, and reads no further', async () => {
      const link = [{ relation: 'next', url: `${server.access.baseUrl}?_getpages=2` }];
      const asked = told({ '/Person/1/_history?_count=100': history(newest(100), link) });
      const found = await remote.hasOperation('account', '1', { ...absent, sentOn: 'v120' });
      expect(found).to.deep.equal({ ok: true, value: 'no' });
      expect(asked).to.have.length(1);
    });

    const next = (url: string) => [{ relation: 'next', url }];
    const self = (url: string) => ({ relation: 'self', url });
    const inside = 'http://10.0.0.7:8080/clinical/fhir';

    it('whose pages are named without a slash, or by the name behind a proxy: reads them at its own address', async () => {
      const operationId = crypto.randomUUID();
      const { pathname } = new URL(server.access.baseUrl);
      const links = [
        [next(`${server.access.baseUrl}?_getpages=2`), '?_getpages=2'],
        [next(`https://by-another-name.example${pathname}?_getpages=2`), '?_getpages=2'],
        [next(`${inside}?_getpages=2`), '?_getpages=2'],
        [
          [...next(`${inside}/Person/1/_history?page=2`), self(`${inside}/Person/1/_history`)],
          '/Person/1/_history?page=2',
        ],
      ] as const;
      for (const [link, second] of links) {
        const asked = told({
          '/Person/1/_history?_count=100': history(newest(2), link),
          [second]: history([stamped(operationId)]),
        });
        const found = await remote.hasOperation('account', '1', { id: operationId });
        expect(found, second).to.deep.equal({ ok: true, value: 'yes' });
        expect(asked[1]).to.equal(`${server.access.baseUrl}${second}`);
      }
    });

    it('whose pages lie elsewhere: asks for none of them', async () => {
      const elsewhere = [
        'https://elsewhere.example/next',
        'http://10.0.0.7:8080/clinical/other?_getpages=2',
        `${inside}/../admin?_getpages=2`,
        'javascript:alert(1)',
      ];
      for (const url of elsewhere) {
        const asked = told({ '/Person/1/_history?_count=100': history(newest(2), next(url)) });
        const found = await remote.hasOperation('account', '1', absent);
        expect(found.ok, url).to.equal(false);
        expect(asked, url).to.have.length(1);
      }
    });
  });

  it('cannot tell what has arrived where no history is offered', async () => {
    const { version } = await create();
    for (const status of [404, 405, 501]) {
      between((request) =>
        Promise.resolve(
          request.url.includes('_history') ? new Response('', { status }) : undefined,
        ),
      );
      const found = await remote.hasOperation('account', version.id, { id: crypto.randomUUID() });
      expect(found, String(status)).to.deep.equal({ ok: true, value: 'unknown' });
    }
  });

  it('says nothing of what is not known, and reads it as not known', async () => {
    const account = sampleAccount();
    const created = await remote.create('account', account, crypto.randomUUID());
    if (!created.ok) throw new Error(created.failure.kind);
    expect(created.value.body).to.deep.equal(account);
    const stored = await person(created.value.version.id);
    expect(stored.link).to.deep.equal([{ target: { reference: `Patient/${account.patientRef}` } }]);

    const { activationDays: _days, ...registration } = sampleRegistration(account);
    const issued = await remote.create('registration', registration, crypto.randomUUID());
    expect(issued.ok && issued.value.body).to.deep.equal(registration);
  });

  it('keeps until when an account can be activated', async () => {
    const registered = sampleAccount({
      status: 'registered',
      registeredAt: '2026-03-02T09:00:00.000Z',
      activateBy: '2026-03-23T09:00:00.000Z',
    });
    const created = await remote.create('account', registered, crypto.randomUUID());
    expect(created.ok && created.value.body).to.deep.equal(registered);
  });

  it('writes an account as the mapping says, for the website to read', async () => {
    const { account, version } = await create();
    const stored = await person(version.id);
    expect(stored.identifier).to.deep.include({ system: ACCOUNT_KEY, value: account.id });
    expect(stored.managingOrganization).to.deep.equal({
      identifier: {
        system: 'https://fhir.nhs.uk/Id/ods-organization-code',
        value: PRACTICE_ID,
      },
    });
    expect(stored.link).to.deep.equal([{ target: { reference: `Patient/${account.patientRef}` } }]);
  });
});
