import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SearchRequest } from '@medplum/core';
import type { Parameters, Resource, Subscription } from '@medplum/fhirtypes';
import WebSocket from 'ws';
import type { Faults } from './faults.ts';
import { isPlainObject } from './json.ts';
import { type Notice, notification } from './notifications.ts';
import { ALL_RIGHTS, type RecordRights } from './record-rights.ts';
import { liveVersion, type ResourceStore } from './resource-store.ts';
import { matchesFilter } from './search-match.ts';
import { heartbeatSecondsOf, isOn, searchOf } from './subscription-rules.ts';
import { isLive, type Version } from './version.ts';

export interface SubscriptionHubOptions {
  readonly store: ResourceStore;
  readonly faults: Faults;
  readonly now: () => Date;
}

/** A Subscription that somebody has asked to be told of. */
interface Followed {
  readonly id: string;
  subscription: Subscription;
  search: SearchRequest;
  /** What may be seen by whoever is told. */
  readonly rights: RecordRights;
  events: number;
  readonly listeners: Map<WebSocket, Listening>;
}

/** How one listener is told. */
interface Listening {
  /** In the words of the protocol it speaks. */
  readonly tell: (type: Notice['type'], status?: Notice['status']) => void;
  /** Sends signs of life. */
  readonly heartbeat?: NodeJS.Timeout;
}

interface Token {
  readonly id: string;
  readonly rights: RecordRights;
  readonly baseUrl: string;
  readonly expires: number;
}

const TOKEN_LIFE_MS = 3_600_000;
const LONGEST_MESSAGE = 16_384;
/** Status code of RFC 6455, 7.4.1. */
const PROTOCOL_ERROR = 1002;

/**
 * Tells of changes over WebSockets: with binding tokens, heartbeats and a counter as in the Subscriptions R5 Backport,
 * or by `bind <id>` and `ping <id>` as in R4, where faults ask for that. A token is what the WebSocket is let by; the
 * bearer token of requests is never shown to it.
 */
export class SubscriptionHub {
  readonly #options: SubscriptionHubOptions;
  readonly #server = new WebSocket.Server({ noServer: true, maxPayload: LONGEST_MESSAGE });
  readonly #followed = new Map<string, Followed>();
  readonly #tokens = new Map<string, Token>();

  constructor(options: SubscriptionHubOptions) {
    this.#options = options;
  }

