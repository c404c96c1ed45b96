import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { FhirServerOptions } from '../../../demo/fhir-server/index.ts';
import { startServer, type RunningServer } from '../fhir-server/running-server.ts';

/** A request on its way to the stand-in server. */
export interface Passing {
  readonly method: string;
  /** Within the base, without parameters: `/Person/_search`. */
  readonly path: string;
  /** Parameters of the address, or of the body of a search. */
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none, and for a search. */
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a server differs from the stand-in: what it does with a request, which it may pass on. */
export type Meddling = (
  request: Passing,
  pass: (request: Passing) => Promise<Reply>,
) => Promise<Reply>;

export interface MeddlingServer {
  /** The stand-in behind it. */
  readonly real: RunningServer;
  /** Address of the server that meddles. */
  readonly base: string;
}

const TOKEN = 'a-good-token';
/** What the client and the server between them say of a connection, not of the request. */
const OF_THE_CONNECTION = [
  'host',
  'connection',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'keep-alive',
];

/** The stand-in server behind another one, which behaves as some real servers do. Runs until the test ends. */
export async function startMeddling(
  test: TestContext,
  meddling: Meddling,
  options: Partial<FhirServerOptions> = {},
): Promise<MeddlingServer> {
  const real = await startServer(test, {
    authenticate: (token) => (token === TOKEN ? { id: 'u1', display: 'Una User' } : undefined),
    ...options,
  });
  const pass = passingTo(real.base);
  const http = createServer((request, response) => {
    void answer(request, response, (passing) => meddling(passing, pass));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  test.after(async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });
  return { real, base: `http://127.0.0.1:${(http.address() as AddressInfo).port}/fhir` };
}

/** The request with other parameters. */
export function asking(request: Passing, change: (query: URLSearchParams) => void): Passing {
  const query = new URLSearchParams(request.query);
  change(query);
  return { ...request, query };
}

/** The request without a header. */
export function withoutHeader(request: Passing, name: string): Passing {
  const { [name]: _gone, ...headers } = request.headers;
  return { ...request, headers };
}

export function isSearch({ method, path }: Passing): boolean {
  return path.endsWith('/_search') || (method === 'GET' && /^\/[A-Z][a-zA-Z]+$/.test(path));
}

export function isTransaction({ path, body }: Passing): boolean {
  return path === '' && body.includes('"type":"transaction"');
}

/** Several requests in one, each by itself. */
export function isBatch({ path, body }: Passing): boolean {
  return path === '' && body.includes('"type":"batch"');
}

/** The connection ends without an answer. */
export const NO_ANSWER: Reply = { status: 0, headers: {}, body: '' };

/** A refusal as servers word it. */
export function refusing(status: number, headers: Record<string, string> = {}): Promise<Reply> {
  const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'x' }] };
  return Promise.resolve({ status, headers, body: JSON.stringify(outcome) });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  meddle: (request: Passing) => Promise<Reply>,
): Promise<void> {
  const { status, headers, body } = await meddle(await received(request));
  if (status === NO_ANSWER.status) response.destroy();
  // A client that was stopped is not there any more.
  if (response.destroyed) return;
  response.writeHead(status, headers);
  response.end(body);
}

async function received(request: IncomingMessage): Promise<Passing> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(request.url ?? '', 'http://localhost');
  const path = url.pathname.slice('/fhir'.length);
  const isForm = path.endsWith('/_search');
  return {
    method: request.method ?? '',
    path,
    query: isForm ? new URLSearchParams(text) : url.searchParams,
    headers: Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' && !OF_THE_CONNECTION.includes(name) ? [[name, value]] : [],
      ),
    ),
    body: isForm ? '' : text,
  };
}

function passingTo(base: string): (request: Passing) => Promise<Reply> {
  return async ({ method, path, query, headers, body }) => {
    const isForm = path.endsWith('/_search');
    const parameters = query.toString();
    const address = isForm || parameters === '' ? '' : `?${parameters}`;
    const sent = isForm ? parameters : body;
    const response = await fetch(`${base}${path}${address}`, {
      method,
      // Kept open, it may be closed by the server just as it is used again.
      headers: { ...headers, connection: 'close' },
      ...(sent === '' ? {} : { body: sent }),
    });
    const kept = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name));
    const text = await response.text();
    return { status: response.status, headers: Object.fromEntries(kept), body: text };
  };
}
