import { expect } from '@open-wc/testing';
import type { Subscription } from 'fhir/r4';
import { PULLED_KINDS } from '../../../../services/ports/remote-records.ts';
import { PRACTICE_TAG } from '../../../../services/fhir/vocabulary.ts';
import {
  changeHintsContract,
  Listener,
  OTHER_PRACTICE,
} from '../../../contracts/change-hints-contract.ts';
import { FakeChangeHints } from '../../../fakes/fake-change-hints.ts';
import { InMemoryServer } from '../../../fakes/in-memory-remote-records.ts';
import { PRACTICE_ID, sampleAccount } from '../../../fakes/sample-shared-records.ts';
import { waitUntil } from '../../../wait-until.ts';
import { testServer, type TestServer } from '../test-server.ts';
import {
  listeningPage,
  recordsOf,
  SignedIn,
  subscriptionsOf,
  toldOfWebSocket,
} from './listening-page.ts';

for (const [name, plainWebSocket] of [
  ['A FHIR server with binding tokens', false],
  ['A FHIR server with WebSockets as in R4', true],
] as const) {
  changeHintsContract(name, async () => {
    const server = testServer();
    await server.faults({ plainWebSocket });
    const remote = recordsOf(server);
    return {
      hints: listeningPage(server, toldOfWebSocket(server.access)),
      remote,
      otherPractice: recordsOf(server, server.accessOf(OTHER_PRACTICE)),
      breakOff: async () => {
        await server.faults({ cutSockets: 1 });
        await remote.create('account', sampleAccount(), crypto.randomUUID());
      },
      refuse: () => server.faults({ refuseSubscriptions: true }),
    };
  });
}

changeHintsContract('The fake', () => {
  const server = new InMemoryServer();
  const hints = FakeChangeHints.of(server, PRACTICE_ID);
  return Promise.resolve({
    hints,
    remote: server.remote(PRACTICE_ID),
    otherPractice: server.remote(OTHER_PRACTICE),
    breakOff: () => {
      hints.end();
      return Promise.resolve();
    },
    refuse: () => {
      hints.refuses = 'refused';
      return Promise.resolve();
    },
  });
});

