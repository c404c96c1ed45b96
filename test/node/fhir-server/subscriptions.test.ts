import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import type { Bundle, Parameters, Subscription } from 'fhir/r4';
import WebSocket from 'ws';
import type { RecordRights } from '../../../demo/fhir-server/index.ts';
import { type RunningServer, said, startServer } from './running-server.ts';
import { limitOf } from '../../../scripts/patience.mjs';

const COUNT = 'events-since-subscription-start';
const CRITERIA = 'Task?_tag=https://example.org/practice|A';

function subscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    resourceType: 'Subscription',
    status: 'requested',
    reason: 'A test',
    criteria: CRITERIA,
    channel: { type: 'websocket' },
    ...changes,
  };
}

function task(practice = 'A'): object {
  return {
    resourceType: 'Task',
    meta: { tag: [{ system: 'https://example.org/practice', code: practice }] },
    status: 'requested',
    intent: 'order',
  };
}

async function make(server: RunningServer, changes?: Partial<Subscription>): Promise<string> {
  const made = await server.send<Subscription>('POST', 'Subscription', subscription(changes));
  assert.equal(made.status, 201);
  assert.equal(made.body.status, 'active');
  return made.body.id ?? '';
}

/** What `$get-ws-binding-token` gives. */
async function bindingOf(server: RunningServer, id: string): Promise<Record<string, unknown>> {
  const { body } = await server.send<Parameters>('GET', `Subscription/${id}/$get-ws-binding-token`);
  return Object.fromEntries(
    (body.parameter ?? []).map(({ name, ...value }) => [name, Object.values(value)[0]]),
  );
}

/** A WebSocket that remembers what came. */
class Client {
  readonly texts: string[] = [];
  readonly socket: WebSocket;
  closed: number | undefined;

  constructor(test: TestContext, address: string) {
    this.socket = new WebSocket(address);
    this.socket.on('message', (data) => {
      if (typeof data === 'string') this.texts.push(data);
    });
    this.socket.on('close', (code) => (this.closed = code));
    this.socket.on('error', () => undefined);
    test.after(() => {
      this.socket.terminate();
    });
  }

