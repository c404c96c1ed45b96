import type {
  CalendarDate,
  Instant,
  RecordKind,
  TaggedRecord,
  WorkKind,
} from '../domain/records.ts';
import type { ServerVersion } from '../ports/remote-records.ts';

/** Any record's plain data. */
export type RecordBody = TaggedRecord['body'];

/** Kinds kept as a patient's records; audit rows have a table of their own, the practice's settings a place in `meta`. */
export type RowKind = Exclude<WorkKind, 'audit'>;

/** What tells one record from all others. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly recordId: string;
}

/** One record as the rules of storage see it: what staff see, and what the server last said. */
export interface RecordRow extends RecordKey {
  readonly kind: RowKind;
  readonly patientRef: string;
  /** With unsent changes on top. */
  readonly body: RecordBody;
  /** Base of the unsent changes; absent while the server has never had the record. */
  readonly server?: ServerState;
}

/** A record as the server had it. */
export interface ServerState {
  readonly body: RecordBody;
  readonly version: ServerVersion;
}

/**
 * One record as it is stored: each fact once. The last five are there for lists by index, and only where they say
 * something: an index holds those rows alone.
 */
export interface StoredRow {
  /** Given by the database. A short key, because every index repeats it. */
  readonly place?: number;
  readonly kind: RowKind;
  readonly body: RecordBody;
  /** The server's version; its body only where unsent work makes ours another. */
  readonly server?: StoredServer;
  /** Of an account: when it last changed, as far as is known here. */
  readonly changedAt?: Instant;
  /** Of an account that the practice has disabled. */
  readonly disabled?: 1;
  /** Of an account that another system made, until somebody of the practice has opened it. */
  readonly unseen?: 1;
  /** Of codes that wait to be used: their last day. */
  readonly codesUntil?: CalendarDate;
  /** Of codes that wait to be used beside newer ones of the same account: their patient. */
  readonly surplusOf?: string;
}

/** The server's version as it is stored. */
export type StoredServer = ServerVersion & { readonly body?: RecordBody };

/** A stored row as the rules see it. */
export function recordRow({ kind, body, server }: StoredRow): RecordRow {
  const { patientRef } = body;
  if (patientRef === undefined) throw new TypeError('A record of no patient.');
  return {
    kind,
    recordId: body.id,
    patientRef,
    body,
    ...(server && { server: serverState(server, body) }),
  };
}

function serverState(stored: StoredServer, ours: RecordBody): ServerState {
  const { body, ...version } = stored;
  return { body: body ?? ours, version };
}
