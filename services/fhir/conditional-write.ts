/** Writes as they go out, and what their answers mean, whatever is written. */
import type { FhirResource } from 'fhir/r4';
import type { RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import { tellTimeOfWrite } from './answer-time.ts';
import type { BatchWrites } from './batch-writes.ts';
import {
  failed,
  type FhirAnswer,
  type FhirFailure,
  type FhirOutcome,
  type FhirRequest,
} from './fhir-http.ts';
import { firstFound } from './first-found.ts';
import { recordBusy } from './http-failure.ts';
import { loadedOnce } from './loaded-once.ts';
import type { Json } from './mapping/reading.ts';
import { NO_VERSION, NOT_OURS, type RecordServer } from './record-server.ts';
import { type SearchEntry } from './search-page.ts';
import { representation } from './representation.ts';

const batchWrites = loadedOnce(() => import('./batch-writes.ts'));

/** What to create, and the condition under which at most one such resource exists. */
export interface Creation {
  readonly resource: FhirResource;
  /** The condition as search parameters. */
  readonly asks: Record<string, string>;
  /** Whether a resource is what the condition asks for: a server may ignore what it does not know. */
  readonly isMet: (resource: Json) => boolean;
}

/** Conditional create: what it made, or what had been made before. */
export async function createOnce(
  server: RecordServer,
  { resource, asks, isMet }: Creation,
  patientRef: string | undefined,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<SearchEntry>> {
  const condition = new URLSearchParams(asks).toString();
  const type = resource.resourceType;
  const answer = await write(
    server,
    { method: 'POST', path: type, ifNoneExist: condition, body: resource },
    signal,
  );
  // Several fit the condition, or somebody is creating the same: what is there stands, if anything is.
  const several = !answer.ok && answer.failure.kind === 'conflict';
  if (!answer.ok && !several) {
    if (answer.failure.kind !== 'rejected') return failed(answer);
    return { ok: false, failure: await whyRefused(server, answer, patientRef, signal) };
  }
  const given = answer.ok ? representation(answer.value) : undefined;
  if (given !== undefined) {
    const isNew = answer.ok && answer.value.created;
    if (isNew) tellTime(server, answer.value, given);
    return isNew || isMet(given.resource)
      ? { ok: true, value: given }
      : { ok: false, failure: NOT_OURS };
  }
  const { search } = server;
  const first = await firstFound(search, type, condition, isMet, signal);
  if (!first.ok) return first;
  if (first.value !== undefined) return { ok: true, value: first.value };
  if (answer.ok) return { ok: false, failure: NO_VERSION };
  // As in conflict, with nothing there to be in conflict with: PostgreSQL could not serialise two creates.
  return { ok: false, failure: recordBusy(answer.status ?? 409) };
}

/** Sends it, together with others that are being sent where the server takes that. */
export async function write(
  server: RecordServer,
  request: FhirRequest,
  signal: AbortSignal | undefined,
): Promise<FhirOutcome> {
  // Whose sign-in one is of is told by what ends it: without that it goes alone, and at once.
  if (signal === undefined) return writeAlone(server, request, signal);
  if (server.batches !== undefined) return server.batches.send(request, signal);
  const underWay = server.writesUnderWay ?? 0;
  server.writesUnderWay = underWay + 1;
  try {
    // Who looks at a tab sends one audit row and no more.
    const batches = underWay === 0 ? undefined : await batchesOf(server);
    return await (batches?.send(request, signal) ?? writeAlone(server, request, signal));
  } finally {
    server.writesUnderWay -= 1;
  }
}

/** Where it may be used and can be loaded. */
async function batchesOf(server: RecordServer): Promise<BatchWrites | undefined> {
  if (server.access.takesBatchedWrites !== true) return undefined;
  const module = await batchWrites();
  if (module === undefined) return undefined;
  server.batches ??= new module.BatchWrites(server.http, server.clock, (each, limit) =>
    writeAlone(server, each, limit),
  );
  return server.batches;
}

/** From the first write on that gets no answer it is told apart what that may mean. */
async function writeAlone(
  server: RecordServer,
  request: FhirRequest,
  signal: AbortSignal | undefined,
): Promise<FhirOutcome> {
  if (server.writes !== undefined) return server.writes.send(request, signal);
  const { http } = server;
  const outcome = await http.send(request, signal);
  if (outcome.ok || outcome.isSilence !== true) return outcome;
  // Where that cannot be loaded the network is away, and no answer means just that.
  const module = await import('./page-writes.ts').catch(() => undefined);
  // One of those under way finds out for all.
  if (module?.isOfAnotherOrigin(http) !== true || 'writes' in server) return outcome;
  server.writes = new module.PageWrites(http);
  await server.writes.gotNoAnswer(signal);
  return outcome;
}

/** Why it was refused for good. */
export async function whyRefused(
  server: RecordServer,
  refused: FhirFailure,
  patientRef: string | undefined,
  signal: AbortSignal | undefined,
): Promise<RemoteFailure> {
  // Where that cannot be loaded the server's own reason is told.
  const module = await import('./why-refused.ts').catch(() => undefined);
  return module?.whyRefused(server, refused, patientRef, signal) ?? refused.failure;
}

/** A version that the exchange has just made says what time it is, where the answer itself could not. */
export function tellTime(
  { clock }: RecordServer,
  { date, exchange }: FhirAnswer,
  made: SearchEntry,
): void {
  if (date === undefined) tellTimeOfWrite(clock, exchange, made.lastUpdated);
}
