import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createFhirServer } from '../../demo/fhir-server/index.ts';
import { AccessTokens } from '../../fhir-servers/access/access-token.ts';
import type { OutsideServer } from '../../fhir-servers/access/server-options.ts';

import type { Place } from './traffic-page.ts';

/** What has gone over the wire. */
export interface Traffic {
  readonly requests: number;
  /** Requests and answers, headers and bodies. */
  readonly bytes: number;
  /** Accounts in answers to looks, each as often as it was given. */
  readonly accounts: number;
}

/** How everything compressed so begins (RFC 1952). */
const GZIP = Buffer.from([0x1f, 0x8b]);

type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => unknown;

/** A FHIR server at a path of the stage's own, which counts what passes. */
export class CountedServer {
  private requests = 0;
  private accounts = 0;
  /** Of a page of its own, so that nothing else goes over them once it has loaded. */
  private readonly sockets = new Set<Socket>();

  /** Of its own, also on a server that has others: nobody else's changes come in between. */
  private readonly practiceId = `bench-${randomUUID().slice(0, 8)}`;

  private constructor(
    private readonly base: string,
    private readonly pass: Answer,
  ) {}

  /** The demonstration's server, empty; or, through it, one of others. */
  static async open(base: string, outside: OutsideServer | undefined): Promise<CountedServer> {
    if (outside !== undefined) return new CountedServer(base, throughTo(outside));
    const fhir = await createFhirServer({
      authenticate: () => ({ id: 'staff-1', display: 'Sam Okafor' }),
    });
    return new CountedServer(base, (request, response, path) =>
      fhir.handler(request, response, path),
    );
  }

  /** Answers what is below its path; true when it did. */
  readonly answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { url = '' } = request;
    if (url !== this.base && !url.startsWith(`${this.base}/`)) return false;
    const path = url.slice(this.base.length);
    this.sockets.add(request.socket);
    this.requests += 1;
    if (path === '' || path.includes('_search')) this.countAccounts(response);
    void this.pass(request, response, path);
    return true;
  };

  get place(): Place {
    return { base: this.base, practiceId: this.practiceId };
  }

  get traffic(): Traffic {
    let bytes = 0;
    for (const { bytesRead, bytesWritten } of this.sockets) bytes += bytesRead + bytesWritten;
    return { requests: this.requests, bytes, accounts: this.accounts };
  }

  private countAccounts(response: ServerResponse): void {
    const end = response.end.bind(response);
    response.end = ((body?: string | Buffer) => {
      this.accounts += textOf(body).split('"resourceType":"Person"').length - 1;
      return body === undefined ? end() : end(body);
    }) as typeof response.end;
  }
}

function textOf(body: string | Buffer = ''): string {
  const isCompressed = Buffer.isBuffer(body) && body.subarray(0, 2).equals(GZIP);
  return String(isCompressed ? gunzipSync(body) : body);
}

/** As if the server of others were here. Its token is not the page's. */
function throughTo({ baseUrl, signIn }: OutsideServer): Answer {
  const tokens = new AccessTokens(signIn);
  return async (request, response, path) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const authorization = await tokens.authorization();
    const names = [
      'accept',
      'content-type',
      'prefer',
      'if-none-exist',
      'if-match',
      'cache-control',
    ];
    const given = names.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    const answer = await fetch(`${baseUrl}${path}`, {
      method: request.method ?? 'GET',
      headers: {
        ...Object.fromEntries(given),
        ...(authorization !== undefined && { Authorization: authorization }),
      },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const kept = ['content-type', 'etag', 'date', 'retry-after'];
    const headers = kept.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    const body = Buffer.from(await answer.arrayBuffer());
    // It has been read as it was before the server compressed it.
    const isCompressed = answer.headers.get('content-encoding') === 'gzip';
    const encoding = isCompressed ? { 'content-encoding': 'gzip' } : {};
    response.writeHead(answer.status, { ...Object.fromEntries(headers), ...encoding });
    response.end(isCompressed ? gzipSync(body) : body);
  };
}
