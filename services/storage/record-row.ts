import type { RecordKind, TaggedRecord } from '../domain/records.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import type { ServerVersion } from '../ports/remote-records.ts';

/** Any record's plain data. */
export type RecordBody = TaggedRecord['body'];

/** Kinds kept as records; audit rows have a table of their own. */
export type RowKind = Exclude<RecordKind, 'audit'>;

/** What tells one record from all others. */
export interface RecordKey {
  readonly kind: RecordKind;
  readonly recordId: string;
}

/** One record as stored: what staff see, and what the server last said. */
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

/** An entry before the database has given it its place in the sequence. */
export type NewOutboxEntry = Omit<OutboxEntry, 'sequence'>;
