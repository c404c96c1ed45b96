import { AccessTokens } from '../access/access-token.ts';
import type { OutsideServer } from '../access/server-options.ts';
import { isJson, type Json } from '../../services/fhir/mapping/reading.ts';
import { Made } from './made.ts';

/** One request of the check. */
export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** Relative to the base address, without a leading slash; empty, or parameters alone, for the base itself. */
  readonly path: string;
  /** A resource, or search parameters for the body of a search. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent without signing in, as `metadata` and a browser's preflights are. */
  readonly isOpen?: boolean;
  /** An answer "too many" or "busy" is taken as it is, instead of being waited out. */
  readonly isHasty?: boolean;
}

/** An answer, whatever its status; times in milliseconds since 1970 by this computer's clock. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON that came; empty where none did. */
  readonly body: Json;
  readonly askedAt: number;
  readonly heardAt: number;
}

/** The server gave no answer at all. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** The server does not take the sign-in. */
export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefusedError';
}

/** The server goes on saying that it is too busy. */
export class TooBusyError extends Error {
  override readonly name = 'TooBusyError';
}

/** The check has sent all the requests it may, or its time is over, or somebody stopped it. */
export class CheckOverError extends Error {
  override readonly name = 'CheckOverError';
  constructor(readonly reason: 'requests' | 'time') {
    super(`The check is over: ${reason}.`);
  }
}

/** What the server said of limits while it was checked. */
export interface Limits {
  /** Header and value, of the last answer that had it. */
  readonly announced: Map<string, string>;
  /** Answers 429, and 503 beside them. */
  refusals: number;
  /** How many of these said when to come again. */
  withRetryAfter: number;
}

/** How much is asked of a server. */
export interface Patience {
  /** The most requests, removing not counted; default: {@link MOST_REQUESTS}. */
  readonly mostRequests?: number | undefined;
  /** How often one request is sent to a server that is too busy for it. */
  readonly triesWhenBusy?: number | undefined;
}

/** Requests of one check, removing not counted. */
export const MOST_REQUESTS = 1_500;
const TIMEOUT_MS = 20_000;
const LIMIT_HEADER = /^(x-)?ratelimit/i;
/** With the pauses between them more than the minute by which servers usually count. */
const TRIES_WHEN_BUSY = 11;
const LONGEST_PAUSE_MS = 10_000;

/** A server of somebody else's while it is checked: counts what is sent, and remembers what was made. */
export class CheckedServer {
  readonly baseUrl: string;
  readonly made = new Made();
  readonly limits: Limits = { announced: new Map(), refusals: 0, withRetryAfter: 0 };
  requests = 0;
  readonly #tokens: AccessTokens;
  readonly #triesWhenBusy: number;
  #mostRequests: number;
  #signal: AbortSignal;

  constructor(
    server: OutsideServer,
    signal: AbortSignal,
    { mostRequests = MOST_REQUESTS, triesWhenBusy = TRIES_WHEN_BUSY }: Patience = {},
  ) {
    this.baseUrl = server.baseUrl;
    this.#tokens = new AccessTokens(server.signIn);
    this.#signal = signal;
    this.#mostRequests = mostRequests;
    this.#triesWhenBusy = triesWhenBusy;
  }

  /** From now on only removing is left: one request for each thing made, and a time of its own. */
  startRemoving(signal: AbortSignal): void {
    this.#signal = signal;
    this.#mostRequests = Infinity;
  }

