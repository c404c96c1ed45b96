import type { Clock } from '../ports/clock.ts';
import type { RemoteAccess } from '../ports/remote-access.ts';
import type { RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import { AnswerWithoutEnd, answerText } from './answer-text.ts';
import { httpDate, tellTime, type Exchange } from './answer-time.ts';
import { failureOf, NO_TOKEN, NOT_FHIR, UNREACHABLE, WITHOUT_END } from './http-failure.ts';
import { isJson } from './mapping/reading.ts';
import { within } from './time-limit.ts';

/** One exchange with the server. */
export interface FhirRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Relative to the base address, without a leading slash; empty for the base itself, and what begins with a question
   * mark asks that. Holds no personal data: addresses end up in logs.
   */
  readonly path: string;
  readonly ifMatch?: string;
  readonly ifNoneExist?: string;
  /** A resource, or search parameters for the body of a search. */
  readonly body?: object;
  /** It is a batch of writes. */
  readonly holdsWrites?: true;
}

/** A success, as it came. */
export interface FhirAnswer {
  /** Parsed JSON; `undefined` when the answer had no body. */
  readonly body: unknown;
  readonly etag: string | null;
  /** The request made something new (201). */
  readonly created: boolean;
  readonly exchange: Exchange;
  /** The answer's own `Date`, in milliseconds since 1970, if it could be read: the clock has been told. */
  readonly date: number | undefined;
}

export interface FhirFailure {
  readonly ok: false;
  readonly failure: RemoteFailure;
  /** Where the server answered at all. */
  readonly status?: number;
  /** The browser had nothing from the server: no network, or the server does not let this page ask so (CORS). */
  readonly isSilence?: true;
}

export type FhirOutcome = { readonly ok: true; readonly value: FhirAnswer } | FhirFailure;

const SILENCE: FhirFailure = { ok: false, failure: UNREACHABLE, isSilence: true };

/** A stuck connection, or a token that does not come, is given up after this long. */
const TIMEOUT_MS = 20_000;

/**
 * Plain FHIR R4 over fetch. The access token is asked for with every request and held by nobody; after a 401 once more,
 * fresh. Never throws: what did not work is a failure. Nothing is retried beyond that.
 * The clock is told what time the server's answers say it is.
 */
export class FhirHttp {
  constructor(
    private readonly access: RemoteAccess,
    private readonly clock: Clock,
    private readonly timeoutMs = TIMEOUT_MS,
    private readonly fetch: typeof globalThis.fetch = (input, init) =>
      globalThis.fetch(input, init),
  ) {}

  /** Sends the request; `signal` gives it up, with an unknown outcome. */
  async send(request: FhirRequest, signal?: AbortSignal): Promise<FhirOutcome> {
    const first = await this.attempt(request, false, signal);
    return !first.ok && first.status === 401 ? this.attempt(request, true, signal) : first;
  }

  /** The base address of the server, without a trailing slash. */
  get baseUrl(): string {
    return this.access.baseUrl;
  }

  private async attempt(
    request: FhirRequest,
    fresh: boolean,
    signal: AbortSignal | undefined,
  ): Promise<FhirOutcome> {
    const token = await within(this.timeoutMs, signal, (limit) => this.token(fresh, limit));
    if (token === undefined) return { ok: false, failure: NO_TOKEN };
    // The person may have changed while the token was fetched: it must not carry the work of the one before.
    if (isAborted(signal)) return { ok: false, failure: UNREACHABLE };
    const answer = await within(this.timeoutMs, signal, (limit) =>
      this.exchange(request, token, limit),
    );
    // One that we gave up ourselves says nothing of the server.
    const isOver = isAborted(signal) && answer?.ok === false;
    return answer === undefined || isOver ? { ok: false, failure: UNREACHABLE } : answer;
  }

