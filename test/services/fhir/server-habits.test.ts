import { expect } from '@open-wc/testing';
import { FhirRemoteRecords } from '../../../services/fhir/fhir-remote-records.ts';
import { ACCOUNT_KEY, PRACTICE_TAG } from '../../../services/fhir/vocabulary.ts';
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
    for (const status of [409, 412]) {
      between((request) =>
        Promise.resolve(
          request.headers.has('If-None-Exist') ? new Response('{}', { status }) : undefined,
        ),
      );
      const refused = await remote.create('account', sampleAccount(), crypto.randomUUID());
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
    const found = await remote.hasOperation('account', version.id, operationId);
    expect(found).to.deep.equal({ ok: true, value: true });
  });

  it('goes by the current version where no history is offered', async () => {
    const { version } = await create();
    for (const status of [404, 405, 501]) {
      between((request) =>
        Promise.resolve(
          request.url.includes('_history') ? new Response('', { status }) : undefined,
        ),
      );
      const found = await remote.hasOperation('account', version.id, crypto.randomUUID());
      expect(found, String(status)).to.deep.equal({ ok: true, value: false });
    }
  });

  it('takes its token to no other server', async () => {
    const { version } = await create();
    const addresses: string[] = [];
    between((request) => {
      addresses.push(request.url);
      const link = [{ relation: 'next', url: 'https://elsewhere.example/next' }];
      const bundle = { resourceType: 'Bundle', type: 'history', link };
      return Promise.resolve(new Response(JSON.stringify(bundle)));
    });
    const found = await remote.hasOperation('account', version.id, crypto.randomUUID());
    expect(found.ok).to.equal(false);
    expect(addresses.some((address) => address.includes('elsewhere'))).to.equal(false);
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
