import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutsideServer } from '../../../fhir-servers/access/server-options.ts';
import type { FhirServer, TokenHolder } from '../../fhir-server/index.ts';
import { FhirUnavailableError } from '../../patient-site/fhir-gateway.ts';
import { createPatientSite, type PatientSite } from '../../patient-site/server.ts';
import { DEFAULT_PORT } from './command-line.ts';
import { answerAny, type Rooms, upgradeAny } from './demo-routes.ts';
import { createHostBackend } from './host-backend.ts';
import { openPracticeStore } from './practice-store.ts';
import { amongOthers, rightsOf, SITE_RIGHTS } from './record-rights.ts';
import { openEmbedded, openOutside, type SharedRecord } from './shared-record.ts';
import { StaffSessions, type StaffSession } from './staff-sessions.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const LOOPBACK = '127.0.0.1';
/** The setting that letters take the website's address from. */
const SITE_URL_SETTING = 'onlineServices.siteUrl';

const NO_TRANSACTIONS =
  'The FHIR server does not do transactions as a whole: on the patient site nobody can register.';

export interface DemoOptions {
  /** Default 4173; 0 takes any free one. */
  readonly port?: number;
  /** Build first; default `true`. */
  readonly build?: boolean;
  /** File or folder of FHIR Patients; default: the synthetic ones of this repository. */
  readonly patients?: string;
  /** Keeps everything across restarts; default: memory only. */
  readonly dataFolder?: string;
  /** The shared record is on this server of others; default: on the embedded one. */
  readonly outside?: OutsideServer;
  /** For tests: deletes from that server all that the demonstration ever wrote on it. Default `false`. */
  readonly removeEarlier?: boolean;
  /** What was built; default: dist/ of this repository. */
  readonly distFolder?: string;
  /** Told of progress and warnings in sentences; default: nobody. */
  readonly tell?: (line: string) => void;
}

export interface RunningDemo {
  /** Where it is served, without a trailing slash. */
  readonly url: string;
  /** The embedded FHIR server, with its switches for misbehaviour; `undefined` where one of others takes its place. */
  readonly fhirServer: FhirServer | undefined;
  /** Bearer token that the FHIR server accepts for as long as this runs: for tests and scripts. */
  readonly serviceToken: string;
  /** The patient site's. */
  readonly siteToken: string;
  /** Stops serving and waits until everything is on disk. Calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Starts the three stand-ins in one HTTP server on this computer.
 * @throws {Error} with a sentence: the port is taken, nothing is built, the data cannot be read, no patient is usable.
 */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  const tell = options.tell ?? (() => undefined);
  const distFolder = options.distFolder ?? join(ROOT, 'dist');
  await prepareBuild(options.build ?? true, distFolder, tell);
  const sessions = new StaffSessions();
  const [serviceToken, siteToken] = [newToken(), newToken()];
  const { dataFolder, outside } = options;
  const isAmongOthers = outside !== undefined;
  const holders = new Map<string, TokenHolder>([
    [serviceToken, { id: 'service', display: 'Service of the demonstration' }],
    [siteToken, siteHolder(isAmongOthers)],
  ]);
  const about = {
    authenticate: (token: string) =>
      holders.get(token) ?? staffHolder(sessions.sessionOf(token), isAmongOthers),
    patients: options.patients ?? join(ROOT, 'demo/patients'),
    tell,
  };
  const record = await (outside === undefined
    ? openEmbedded(about, dataFolder)
    : openOutside(about, outside, options.removeEarlier ?? false));
  try {
    let url = '';
    const presets = () => ({ [SITE_URL_SETTING]: `${url}/patient-services/` });
    const store = await openPracticeStore(dataFolder && join(dataFolder, 'host'), presets);
    const site = createPatientSite({
      fhirBaseUrl: () => `${url}/fhir/R4`,
      fhirToken: siteToken,
    });
    const rooms: Rooms = {
      backend: createHostBackend(sessions, store),
      fhir: record.handler,
      site,
      distFolder,
    };
    const server = createServer((request, response) => void answerAny(request, response, rooms));
    server.on('upgrade', (request, socket, head) => {
      upgradeAny(request, socket, head, record.upgrade);
    });
    url = await listen(server, options.port ?? DEFAULT_PORT);
    if (outside !== undefined) await sayWhatIsMissing(site, tell);
    let closing: Promise<void> | undefined;
    return {
      url,
      fhirServer: record.embedded,
      serviceToken,
      siteToken,
      close: () => (closing ??= stop(server, record)),
    };
  } catch (error) {
    await record.close();
    throw error;
  }
}

async function prepareBuild(
  build: boolean,
  distFolder: string,
  tell: (line: string) => void,
): Promise<void> {
  if (build) {
    tell('Building ...');
    const { buildAll } = await import('../../../scripts/build.mjs');
    await buildAll();
  }
  if (!existsSync(join(distFolder, 'demo/host/index.html'))) {
    throw new Error(`Nothing is built in ${distFolder}. Start without --no-build.`);
  }
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What it registers is one transaction, which a server of others judges by itself: there it is trusted with everything. */
function siteHolder(isAmongOthers: boolean): TokenHolder {
  return {
    id: 'patient-site',
    display: 'Patient site of the demonstration',
    ...(!isAmongOthers && { rights: SITE_RIGHTS }),
  };
}

function staffHolder(
  session: StaffSession | undefined,
  isAmongOthers: boolean,
): TokenHolder | undefined {
  if (session === undefined) return undefined;
  const rights = isAmongOthers ? amongOthers(rightsOf(session)) : rightsOf(session);
  return { id: session.staff.id, display: session.staff.name, rights };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const taken = `Port ${port} is in use. Set another, for example: PORT=${port + 1} npm start`;
      reject(isTaken ? new Error(taken) : error);
    });
    server.listen(port, LOOPBACK, () => {
      // A server that listens on a port has an address of this shape.
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${LOOPBACK}:${bound}`);
    });
  });
}

async function sayWhatIsMissing(site: PatientSite, tell: (line: string) => void): Promise<void> {
  try {
    if (!(await site.canRegister())) tell(NO_TRANSACTIONS);
  } catch (error) {
    // The pages say so themselves, and the site asks again at the next registration.
    if (!(error instanceof FhirUnavailableError)) throw error;
    tell(`Whether anybody can register on the patient site is not known yet. ${error.message}`);
  }
}

async function stop(server: Server, record: SharedRecord): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    // Browsers keep connections open for a next request that will not come.
    server.closeAllConnections();
  });
  // WebSockets are no longer the server's to close.
  await Promise.all([stopped, record.close()]);
}
