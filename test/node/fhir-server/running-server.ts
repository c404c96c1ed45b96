import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';
import {
  createFhirServer,
  type FhirServer,
  type FhirServerOptions,
} from '../../../demo/fhir-server/index.ts';

const BASE = '/fhir/R4';
const TOKEN = 'a-good-token';

/** An answer, read to its end. */
export interface Answer<T = FhirResource> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface RunningServer {
  readonly fhir: FhirServer;
  /** Address of the FHIR base, no slash at the end. */
  readonly base: string;
  /** Sends a request as a client with a good token would; `body` goes as JSON unless it is text. */
  readonly send: <T = FhirResource>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<T>>;
  /** Stops before the test ends, as for a restart. */
  readonly stop: () => Promise<void>;
}

/** Serves a stand-in FHIR server over real HTTP on a free port until the test ends. */
export async function startServer(
  test: TestContext,
  options: Partial<FhirServerOptions> = {},
): Promise<RunningServer> {
  const fhir = await createFhirServer({
    authenticate: (token) => (token === TOKEN ? { id: 'u1', display: 'Una User' } : undefined),
    ...options,
  });
  const http = createServer((request, response) => {
    void fhir.handler(request, response, (request.url ?? '').slice(BASE.length));
  });
  http.on('upgrade', (request, socket, head) => {
    fhir.upgrade(request, socket, head, (request.url ?? '').slice(BASE.length));
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}${BASE}`;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      http.closeAllConnections();
      await Promise.all([new Promise((resolve) => http.close(resolve)), fhir.close()]);
    })();
    return stopped;
  };
  test.after(stop);
  return { fhir, base, send: sender(base), stop };
}

function sender(base: string): RunningServer['send'] {
  return async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> => {
    const response = await fetch(path.startsWith('http') ? path : `${base}/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: json as T };
  };
}

/** What an outcome says: text and paths of every issue. */
export function said(answer: Answer<unknown>): string {
  const { issue } = answer.body as OperationOutcome;
  return issue
    .map(({ details, expression = [] }) => [details?.text, ...expression].join(' '))
    .join('\n');
}

/** Ids of a bundle's resources, in their order. */
export function idsOf(answer: Answer<unknown>): (string | undefined)[] {
  return ((answer.body as Bundle).entry ?? []).map(({ resource }) => resource?.id);
}

/** Address of a bundle's next page, if there is one. */
export function nextOf(answer: Answer<unknown>): string | undefined {
  return (answer.body as Bundle).link?.find(({ relation }) => relation === 'next')?.url;
}

/** A clock that stands still until it is moved. */
export function stoppedClock(start = '2026-03-02T09:00:00.000Z'): {
  now: () => Date;
  moveTo: (instant: string) => void;
} {
  let instant = new Date(start);
  return {
    now: () => instant,
    moveTo: (next) => {
      instant = new Date(next);
    },
  };
}
