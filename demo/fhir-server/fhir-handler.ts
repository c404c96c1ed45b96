import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FhirRequest, FhirRouter } from '@medplum/fhir-router';
import { capabilityStatement } from './capability-statement.ts';
import { etagOf, versionOfIfMatch } from './etag.ts';
import type { Faults } from './faults.ts';
import { createRoutes } from './fhir-routes.ts';
import { outcomeReply, type Reply, routerReply, sendReply } from './http-reply.ts';
import { acceptsJson, bodyOf, type ReceivedRequest, receiveRequest } from './http-request.ts';
import { outcomeOf, refusal, refused } from './outcomes.ts';
import { ALL_RIGHTS, type RecordRights } from './record-rights.ts';
import type { ResourceStore } from './resource-store.ts';
import { StandInRepository } from './stand-in-repository.ts';
import type { SubscriptionHub } from './subscription-hub.ts';

/** Whom a bearer token belongs to. */
export interface TokenHolder {
  readonly id: string;
  readonly display: string;
  /** What they may see and write; default: everything. */
  readonly rights?: RecordRights;
}

export interface FhirHandlerOptions {
  readonly store: ResourceStore;
  readonly faults: Faults;
  readonly hub: SubscriptionHub;
  /** Whom a token belongs to; `undefined` is answered 401. */
  readonly authenticate: (token: string) => TokenHolder | undefined;
  /** The most bytes of a body. */
  readonly maxBodyBytes: number;
  /** The most entries on one page. */
  readonly maxCount: number;
  readonly now: () => Date;
  /** Told of what was thrown and is no outcome: a bug of the server, or a disk that failed. */
  readonly onError: (error: unknown) => void;
}

/** Answers one request. Never rejects: what goes wrong is an answer. */
export type FhirHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  /** What follows the server's base in the address: `/Person/1`, with or without parameters. */
  pathWithinBase: string,
) => Promise<void>;

/** The FHIR REST interface over a store, to be mounted in any Node HTTP server. */
export function createFhirHandler(options: FhirHandlerOptions): FhirHandler {
  const { faults } = options;
  const answering = new Answering(options);
  return async (request, response, pathWithinBase) => {
    let received: ReceivedRequest;
    try {
      received = await receiveRequest(request, pathWithinBase, options.maxBodyBytes);
    } catch (error) {
      // Too long a body, or a client that went away while sending.
      if (!response.destroyed) sendReply(response, outcomeReply(outcomeOf(error)), true);
      return;
    }
    const mishap = faults.next(received);
    const reply =
      mishap.refuse === undefined
        ? await answering.answer(received)
        : refusedByFault(mishap.refuse, faults.retryAfterSeconds);
    if (mishap.repeat) faults.repeatLater(() => answering.answer(received));
    if (mishap.dropAnswer) {
      request.socket.destroy();
      return;
    }
    if (faults.delayAnswersMs > 0) await elapsed(faults.delayAnswersMs);
    if (!response.destroyed) sendReply(response, reply, received.method !== 'HEAD');
  };
}

class Answering {
  readonly #options: FhirHandlerOptions;
  readonly #routes: FhirRouter = createRoutes();
  readonly #startedAt: string;

  constructor(options: FhirHandlerOptions) {
    this.#options = options;
    this.#startedAt = options.now().toISOString();
  }