describe('Subscriptions of a workstation', () => {
  const realSocket = globalThis.WebSocket;
  const realFetch = globalThis.fetch;
  let server: TestServer;
  let listeners: Listener[];

  beforeEach(() => {
    server = testServer();
    listeners = [];
  });
  afterEach(() => {
    globalThis.WebSocket = realSocket;
    globalThis.fetch = realFetch;
    listeners.forEach((listener) => {
      listener.stop();
    });
  });

  async function open(hints = listeningPage(server)): Promise<Listener> {
    const listener = new Listener(hints);
    listeners.push(listener);
    await listener.hears('open');
    return listener;
  }

  async function change(): Promise<void> {
    const made = await recordsOf(server).create('account', sampleAccount(), crypto.randomUUID());
    expect(made.ok).to.equal(true);
  }

  it('are one a kind, of the practice alone, and end by themselves', async () => {
    await open();
    const all = await subscriptionsOf(server);
    expect(all).to.have.length(PULLED_KINDS.length);
    const tag = new URLSearchParams({ _tag: `${PRACTICE_TAG}|${PRACTICE_ID}` }).toString();
    for (const { criteria, end, reason, meta, channel } of all) {
      expect(criteria)
        .to.match(/^[A-Z]\w+\?_tag=/)
        .and.contain(tag);
      expect(Date.parse(end ?? '')).to.be.greaterThan(Date.now());
      expect(reason).not.to.equal('');
      expect(meta?.tag).to.have.length(2);
      expect(meta?.tag?.[0]).to.deep.equal({ system: PRACTICE_TAG, code: PRACTICE_ID });
      // The resource that changed is not asked for.
      expect(channel).to.have.all.keys('type', 'extension');
    }
    expect(new Set(all.map(({ criteria }) => criteria)).size).to.equal(PULLED_KINDS.length);
  });

  it('are found again by the next page, and are each workstation’s own', async () => {
    (await open()).stop();
    const before = await subscriptionsOf(server);
    (await open()).stop();
    expect(await subscriptionsOf(server), 'nothing is even written').to.deep.equal(before);

    await open(listeningPage(server, server.access, 'B'));
    await open(listeningPage(server, server.accessOf(OTHER_PRACTICE)));
    const all = await subscriptionsOf(server);
    expect(all).to.have.length(3 * PULLED_KINDS.length);
    expect(all.slice(0, before.length)).to.deep.equal(before);
  });

  it('are no others’, whatever a search for them gives', async () => {
    await open(listeningPage(server, server.access, 'B'));
    await open(listeningPage(server, server.accessOf(OTHER_PRACTICE)));
    const others = await subscriptionsOf(server);
    globalThis.fetch = (input, init) => {
      const { url } = new Request(input);
      return realFetch(url.replace(/Subscription\?.*$/, 'Subscription?_count=1000'), init);
    };

    await open();
    const all = await subscriptionsOf(server);
    expect(all).to.have.length(3 * PULLED_KINDS.length);
    expect(all).to.deep.include.members(others);
  });

  it('are renewed when they are about to end or are off, and surplus ones deleted', async () => {
    (await open()).stop();
    const [first, second, third] = await subscriptionsOf(server);
    if (first === undefined || second === undefined || third === undefined) throw new Error('few');
    const soon = new Date(Date.now() + 60_000).toISOString();
    await put(server, { ...first, end: soon });
    await put(server, { ...second, status: 'off' });
    const { id: _id, ...surplus } = third;
    await server.request('Subscription', { method: 'POST', body: JSON.stringify(surplus) });

    await open();
    const all = await subscriptionsOf(server);
    expect(all.map(({ id }) => id)).to.include.members([first.id, second.id]);
    expect(all).to.have.length(PULLED_KINDS.length);
    expect(all.every(({ status }) => status === 'active')).to.equal(true);
    const ends = all.map(({ end = '' }) => end);
    expect(ends.every((end) => end > new Date(Date.now() + 3_600_000).toISOString())).to.be.true;
  });

  it('are deleted at sign-out, and left to the next tab when only the lead is lost', async () => {
    (await open()).stop();
    expect(await subscriptionsOf(server)).to.have.length(PULLED_KINDS.length);

    const signedIn = new SignedIn();
    const listener = await open(listeningPage(server, server.access, 'A', signedIn));
    signedIn.signOut();
    listener.stop();
    await waitUntil(
      async () => (await subscriptionsOf(server)).length === 0,
      'the subscriptions to be deleted',
    );
  });

  it('are over when nothing is heard of them in time', async () => {
    await server.faults({ heartbeatSeconds: 1 });
    const listener = await open();
    await server.faults({ silentHints: true });
    await listener.hears('over');
  });

  it('are heard in time as long as the server says that it is there', async () => {
    await server.faults({ heartbeatSeconds: 1 });
    const listener = await open();
    const kept = await open(listeningPage(server, server.access, 'B'));
    // Another that falls silent shows that there was time enough.
    await server.faults({ silentHints: true });
    await Promise.all([listener.hears('over'), kept.hears('over')]);
    expect(listener.heard).to.deep.equal(['open', 'over']);
  });

  it('tell of a change that was counted and not told, with the next sign of life', async () => {
    await server.faults({ heartbeatSeconds: 1 });
    const listener = await open();
    await server.faults({ loseHints: 1 });
    await change();
    await listener.hears('changed');
  });

  it('are not disturbed by messages that make no sense, are huge, or are of others’', async () => {
    await server.faults({ hostileHints: true });
    const listener = await open();
    await change();
    await listener.hears('changed');
    expect(listener.heard).to.deep.equal(['open', 'changed']);
  });

  it('are not left on a server that takes them and tells nobody', async () => {
    await server.faults({ plainWebSocket: true });
    const listener = new Listener(listeningPage(server));
    listeners.push(listener);
    await listener.hears('refused');
    expect(listener.error).to.have.property('because', 'unknown');
    expect(await subscriptionsOf(server)).to.deep.equal([]);
  });

  it('are not listened to at an address that is not to be used', async () => {
    await server.faults({ plainWebSocket: true });
    const access = { ...server.access, webSocketUrl: 'https://somebody@elsewhere.example/ws' };
    const listener = new Listener(listeningPage(server, access));
    listeners.push(listener);
    await listener.hears('refused');
    expect(listener.error).to.have.property('because', 'address');
  });

  it('need no token that lets anybody read: neither in an address nor in a message', async () => {
    const sent: string[] = [];
    globalThis.WebSocket = class extends realSocket {
      constructor(address: string | URL) {
        super(address);
        sent.push(String(address));
      }

      override send(data: string): void {
        sent.push(data);
        super.send(data);
      }
    };
    await open();
    expect(sent).to.have.length(1 + PULLED_KINDS.length);
    expect(sent.join('\n')).not.to.contain('test-token');
    expect(sent[0]).to.match(/^ws:\/\/[^?]+\/ws$/);
  });
});

async function put(server: TestServer, resource: Subscription): Promise<void> {
  const body = JSON.stringify(resource);
  const answer = await server.request(`Subscription/${resource.id ?? ''}`, { method: 'PUT', body });
  expect(answer.status).to.equal(200);
}
