import { AccessTokens, SignInFailedError } from '../../fhir-servers/access/access-token.ts';
import type { OutsideServer } from '../../fhir-servers/access/server-options.ts';

/** One request to the server of others. */
export interface OutsideRequest {
  readonly method: string;
  /** What follows the server's base: `/Person/1`, `?_getpages=…` or nothing. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What that server answered. */
export interface OutsideAnswer {
  readonly status: number;
  /** Those that may be passed on, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** That server cannot be reached, or cannot be used as it answers. */
export class OutsideFailure extends Error {
  override readonly name = 'OutsideFailure';
  /** Of the answer to whoever asked. */
  readonly status: 502 | 503;

  constructor(status: 502 | 503, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** It did not answer at all. */
class UnreachableFailure extends OutsideFailure {
  constructor(options: ErrorOptions) {
    super(503, 'The FHIR server cannot be reached.', options);
  }
}

export interface OutsideLimits {
  /** For one exchange, in milliseconds; default 20 seconds, as long as the product waits. */
  readonly timeoutMs?: number;
  /** The most bytes of an answer; default 20,000,000. */
  readonly maxBytes?: number;
}

const PASSED_BACK = ['etag', 'location', 'last-modified', 'retry-after', 'date'];

const NOT_SIGNED_IN = 'The FHIR server does not accept the demonstration’s sign-in.';

/** A FHIR server of others, asked under the demonstration's own sign-in, which appears in no answer and no failure. */
export class OutsideRecord {
  readonly baseUrl: string;
  readonly #tokens: AccessTokens;
  readonly #timeoutMs: number;
  readonly #maxBytes: number;

  constructor({ baseUrl, signIn }: OutsideServer, limits: OutsideLimits = {}) {
    this.baseUrl = baseUrl;
    this.#tokens = new AccessTokens(signIn);
    this.#timeoutMs = limits.timeoutMs ?? 20_000;
    this.#maxBytes = limits.maxBytes ?? 20_000_000;
  }

  /**
   * One exchange; a token that is refused is renewed once.
   * @throws {OutsideFailure} also when what was asked may have been done.
   */
  async ask(request: OutsideRequest): Promise<OutsideAnswer> {
    const address = this.#addressOf(request.path);
    const token = await this.#authorization(false);
    const answer = await this.#answered(address, request, token);
    if (answer.status !== 401) return answer;
    const fresh = await this.#authorization(true);
    const again = fresh === token ? answer : await this.#exchange(address, request, fresh);
    if (again.status === 401) throw new OutsideFailure(502, NOT_SIGNED_IN);
    return again;
  }

  /** Dots in a path must not lead out of the base: the sign-in is good for nothing else. */
  #addressOf(path: string): string {
    const { href } = new URL(`${this.baseUrl}${path}`);
    const isWithin = href === this.baseUrl || /^[/?]/.test(href.slice(this.baseUrl.length));
    if (isWithin && href.startsWith(this.baseUrl)) return href;
    throw new OutsideFailure(502, 'That address is not within the FHIR server’s base.');
  }

  async #authorization(fresh: boolean): Promise<string | undefined> {
    try {
      return await this.#tokens.authorization({ fresh });
    } catch (error) {
      if (!(error instanceof SignInFailedError)) throw error;
      throw new OutsideFailure(502, error.message, { cause: error });
    }
  }

  /** A kept connection may have ended just then: a read is asked again, once. */
  async #answered(
    address: string,
    request: OutsideRequest,
    authorization: string | undefined,
  ): Promise<OutsideAnswer> {
    try {
      return await this.#exchange(address, request, authorization);
    } catch (error) {
      if (request.method !== 'GET' || !(error instanceof UnreachableFailure)) throw error;
      return this.#exchange(address, request, authorization);
    }
  }

  async #exchange(
    address: string,
    { method, headers, body }: OutsideRequest,
    authorization: string | undefined,
  ): Promise<OutsideAnswer> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await fetch(address, {
        method,
        headers: {
          Accept: 'application/fhir+json',
          ...headers,
          ...(authorization === undefined ? {} : { Authorization: authorization }),
        },
        ...(body === undefined || body === '' ? {} : { body }),
        // Where it leads, the sign-in must not go.
        redirect: 'manual',
        signal,
      });
      return this.#received(response, await textOf(response, this.#maxBytes), authorization);
    } catch (error) {
      if (error instanceof OutsideFailure) throw error;
      if (signal.aborted) {
        throw new OutsideFailure(503, 'The FHIR server took too long.', { cause: error });
      }
      // fetch rejects with a TypeError for every failure of the network.
      if (error instanceof TypeError) throw new UnreachableFailure({ cause: error });
      throw error;
    }
  }

  #received(
    { status, headers: received }: Response,
    text: string,
    authorization: string | undefined,
  ): OutsideAnswer {
    if (status >= 300 && status < 400) {
      throw new OutsideFailure(502, 'The FHIR server sent the request elsewhere.');
    }
    const headers = Object.fromEntries(
      PASSED_BACK.flatMap((name) => {
        const value = received.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    const token = authorization?.replace('Bearer ', '');
    if (token !== undefined && [text, ...Object.values(headers)].some((one) => one.includes(token)))
      throw new OutsideFailure(502, 'The FHIR server repeated the sign-in in its answer.');
    return { status, headers, text };
  }
}

async function textOf(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += (chunk as Uint8Array).length;
    if (length > maxBytes) throw new OutsideFailure(502, 'The FHIR server’s answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
