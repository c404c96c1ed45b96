import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { FhirHandler, FhirUpgrade } from '../../fhir-server/index.ts';
import type { PatientSite } from '../../patient-site/server.ts';
import type { HostBackend } from './host-backend.ts';
import { answerRefusal, Refusal } from './http-answers.ts';
import { isForThisComputer } from './request-guard.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { serveFile } from './static-files.ts';

const FHIR = '/fhir/R4';

/** What stands behind the addresses. */
export interface Rooms {
  readonly backend: HostBackend;
  readonly fhir: FhirHandler;
  readonly site: PatientSite;
  readonly distFolder: string;
}

/** Answers one request to any of the stand-ins. Never rejects. */
export async function answerAny(
  request: IncomingMessage,
  response: ServerResponse,
  rooms: Rooms,
): Promise<void> {
  setSecurityHeaders(response);
  try {
    if (!isForThisComputer(request))
      throw new Refusal(403, 'This is served to its own computer only.');
    await route(request, response, rooms);
  } catch (error) {
    // The boundary of this server: whatever was thrown, the others are served on.
    answerRefusal(response, error);
  }
}

/**
 * Answers one request to become a WebSocket. None is let by that a page of another origin makes: browsers ask nobody
 * before they make one.
 */
export function upgradeAny(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  upgrade: FhirUpgrade | undefined,
): void {
  const address = request.url ?? '/';
  const isOwn = isForThisComputer(request) && isOfOwnPage(request);
  if (upgrade !== undefined && isOwn && address.startsWith(`${FHIR}/`)) {
    upgrade(request, socket, head, address.slice(FHIR.length));
  } else {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  }
}

function isOfOwnPage({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin === undefined || origin === `http://${host ?? ''}`;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { backend, fhir, site, distFolder }: Rooms,
): Promise<void> {
  const address = request.url ?? '/';
  const below = (base: string) =>
    address.startsWith(base) ? address.slice(base.length) : undefined;
  const toHost = below('/host-api');
  if (toHost?.startsWith('/')) return backend.handle(request, response, toHost);
  const toFhir = below(FHIR);
  if (toFhir !== undefined && /^$|^[/?]/.test(toFhir)) {
    response.setHeader('Cache-Control', 'no-store');
    return fhir(request, response, toFhir);
  }
  const toSite = below('/patient-services');
  if (toSite?.startsWith('/api/')) {
    response.setHeader('Cache-Control', 'no-store');
    return site.handle(request, response, toSite);
  }
  if (address === '/patient-services') {
    response.writeHead(308, { Location: '/patient-services/' }).end();
    return;
  }
  await serveStatic(request, response, distFolder);
}

async function serveStatic(
  request: IncomingMessage,
  response: ServerResponse,
  distFolder: string,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new Refusal(405, 'Only reading is possible here.');
  }
  const { pathname } = new URL(request.url ?? '/', 'http://demo');
  const [folder, path] = placeOf(pathname);
  if (!(await serveFile(response, join(distFolder, folder), path))) {
    throw new Refusal(404, 'There is nothing at this address.');
  }
}

/** The folder of dist/ that an address is served from, and the path within it. */
function placeOf(pathname: string): readonly [folder: string, path: string] {
  for (const [base, folder] of [
    ['/plugin', 'plugin'],
    ['/patient-services', 'demo/patient-services'],
  ] as const) {
    if (pathname.startsWith(`${base}/`)) return [folder, pathname.slice(base.length)];
  }
  return ['demo/host', pathname];
}
