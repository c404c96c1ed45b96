import { gzipSync } from 'node:zlib';
import { requestKind, type RequestKind } from './request-kind.ts';
import { spreadOf, type Spread } from './percentiles.ts';

/** Requests of one kind in one part of the day. Bytes with what the product sends and gets of headers. */
export interface KindTraffic {
  readonly kind: RequestKind;
  readonly requests: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** From sending to the end of the answer, in milliseconds. */
  readonly time: Spread;
}

/** What went between the workstations and the server in one part of the day. */
export interface PartTraffic {
  readonly seconds: number;
  readonly requests: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** The most requests in one second. */
  readonly peak: number;
  /** How many in each second, from the first. */
  readonly bySecond: readonly number[];
  readonly kinds: readonly KindTraffic[];
  /** What did not go well, and how often: `409`, `no answer`. */
  readonly failures: Readonly<Record<string, number>>;
}

interface Exchange {
  readonly kind: RequestKind;
  /** Milliseconds of this process. */
  readonly at: number;
  readonly sentBytes: number;
  receivedBytes: number;
  ms: number;
  failure: string | undefined;
}

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Stands between the product and the network: it takes the place of `fetch`, counts what goes to the server, and can cut
 * the line.
 */
export class Traffic {
  /** The server cannot be reached, and answers that are on their way are lost. */
  isAway = false;
  /** Everything went over the limit of requests: nothing goes out any more. */
  isUsedUp = false;
  private exchanges: Exchange[] = [];
  private begunAt = performance.now();
  private total = 0;
  private readonly real = globalThis.fetch;

  constructor(
    private readonly baseUrl: string,
    private readonly mostRequests: number,
  ) {}

  install(): void {
    globalThis.fetch = (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      return address.startsWith(this.baseUrl)
        ? this.exchange(address, init ?? {})
        : this.real(input, init);
    };
  }

  release(): void {
    globalThis.fetch = this.real;
  }

  /** What there was since this was last called, or since the beginning. */
  part(): PartTraffic {
    const exchanges = this.exchanges;
    const seconds = (performance.now() - this.begunAt) / 1000;
    const bySecond = this.bySecond(exchanges, seconds);
    this.exchanges = [];
    this.begunAt = performance.now();
    return {
      seconds,
      requests: exchanges.length,
      sentBytes: sum(exchanges.map(({ sentBytes }) => sentBytes)),
      receivedBytes: sum(exchanges.map(({ receivedBytes }) => receivedBytes)),
      peak: Math.max(0, ...bySecond),
      bySecond,
      kinds: kindsOf(exchanges),
      failures: countsOf(exchanges.flatMap(({ failure }) => failure ?? [])),
    };
  }

  private async exchange(address: string, init: RequestInit): Promise<Response> {
    const path = address.slice(this.baseUrl.length).replace(/^\//, '');
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? init.body : '';
    const noted: Exchange = {
      kind: requestKind(method, path, body),
      at: performance.now(),
      sentBytes: bytes(`${method} ${new URL(address).pathname}`, new Headers(init.headers), body),
      receivedBytes: 0,
      ms: 0,
      failure: undefined,
    };
    this.exchanges.push(noted);
    this.total += 1;
    this.isUsedUp ||= this.total > this.mostRequests;
    try {
      const answer = await this.answer(address, init);
      noted.ms = performance.now() - noted.at;
      noted.receivedBytes = bytes(String(answer.status), answer.headers, '') + answer.length;
      if (answer.status >= 400) noted.failure = String(answer.status);
      return answer.response;
    } catch (error) {
      noted.failure = this.isAway ? 'server away' : nameOf(error);
      throw error;
    }
  }

  private async answer(address: string, init: RequestInit) {
    this.requireLine();
    const { status, statusText, headers, ...answer } = await this.real(address, init).then(
      async (response) => ({
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
        body: await response.arrayBuffer(),
      }),
    );
    // It has been done, and nobody hears of it.
    this.requireLine();
    const body = WITHOUT_BODY.has(status) ? null : answer.body;
    const response = new Response(body, { status, statusText, headers });
    return { response, status, headers, length: sizeOnTheWay(answer.body, headers) };
  }

  /** As `fetch` does it where there is no network. */
  private requireLine(): void {
    if (this.isAway || this.isUsedUp) throw new TypeError('fetch failed');
  }

  private bySecond(exchanges: readonly Exchange[], seconds: number): readonly number[] {
    const counts = Array.from({ length: Math.ceil(seconds) }, () => 0);
    for (const { at } of exchanges) {
      const second = Math.floor((at - this.begunAt) / 1000);
      counts[second] = (counts[second] ?? 0) + 1;
    }
    return counts;
  }
}

function kindsOf(exchanges: readonly Exchange[]): readonly KindTraffic[] {
  const kinds = [...new Set(exchanges.map(({ kind }) => kind))].sort();
  return kinds.map((kind) => {
    const own = exchanges.filter((each) => each.kind === kind);
    return {
      kind,
      requests: own.length,
      sentBytes: sum(own.map(({ sentBytes }) => sentBytes)),
      receivedBytes: sum(own.map(({ receivedBytes }) => receivedBytes)),
      time: spreadOf(own.filter(({ ms }) => ms > 0).map(({ ms }) => ms)),
    };
  });
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Of a request or an answer: its line, its headers, an empty line and its body. */
function bytes(line: string, headers: Headers, body: string): number {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.byteLength(`${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** An answer that came compressed has been opened by now. */
function sizeOnTheWay(body: ArrayBuffer, headers: Headers): number {
  if (headers.get('content-encoding') !== 'gzip') return body.byteLength;
  return Number(headers.get('content-length') ?? gzipSync(Buffer.from(body)).length);
}

/** Given up by the product itself, or the network failed. */
function nameOf(error: unknown): string {
  return error instanceof DOMException ? 'given up' : 'no answer';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