  async say(text: string): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    this.socket.send(text);
  }

  async until(condition: () => boolean, what: string): Promise<void> {
    const end = performance.now() + limitOf('condition');
    while (!condition()) {
      if (performance.now() > end)
        throw new Error(`Waited in vain for ${what}: ${this.texts.join(' ')}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async hears(count: number): Promise<void> {
    await this.until(() => this.texts.length >= count, `${count} texts`);
  }

  /** Type, status and count of each notification. */
  notices(): string[] {
    return this.texts.map((text) => {
      const status = (JSON.parse(text) as Bundle).entry?.[0]?.resource as Parameters;
      const values: Record<string, string> = Object.fromEntries(
        (status.parameter ?? []).map(({ name, valueCode, valueString }) => [
          name,
          valueCode ?? valueString ?? '',
        ]),
      );
      const { type, status: state, [COUNT]: count } = values;
      return `${type ?? ''} ${state ?? ''} ${count ?? ''}`;
    });
  }
}

async function bound(test: TestContext, server: RunningServer, id: string): Promise<Client> {
  const { token, 'websocket-url': address } = await bindingOf(server, id);
  const client = new Client(test, String(address));
  await client.say(JSON.stringify({ type: 'bind-with-token', payload: { token } }));
  await client.hears(1);
  return client;
}

test('tells whoever has a binding token of what meets the criteria, and counts it', async (t) => {
  const server = await startServer(t);
  const client = await bound(t, server, await make(server));
  await server.send('POST', 'Task', task('B'));
  await server.send('POST', 'Task', task());
  await server.send('POST', 'Person', { resourceType: 'Person' });
  await server.send('POST', 'Task', task());
  await client.hears(3);
  assert.deepEqual(client.notices(), [
    'handshake active 0',
    'event-notification active 1',
    'event-notification active 2',
  ]);
  assert.doesNotMatch(client.texts.join(''), /"Task"/, 'without the resource');
});

test('counts on while nobody listens', async (t) => {
  const server = await startServer(t);
  const id = await make(server);
  const first = await bound(t, server, id);
  first.socket.terminate();
  await server.send('POST', 'Task', task());
  assert.deepEqual((await bound(t, server, id)).notices(), ['handshake active 1']);
});

test('says that it is there as often as was asked for', async (t) => {
  const server = await startServer(t);
  const url =
    'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period';
  const channel = { type: 'websocket', extension: [{ url, valueUnsignedInt: 1 }] } as const;
  const client = await bound(
    t,
    server,
    await make(server, { channel: { ...channel, extension: [...channel.extension] } }),
  );
  await client.hears(3);
  assert.deepEqual(client.notices().slice(1), ['heartbeat active 0', 'heartbeat active 0']);
});

test('says that it is over when the Subscription is deleted, switched off or has ended', async (t) => {
  const server = await startServer(t);
  for (const end of [
    (id: string) => server.send('DELETE', `Subscription/${id}`),
    (id: string) =>
      server.send('PUT', `Subscription/${id}`, { ...subscription({ status: 'off' }), id }),
  ]) {
    const id = await make(server);
    const client = await bound(t, server, id);
    await end(id);
    await client.hears(2);
    assert.equal(client.notices()[1], 'heartbeat off 0');
    await server.send('POST', 'Task', task());
    assert.equal(client.texts.length, 2);
  }
});

test('tells nobody of what they may not see', async (t) => {
  const rights: RecordRights = {
    sees: (resource) => resource.resourceType === 'Subscription',
    whyNotWrite: () => undefined,
  };
  const server = await startServer(t, {
    authenticate: (token) =>
      token === 'blind' ? { id: 'u2', display: 'B', rights } : { id: 'u1', display: 'A' },
  });
  const id = await make(server);
  const blind = { Authorization: 'Bearer blind' };
  const asked = await server.send<Parameters>(
    'GET',
    `Subscription/${id}/$get-ws-binding-token`,
    undefined,
    blind,
  );
  const token = asked.body.parameter?.[0]?.valueString;
  const client = new Client(t, `${server.base.replace('http', 'ws')}/ws`);
  await client.say(JSON.stringify({ type: 'bind-with-token', payload: { token } }));
  await client.hears(1);
  await server.send('POST', 'Task', task());
  await server.send('DELETE', `Subscription/${id}`);
  await client.hears(2);
  assert.deepEqual(client.notices(), ['handshake active 0', 'heartbeat off 0']);
});

test('lets nobody listen without a token of its own', async (t) => {
  const server = await startServer(t);
  const id = await make(server);
  for (const text of [
    JSON.stringify({ type: 'bind-with-token', payload: { token: 'a-good-token' } }),
    JSON.stringify({ type: 'bind-with-token', payload: {} }),
    'null',
    `bind ${id}`,
    '{',
  ]) {
    const client = new Client(t, `${server.base.replace('http', 'ws')}/ws`);
    await client.say(text);
    await client.until(() => client.closed !== undefined, 'the end');
    assert.equal(client.closed, 1002, text);
  }
  const unknown = await server.send('GET', 'Subscription/nobody/$get-ws-binding-token');
  assert.equal(unknown.status, 404);
  const elsewhere = new Client(t, `${server.base.replace('http', 'ws')}/Task`);
  await elsewhere.until(() => elsewhere.closed !== undefined, 'the end');
});

test('refuses criteria and channels that it does not understand', async (t) => {
  const server = await startServer(t);
  for (const [changes, status] of [
    [{ criteria: 'Task?colour=blue' }, 400],
    [{ criteria: 'Nothing?_tag=a' }, 404],
    [{ channel: { type: 'rest-hook', endpoint: 'https://elsewhere.example' } }, 422],
  ] as const) {
    const made = await server.send('POST', 'Subscription', subscription(changes));
    assert.equal(made.status, status, said(made));
  }
});

test('speaks as FHIR R4 has it where it is told to', async (t) => {
  const server = await startServer(t);
  server.fhir.faults.plainWebSocket = true;
  const id = await make(server);
  assert.equal((await server.send('GET', `Subscription/${id}/$get-ws-binding-token`)).status, 400);
  const client = new Client(t, `${server.base.replace('http', 'ws')}/ws`);
  await client.say(`bind ${id}`);
  await client.hears(1);
  await server.send('POST', 'Task', task());
  await client.hears(2);
  await client.say(`bind ${id}`);
  await client.hears(3);
  assert.deepEqual(client.texts, [
    `bound ${id}`,
    `ping ${id}`,
    `Unexpected client message: bind ${id}`,
  ]);
});

test('misbehaves as it is told to', async (t) => {
  const server = await startServer(t);
  const { faults } = server.fhir;
  const client = await bound(t, server, await make(server));
  faults.loseHints = 1;
  await server.send('POST', 'Task', task());
  await server.send('POST', 'Task', task());
  await client.hears(2);
  assert.deepEqual(client.notices().slice(1), ['event-notification active 2']);
  faults.silentHints = true;
  await server.send('POST', 'Task', task());
  faults.silentHints = false;
  faults.cutSockets = 1;
  await server.send('POST', 'Task', task());
  await client.until(() => client.closed !== undefined, 'the end');
  assert.equal(client.texts.length, 2);
  faults.refuseSubscriptions = true;
  assert.equal((await server.send('GET', 'Subscription')).status, 403);
});
