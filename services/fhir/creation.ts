/** Creating records of every kind. Of audit rows, which follow each opening of a tab, nothing else has to be known. */
import type { RecordKind, SharedRecords } from '../domain/records.ts';
import type { RemoteRecord, RemoteResult } from '../ports/remote-records.ts';
import { OPERATION_TAG } from './audit-vocabulary.ts';
import { createOnce } from './conditional-write.ts';
import { loadedOnce } from './loaded-once.ts';
import { auditToResource } from './mapping/audit.ts';
import { hasTag, type Json } from './mapping/reading.ts';
import { NOT_LOADED, type RecordServer } from './record-server.ts';
import type { ReadKind } from './resource-places.ts';

const recordSending = loadedOnce(() => import('./record-sending.ts'));

type Create<K extends RecordKind> = (
  server: RecordServer,
  body: SharedRecords[K],
  operationId: string,
  signal: AbortSignal | undefined,
) => Promise<RemoteResult<RemoteRecord<K>>>;

const CREATE: { readonly [K in RecordKind]: Create<K> } = {
  account: created('account'),
  registration: created('registration'),
  services: created('services'),
  'identity-check': created('identity-check'),
  letter: created('letter'),
  'practice-settings': created('practice-settings'),
  audit: createAudit,
};

/** Makes a record, or finds what the operation, or somebody else, has made before. */
export function createRecord<K extends RecordKind>(
  server: RecordServer,
  kind: K,
  body: SharedRecords[K],
  operationId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<K>>> {
  return CREATE[kind](server, body, operationId, signal);
}

function created<K extends ReadKind>(kind: K): Create<K> {
  return async (server, body, operationId, signal) => {
    const sender = await recordSending();
    return sender?.createStored(server, kind, body, operationId, signal) ?? NOT_LOADED;
  };
}

async function createAudit(
  server: RecordServer,
  body: SharedRecords['audit'],
  operationId: string,
  signal: AbortSignal | undefined,
): Promise<RemoteResult<RemoteRecord<'audit'>>> {
  const creation = {
    resource: auditToResource(body, operationId, server.access.workstation),
    // Provenance and AuditEvent have no identifier, so a tag stands in.
    asks: { _tag: `${OPERATION_TAG}|${operationId}` },
    isMet: (resource: Json) => hasTag(resource, OPERATION_TAG, operationId),
  };
  const entry = await createOnce(server, creation, body.patientRef, signal);
  if (!entry.ok) return entry;
  return { ok: true, value: { kind: 'audit', body, version: entry.value, operationId } };
}
