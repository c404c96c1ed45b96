import { join } from 'node:path';
import type { Patient } from 'fhir/r4';
import type { OutsideServer } from '../../../fhir-servers/access/server-options.ts';
import {
  createFhirGateway,
  OutsideRecord,
  placePatients,
  removeEarlier,
} from '../../fhir-gateway/index.ts';
import {
  createFhirServer,
  type FhirHandler,
  type FhirServer,
  type FhirUpgrade,
  loadPatients,
  type TokenHolder,
} from '../../fhir-server/index.ts';
import { withOpaqueIds } from './opaque-patient-ids.ts';

/** What stands behind `/fhir/R4`, with the patients on it. */
export interface SharedRecord {
  readonly handler: FhirHandler;
  /** For WebSockets; `undefined` where none are offered. */
  readonly upgrade?: FhirUpgrade;
  /** `undefined` where it is a server of others. */
  readonly embedded: FhirServer | undefined;
  /** Waits until everything is on disk. */
  readonly close: () => Promise<void>;
}

export interface SharedRecordOptions {
  readonly authenticate: (token: string) => TokenHolder | undefined;
  /** File or folder of FHIR Patients. */
  readonly patients: string;
  /** Told of progress and warnings in sentences. */
  readonly tell: (line: string) => void;
}

/**
 * The stand-in for a FHIR server.
 * @param dataFolder keeps everything across restarts; without one it is in memory only.
 * @throws {Error} with a sentence: the data cannot be read, no patient is usable.
 */
export async function openEmbedded(
  { authenticate, patients: path, tell }: SharedRecordOptions,
  dataFolder: string | undefined,
): Promise<SharedRecord> {
  const server = await createFhirServer({
    authenticate,
    onWarning: tell,
    onError: tellOfBugs('FHIR server', tell),
    ...(dataFolder === undefined ? {} : { dataFolder: join(dataFolder, 'fhir') }),
  });
  const close = () => server.close();
  try {
    const patients = await readPatients(path, tell);
    const secretFile = dataFolder && join(dataFolder, 'host/patient-ids.json');
    const created = await server.seed(await withOpaqueIds(patients, secretFile));
    tell(`Patients: ${patients.length} read from ${path}, ${created} of them new.`);
  } catch (error) {
    await close();
    throw error;
  }
  const { handler, upgrade } = server;
  return { handler, upgrade, embedded: server, close };
}

/**
 * A server of others, behind the gateway.
 * @param beginsWithNothing what earlier runs left there is deleted first.
 * @throws {Error} with a sentence: it cannot be used, no patient is usable.
 */
export async function openOutside(
  { authenticate, patients: path, tell }: SharedRecordOptions,
  server: OutsideServer,
  beginsWithNothing: boolean,
): Promise<SharedRecord> {
  const record = new OutsideRecord(server);
  if (beginsWithNothing) await removeEarlier(record);
  const patients = await readPatients(path, tell);
  const { created, found, refusals } = await placePatients(record, patients);
  for (const { id, reason } of refusals) tell(`Not loaded: Patient ${id}: ${reason}`);
  const place = `${patients.length} read from ${path}, ${created} created on ${server.baseUrl}`;
  tell(`Patients: ${place}, ${found} there already.`);
  if (created + found === 0) throw new Error(`${server.baseUrl} took none of the patients.`);
  const handler = createFhirGateway({
    record,
    authenticate,
    onError: tellOfBugs('FHIR gateway', tell),
  });
  return { handler, embedded: undefined, close: () => Promise.resolve() };
}

async function readPatients(path: string, tell: (line: string) => void): Promise<Patient[]> {
  const { patients, refusals } = await loadPatients(path);
  for (const { source, reason } of refusals) tell(`Not loaded: ${source}: ${reason}`);
  if (patients.length === 0) throw new Error(`No patients could be loaded from ${path}.`);
  return patients;
}

function tellOfBugs(who: string, tell: (line: string) => void): (error: unknown) => void {
  return (error) => {
    tell(`${who}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
}