  async answer(request: ReceivedRequest): Promise<Reply> {
    try {
      if (!acceptsJson(request)) throw refused(406, 'not-supported', 'This server has JSON only.');
      if (request.path === 'metadata' && isReading(request)) {
        const statement = capabilityStatement(request.baseUrl, this.#startedAt);
        return { status: 200, headers: {}, body: statement };
      }
      const holder = this.#holderOf(request);
      return holder === undefined ? UNAUTHORISED : await this.#route(request, holder);
    } catch (error) {
      const outcome = outcomeOf(error);
      const reply = outcomeReply(outcome);
      if (reply.status === 500) this.#options.onError(causeOf(error));
      return reply;
    }
  }

  #holderOf(request: ReceivedRequest): TokenHolder | undefined {
    const token = /^Bearer +([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return token === undefined ? undefined : this.#options.authenticate(token);
  }

  async #route(request: ReceivedRequest, holder: TokenHolder): Promise<Reply> {
    const method = (request.method === 'HEAD' ? 'GET' : request.method) as FhirRequest['method'];
    if (this.#options.faults.refuseSubscriptions && /^Subscription\b/.test(request.path)) {
      throw refused(403, 'forbidden', 'Subscriptions are not for everybody.');
    }
    const [, subscription] = BINDING_TOKEN.exec(request.path) ?? [];
    if (subscription !== undefined && method === 'GET') {
      return this.#bindingToken(subscription, request.baseUrl, holder);
    }
    const found = this.#routes.find(method, `/${request.path}${request.search}`);
    if (found === undefined) throw notOffered(this.#routes, request);
    const { baseUrl } = request;
    const answer = await found.handler(
      {
        method,
        url: `/${request.path}`,
        pathname: found.path,
        params: found.params,
        query: found.query ?? {},
        headers: routerHeaders(request),
        body: bodyOf(request),
      },
      this.#repository(baseUrl, holder),
      this.#routes,
    );
    const reply = routerReply(answer, method, baseUrl);
    return isUnchanged(request, reply) ? { status: 304, headers: reply.headers } : reply;
  }

  async #bindingToken(id: string, baseUrl: string, holder: TokenHolder): Promise<Reply> {
    const { hub, faults } = this.#options;
    if (faults.plainWebSocket) throw refused(400, 'not-supported', 'There is no such operation.');
    await this.#repository(baseUrl, holder).readResource('Subscription', id);
    const body = hub.bindingToken(id, holder.rights ?? ALL_RIGHTS, baseUrl);
    return { status: 200, headers: {}, body };
  }

  #repository(baseUrl: string, { rights }: TokenHolder): StandInRepository {
    const { store, faults, maxCount, now } = this.#options;
    const isSearchable = faults.isSearchable.bind(faults);
    return new StandInRepository({
      store,
      baseUrl,
      maxCount,
      heartbeatSeconds: faults.heartbeatSeconds,
      isSearchable: (version) => isSearchable(version, now().getTime()),
      ...(rights === undefined ? {} : { rights }),
    });
  }
}

const BINDING_TOKEN = /^Subscription\/([\w.-]+)\/\$get-ws-binding-token$/;

const UNAUTHORISED: Reply = outcomeReply(
  refusal(401, 'login', 'A valid bearer token is needed: Authorization: Bearer <token>.'),
  { 'WWW-Authenticate': 'Bearer' },
);

function isReading({ method }: ReceivedRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** 405 where another method would be taken, 404 where none would. */
function notOffered(routes: FhirRouter, { method, path }: ReceivedRequest): Error {
  const others = ['GET', 'POST', 'PUT', 'DELETE'] as const;
  const isPlace = others.some((other) => routes.find(other, `/${path}`) !== undefined);
  return isPlace
    ? refused(405, 'not-supported', `${method} is not offered at /${path}.`)
    : refused(404, 'not-found', `There is nothing at /${path}.`);
}

/** The router heeds quoted tags only, and takes an empty condition for none. */
function routerHeaders(request: ReceivedRequest): ReceivedRequest['headers'] {
  const headers = { ...request.headers };
  const version = versionOfIfMatch(headers['if-match']);
  delete headers['if-match'];
  if (version !== undefined) headers['if-match'] = etagOf(version);
  return headers;
}

function isUnchanged(request: ReceivedRequest, reply: Reply): boolean {
  const known = request.headers['if-none-match'];
  const current = reply.headers.ETag;
  if (known === undefined || current === undefined || !isReading(request)) return false;
  return versionOfIfMatch(known) === versionOfIfMatch(current);
}

/** What an operator needs to see: the failure itself rather than the outcome made of it. */
function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

function refusedByFault(fault: 'busy' | 'conflict', retryAfterSeconds: number): Reply {
  return fault === 'busy'
    ? outcomeReply(refusal(503, 'transient', 'Too busy just now.'), {
        'Retry-After': String(retryAfterSeconds),
      })
    : outcomeReply(refusal(409, 'conflict', 'Somebody else is changing this resource.'));
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