  /**
   * Sends one request; a busy server is asked again after a pause, a few times.
   * @throws {NoAnswerError}
   * @throws {SignInRefusedError}
   * @throws {TooBusyError}
   * @throws {CheckOverError}
   */
  async send(ask: Ask): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#signedIn(ask);
      this.#noteLimits(answer);
      const isBusy = answer.status === 429 || answer.status === 503;
      if (!isBusy || ask.isHasty === true) {
        this.made.note(ask.method, answer);
        return answer;
      }
      if (tries >= this.#triesWhenBusy) throw new TooBusyError('The server stays too busy.');
      await this.pause(pauseAfter(answer, tries));
    }
  }

  /**
   * Waits, in milliseconds.
   * @throws {CheckOverError} where the time is over meanwhile.
   */
  async pause(milliseconds: number): Promise<void> {
    const signal = this.#signal;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done(): void {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      signal.addEventListener('abort', done);
    });
    this.#goOn();
  }

  async #signedIn(ask: Ask): Promise<Answer> {
    const answer = await this.#answered(ask);
    if (answer.status !== 401 || ask.isOpen === true) return answer;
    const again = await this.#exchange(ask, true);
    if (again.status === 401) throw new SignInRefusedError('The server refuses the sign-in.');
    return again;
  }

  /** A kept connection may have ended just then: what only reads is asked again, once. */
  async #answered(ask: Ask): Promise<Answer> {
    try {
      return await this.#exchange(ask, false);
    } catch (error) {
      const isRead = ask.method === 'GET' || ask.body instanceof URLSearchParams;
      if (!(error instanceof NoAnswerError) || !isRead) throw error;
      return this.#exchange(ask, false);
    }
  }

  async #exchange(ask: Ask, fresh: boolean): Promise<Answer> {
    this.#goOn();
    this.requests += 1;
    const authorization =
      ask.isOpen === true ? undefined : await this.#tokens.authorization({ fresh });
    const isOfBase = ask.path === '' || ask.path.startsWith('?');
    const address = `${this.baseUrl}${isOfBase ? '' : '/'}${ask.path}`;
    const askedAt = Date.now();
    try {
      const response = await fetch(address, {
        method: ask.method,
        headers: headersOf(ask, authorization),
        ...(ask.body === undefined ? {} : { body: encoded(ask.body) }),
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const body = parse(await response.text());
      const { status, headers } = response;
      return { status, headers, body, askedAt, heardAt: Date.now() };
    } catch (error) {
      this.made.lost(ask.method);
      this.#goOn();
      // fetch rejects when the server cannot be reached, goes away in the middle, or takes too long.
      throw new NoAnswerError('The server does not answer.', { cause: error });
    }
  }

  #goOn(): void {
    if (this.#signal.aborted) throw new CheckOverError('time');
    if (this.requests >= this.#mostRequests) throw new CheckOverError('requests');
  }

  #noteLimits({ status, headers }: Answer): void {
    headers.forEach((value, name) => {
      if (LIMIT_HEADER.test(name)) this.limits.announced.set(name.toLowerCase(), value);
    });
    if (status !== 429 && status !== 503) return;
    this.limits.refusals += 1;
    if (headers.has('Retry-After')) this.limits.withRetryAfter += 1;
  }
}

/** As the product sends them. */
function headersOf(
  { method, body, headers }: Ask,
  authorization: string | undefined,
): Record<string, string> {
  const isForm = body instanceof URLSearchParams;
  return {
    Accept: 'application/fhir+json',
    'Cache-Control': 'no-cache',
    ...(authorization === undefined ? {} : { Authorization: authorization }),
    ...(method === 'POST' || method === 'PUT' ? { Prefer: 'return=representation' } : {}),
    ...(body === undefined
      ? {}
      : {
          'Content-Type': isForm ? 'application/x-www-form-urlencoded' : 'application/fhir+json',
        }),
    ...headers,
  };
}

function encoded(body: object): string {
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}

function parse(text: string): Json {
  try {
    const json: unknown = JSON.parse(text);
    return isJson(json) ? json : {};
  } catch {
    // An empty answer, or a page for people.
    return {};
  }
}

/** What the server asks for, else growing pauses; never so long that the check comes to nothing. */
function pauseAfter({ headers }: Answer, tries: number): number {
  const seconds = Number(headers.get('Retry-After') ?? NaN);
  const asked = Number.isNaN(seconds) ? 0 : seconds * 1000;
  return Math.min(LONGEST_PAUSE_MS, Math.max(asked, 250 * 2 ** tries));
}
