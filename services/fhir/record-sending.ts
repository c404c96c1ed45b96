import type { RecordKind, SharedRecords } from '../domain/records.ts';
import type {
  RemoteFailure,
  RemoteRecord,
  RemoteResult,
  ServerVersion,
} from '../ports/remote-records.ts';
import { tellTimeOfWrite } from './answer-time.ts';
import { creationOf, type Creation } from './creation.ts';
import { etagOfVersion } from './etag.ts';
import {
  failed,
  type FhirAnswer,
  type FhirFailure,
  type FhirOutcome,
  type FhirRequest,
} from './fhir-http.ts';
import { firstFound } from './first-found.ts';
import { recordBusy } from './http-failure.ts';
import { instance, ONLY_SENT, type RecordServer } from './record-server.ts';
import { storedMapping } from './resource-mapping.ts';
import { type SearchEntry } from './search-page.ts';
import { asRecord, currentEntry, NO_VERSION, NOT_OURS } from './current-version.ts';
import { representation } from './representation.ts';

/** Conditional create: what it made, or what had been made before. */
export async function createRecord<K extends RecordKind>(
  server: RecordServer,
  kind: K,
  body: SharedRecords[K],
  operationId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<K>>> {
  const creation = creationOf(kind, body, operationId, server.access.workstation);
  const { resource, condition } = creation;
  const type = resource.resourceType;
  const answer = await write(
    server,
    { method: 'POST', path: type, ifNoneExist: condition, body: resource },
    signal,
  );
  const entry = await created(server, creation, answer, body.patientRef, signal);
  if (!entry.ok) return entry;
  const stored = storedMapping(kind);
  return stored === undefined
    ? { ok: true, value: { kind, body, version: entry.value, operationId } }
    : asRecord(server, kind, stored, entry.value);
}

/** Update of `base` and of no other version. */
export async function updateRecord<K extends RecordKind>(
  server: RecordServer,
  kind: K,
  body: SharedRecords[K],
  base: ServerVersion,
  operationId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<K>>> {
  const stored = storedMapping(kind);
  if (stored === undefined) return ONLY_SENT;
  const resource = stored.toResource(body, operationId, base.resource);
  const answer = await write(
    server,
    {
      method: 'PUT',
      path: instance(stored, base.id),
      ifMatch: etagOfVersion(base.versionId),
      body: { ...resource, id: base.id },
    },
    signal,
  );
  if (!answer.ok) {
    if (answer.failure.kind !== 'rejected') return failed(answer);
    return { ok: false, failure: await whyRefused(server, answer, body.patientRef, signal) };
  }
  const entry = representation(answer.value);
  if (entry === undefined) {
    const current = await currentEntry(server, stored, base.id, signal);
    return current.ok ? asRecord(server, kind, stored, current.value) : current;
  }
  if (entry.versionId !== base.versionId) tellTime(server, answer.value, entry);
  return asRecord(server, kind, stored, entry);
}

/** Sends it. From the first one on that gets no answer it is told apart what that may mean. */
async function write(
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

async function created(
  server: RecordServer,
  { resource, condition, isMet }: Creation,
  answer: FhirOutcome,
  patientRef: string | undefined,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<SearchEntry>> {
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
  const first = await firstFound(search, resource.resourceType, condition, isMet, signal);
  if (!first.ok) return first;
  if (first.value !== undefined) return { ok: true, value: first.value };
  if (answer.ok) return { ok: false, failure: NO_VERSION };
  // As in conflict, with nothing there to be in conflict with: PostgreSQL could not serialise two creates.
  return { ok: false, failure: recordBusy(answer.status ?? 409) };
}

/** Why it was refused for good. */
async function whyRefused(
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
function tellTime(
  { clock }: RecordServer,
  { date, exchange }: FhirAnswer,
  made: SearchEntry,
): void {
  if (date === undefined) tellTimeOfWrite(clock, exchange, made.lastUpdated);
}
