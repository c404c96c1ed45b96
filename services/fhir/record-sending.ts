/** Sending what is read again as well. Loaded with the first record that is sent, and what maps it. */
import type { RecordKind, SharedRecords } from '../domain/records.ts';
import type { RemoteRecord, RemoteResult, ServerVersion } from '../ports/remote-records.ts';
import { createOnce, tellTime, whyRefused, write, type Creation } from './conditional-write.ts';
import { asRecord, currentEntry } from './current-version.ts';
import { etagOfVersion } from './etag.ts';
import { failed } from './fhir-http.ts';
import { accountOfPatient } from './mapping/account.ts';
import { identifierValue } from './mapping/reading.ts';
import { instance, NOT_LOADED, ONLY_SENT, type RecordServer } from './record-server.ts';
import { representation } from './representation.ts';
import { fetchMapping } from './resource-mapping.ts';
import type { ReadKind, ResourcePlace } from './resource-places.ts';
import { ACCOUNT_OF_PATIENT } from './vocabulary.ts';

/** A new record, made by the operation. */
export async function createStored<K extends ReadKind>(
  server: RecordServer,
  kind: K,
  body: SharedRecords[K],
  operationId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<K>>> {
  const stored = await fetchMapping(kind);
  if (stored === undefined) return NOT_LOADED;
  const [system, value] = onlyOne(stored, body);
  const creation: Creation = {
    resource: stored.toResource(body, operationId),
    asks: { identifier: `${system}|${value}` },
    isMet: ({ identifier }) => identifierValue(identifier, system) === value,
  };
  const entry = await createOnce(server, creation, body.patientRef, signal);
  return entry.ok ? asRecord(server, kind, stored, entry.value) : entry;
}

/** The identifier of which there is at most one: an account is its patient's only one, whoever makes it. */
function onlyOne(
  { idSystem }: ResourcePlace,
  body: SharedRecords[ReadKind],
): readonly [system: string, value: string] {
  return 'accountId' in body ? [ACCOUNT_OF_PATIENT, accountOfPatient(body)] : [idSystem, body.id];
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
  if (kind === 'audit') return ONLY_SENT;
  const stored = await fetchMapping<K>(kind);
  if (stored === undefined) return NOT_LOADED;
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
    return current.ok ? asRecord<K>(server, kind, stored, current.value) : current;
  }
  if (entry.versionId !== base.versionId) tellTime(server, answer.value, entry);
  return asRecord<K>(server, kind, stored, entry);
}