  /** `$get-ws-binding-token` for a Subscription that whoever asks may see. */
  bindingToken(id: string, rights: RecordRights, baseUrl: string): Parameters {
    const token = randomBytes(24).toString('base64url');
    const now = this.#options.now().getTime();
    const expires = now + TOKEN_LIFE_MS;
    for (const [old, held] of this.#tokens) if (held.expires < now) this.#tokens.delete(old);
    this.#tokens.set(token, { id, rights, baseUrl, expires });
    // From here on it is counted what there was to tell.
    this.#follow(id, rights);
    return {
      resourceType: 'Parameters',
      parameter: [
        { name: 'token', valueString: token },
        { name: 'expiration', valueDateTime: new Date(expires).toISOString() },
        { name: 'subscription', valueString: id },
        { name: 'websocket-url', valueUrl: socketAddress(baseUrl) },
      ],
    };
  }

  /** Takes over a connection that asks to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Node's types say no more of it than that it is a stream.
    if (!(socket instanceof Socket)) {
      socket.destroy();
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (listener) => {
      this.#connected(listener);
    });
  }

  /** The store tells what was committed. */
  committed(versions: readonly Version[]): void {
    for (const version of versions) {
      if (version.resourceType === 'Subscription') this.#changed(version.id);
      else if (isLive(version)) this.#tellOf(version.resource);
    }
  }

  close(): void {
    for (const id of [...this.#followed.keys()]) this.#forget(id);
    this.#server.clients.forEach((listener) => {
      listener.terminate();
    });
    this.#server.close();
  }

  #connected(listener: WebSocket): void {
    listener.on('message', (data) => {
      const text = typeof data === 'string' ? data : '';
      if (this.#options.faults.plainWebSocket) this.#hearPlain(listener, text);
      else this.#hear(listener, text);
    });
    listener.on('close', () => {
      for (const followed of this.#followed.values()) stopTelling(followed, listener);
    });
    // A message that is too long, or a connection that broke: it is closed after that.
    listener.on('error', () => undefined);
  }

  #hear(listener: WebSocket, text: string): void {
    const token = this.#tokens.get(bindingTokenIn(text) ?? '');
    const isGood = token !== undefined && token.expires >= this.#options.now().getTime();
    const followed = isGood ? this.#follow(token.id, token.rights) : undefined;
    if (followed === undefined || token === undefined) {
      listener.close(PROTOCOL_ERROR, 'No such binding token.');
      return;
    }
    const listening = this.#bound(followed, listener, token.baseUrl);
    listening.tell('handshake');
  }

  #bound(followed: Followed, listener: WebSocket, baseUrl: string): Listening {
    stopTelling(followed, listener);
    const { id: subscriptionId } = followed;
    const tell: Listening['tell'] = (type, status = 'active') => {
      const notice = { subscriptionId, type, status, events: followed.events };
      const bundle = notification(notice, baseUrl, this.#options.now());
      this.#send(listener, JSON.stringify(bundle));
    };
    const period = heartbeatSecondsOf(followed.subscription) * 1000;
    const beat = (): void => {
      if (this.#isOver(followed)) this.#forget(subscriptionId);
      else tell('heartbeat');
    };
    const listening = { tell, heartbeat: setInterval(beat, period).unref() };
    followed.listeners.set(listener, listening);
    return listening;
  }

  #hearPlain(listener: WebSocket, text: string): void {
    const isBound = [...this.#followed.values()].some(({ listeners }) => listeners.has(listener));
    if (isBound) {
      this.#send(listener, `Unexpected client message: ${text}`);
      return;
    }
    const [, id = ''] = /^bind (\S+)$/.exec(text) ?? [];
    const followed = this.#follow(id, ALL_RIGHTS);
    if (followed === undefined) {
      listener.close(PROTOCOL_ERROR, 'No such subscription.');
      return;
    }
    const tell: Listening['tell'] = (_type, status) => {
      if (status !== 'off') this.#send(listener, `ping ${id}`);
    };
    followed.listeners.set(listener, { tell });
    this.#send(listener, `bound ${id}`);
  }

  /** @returns `undefined` where there is none that is on. */
  #follow(id: string, rights: RecordRights): Followed | undefined {
    const { store, now } = this.#options;
    const resource = liveVersion(store.versionsOf('Subscription', id))?.resource;
    if (resource?.resourceType !== 'Subscription' || !isOn(resource, now())) return undefined;
    const known = this.#followed.get(id);
    if (known !== undefined) return known;
    const search = searchOf(resource);
    const followed = {
      id,
      subscription: resource,
      search,
      rights,
      events: 0,
      listeners: new Map(),
    };
    this.#followed.set(id, followed);
    return followed;
  }

  /** A Subscription was made, changed or deleted. */
  #changed(id: string): void {
    const followed = this.#followed.get(id);
    if (followed === undefined) return;
    const resource = liveVersion(this.#options.store.versionsOf('Subscription', id))?.resource;
    if (resource?.resourceType !== 'Subscription' || !isOn(resource, this.#options.now())) {
      this.#forget(id);
      return;
    }
    followed.subscription = resource;
    followed.search = searchOf(resource);
  }

  /** Says to all who listen that it is over. */
  #forget(id: string): void {
    const followed = this.#followed.get(id);
    this.#followed.delete(id);
    followed?.listeners.forEach(({ tell, heartbeat }) => {
      clearInterval(heartbeat);
      tell('heartbeat', 'off');
    });
    followed?.listeners.clear();
  }

  #isOver({ subscription }: Followed): boolean {
    return !isOn(subscription, this.#options.now());
  }

  #tellOf(resource: Resource): void {
    const { faults } = this.#options;
    for (const followed of [...this.#followed.values()]) {
      if (!tellsOf(followed, resource)) continue;
      if (this.#isOver(followed)) {
        this.#forget(followed.id);
        continue;
      }
      followed.events += 1;
      if (faults.losesHint()) continue;
      for (const { tell } of followed.listeners.values()) tell('event-notification');
    }
  }

  #send(listener: WebSocket, text: string): void {
    const { faults } = this.#options;
    if (faults.silentHints || listener.readyState !== WebSocket.OPEN) return;
    if (faults.cutsSocket()) {
      listener.terminate();
      return;
    }
    if (faults.hostileHints) {
      HOSTILE.forEach((each) => {
        listener.send(each);
      });
    }
    listener.send(text);
  }
}

/** Where the WebSocket is, by where the server is. */
function socketAddress(baseUrl: string): string {
  return `${baseUrl.replace(/^http/, 'ws')}/${SOCKET_PATH}`;
}

/** Within the server's base. */
export const SOCKET_PATH = 'ws';

function tellsOf({ search, rights }: Followed, resource: Resource): boolean {
  return (
    resource.resourceType === search.resourceType &&
    rights.sees(resource) &&
    (search.filters ?? []).every((filter) => matchesFilter(resource, filter))
  );
}

function stopTelling({ listeners }: Followed, listener: WebSocket): void {
  clearInterval(listeners.get(listener)?.heartbeat);
  listeners.delete(listener);
}

/** As clients of servers that do this send it: `{"type":"bind-with-token","payload":{"token":…}}`. */
function bindingTokenIn(text: string): string | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isPlainObject(message) || message.type !== 'bind-with-token') return undefined;
  const { payload } = message;
  return isPlainObject(payload) && typeof payload.token === 'string' ? payload.token : undefined;
}

/** What a server that is broken or not to be trusted may send. */
const HOSTILE: readonly (string | Buffer)[] = [
  'x'.repeat(2_000_000),
  '[{"resourceType":"Bundle"',
  '['.repeat(20_000),
  'null',
  '{"resourceType":"Bundle","entry":[null,{"resource":{"resourceType":"Parameters","parameter":[null,3]}}]}',
  JSON.stringify(ofAnother('event-notification')),
  JSON.stringify(ofAnother('heartbeat', 'off')),
  'ping somebody-elses',
  Buffer.from([0, 1, 2, 255]),
];

function ofAnother(type: Notice['type'], status: Notice['status'] = 'active'): unknown {
  const notice = { subscriptionId: 'somebody-elses', type, status, events: 9e15 };
  return notification(notice, 'https://elsewhere.example/fhir', new Date(0));
}