  /**
   * `undefined` when the host has none to give, or not in time. Whether somebody is signed in is for others to know: a
   * token service that is away for a while must not look like a refused sign-in.
   */
  private token(fresh: boolean, limit: AbortSignal): Promise<string | undefined> {
    const none = (): undefined => undefined;
    const inTime = new Promise<undefined>((resolve) => {
      limit.addEventListener('abort', () => {
        resolve(undefined);
      });
      if (limit.aborted) resolve(undefined);
    });
    return Promise.race([this.access.accessToken({ fresh }).catch(none), inTime]);
  }

  private async exchange(
    request: FhirRequest,
    token: string,
    signal: AbortSignal,
  ): Promise<FhirOutcome | undefined> {
    const init: RequestInit = {
      method: request.method,
      headers: headers(request, token),
      ...(request.body === undefined ? {} : { body: encoded(request.body) }),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    };
    let response: Response | undefined;
    try {
      const askedAt = this.clock.elapsed();
      response = await this.fetch(addressOf(this.baseUrl, request.path), init);
      const exchange = { askedAt, heardAt: this.clock.elapsed() };
      return this.outcome(response, await answerText(response, signal), exchange);
    } catch (error) {
      if (error instanceof AnswerWithoutEnd) return { ok: false, failure: WITHOUT_END };
      // fetch rejects with a TypeError for the network and with a DOMException for a signal: both mean "no answer".
      if (error instanceof DOMException) return undefined;
      if (error instanceof TypeError) return response === undefined ? SILENCE : undefined;
      throw error;
    }
  }

  private outcome(response: Response, text: string, exchange: Exchange): FhirOutcome {
    const { status, headers: received } = response;
    const parsed = parse(text);
    const said = httpDate(received.get('Date'));
    // Whatever else answers in between, e.g. a guest network's page, may have a clock of its own.
    const date = isJson(parsed?.json) ? said : undefined;
    if (date !== undefined) tellTime(this.clock, exchange, date);
    if (!response.ok) {
      const retryAfter = { text: received.get('Retry-After'), from: said ?? this.clock.now() };
      return { ok: false, failure: failureOf(status, parsed?.json, retryAfter), status };
    }
    if (parsed === undefined) return { ok: false, failure: NOT_FHIR };
    const etag = received.get('ETag');
    const created = status === 201;
    return { ok: true, value: { body: parsed.json, etag, created, exchange, date } };
  }
}

function addressOf(baseUrl: string, path: string): string {
  const isOfBase = path === '' || path.startsWith('?');
  return `${baseUrl}${isOfBase ? '' : '/'}${path}`;
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function headers(request: FhirRequest, token: string): Record<string, string> {
  return {
    Accept: 'application/fhir+json',
    Authorization: `Bearer ${token}`,
    // Some servers answer an identical search from a cache of their own unless told not to.
    'Cache-Control': 'no-cache',
    ...(isWrite(request) ? { Prefer: 'return=representation' } : {}),
    ...(request.body === undefined ? {} : { 'Content-Type': contentType(request.body) }),
    ...(request.ifMatch === undefined ? {} : { 'If-Match': request.ifMatch }),
    ...(request.ifNoneExist === undefined ? {} : { 'If-None-Exist': request.ifNoneExist }),
  };
}

/** Every write is conditional; what is posted without a condition is a question, or holds conditions. */
function isWrite({ ifMatch, ifNoneExist, holdsWrites }: FhirRequest): boolean {
  return holdsWrites === true || ifMatch !== undefined || ifNoneExist !== undefined;
}

function contentType(body: object): string {
  return body instanceof URLSearchParams
    ? 'application/x-www-form-urlencoded'
    : 'application/fhir+json';
}

function encoded(body: object): string {
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}

/** `undefined` when the text is no JSON; no text at all is a valid answer without a body. */
function parse(text: string): { readonly json: unknown } | undefined {
  if (text.trim() === '') return { json: undefined };
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    // No JSON, or nested so deep that this browser cannot read it.
    return undefined;
  }
}

/** The failure of an exchange as the port's result. */
export function failed<T>(outcome: FhirFailure): RemoteResult<T> {
  return { ok: false, failure: outcome.failure };
}
