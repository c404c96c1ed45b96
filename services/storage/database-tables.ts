import type { Table } from 'dexie';
import type { AuditRecord, Instant, RecordKind } from '../domain/records.ts';
import type { OutboxEntry, QuarantinedResource, Reconciled } from '../ports/outbox.ts';
import type { ServerVersion } from '../ports/remote-records.ts';
import type { NewOutboxEntry, RecordRow, RowKind } from './record-row.ts';

/** An audit row in the order it was written. */
export interface AuditRow {
  readonly sequence: number;
  readonly audit: AuditRecord;
  /** Once the server has it. */
  readonly version?: ServerVersion;
}

/** A change that has been committed: committing it again does nothing. */
export interface OperationRow {
  readonly operationId: string;
  readonly at: Instant;
}

/** Where the pull of one kind stands. */
export interface CursorRow {
  readonly kind: RecordKind;
  readonly cursor: Instant;
}

/** A resource of the server that could not be read. */
export interface QuarantineRow extends QuarantinedResource {
  readonly kind: RecordKind;
}

/** Single facts: the sender's epoch, and how far reconciling has come. */
export type MetaRow =
  | { readonly name: 'epoch'; readonly value: number }
  | { readonly name: 'reconciled'; readonly value: Reconciled };

/** The tables of the newest version, see versions/. */
export interface Tables {
  readonly records: Table<RecordRow, [RowKind, string]>;
  readonly outbox: Table<OutboxEntry, number, NewOutboxEntry>;
  readonly audit: Table<AuditRow, number, Omit<AuditRow, 'sequence'>>;
  readonly operations: Table<OperationRow, string>;
  readonly cursors: Table<CursorRow, RecordKind>;
  readonly quarantine: Table<QuarantineRow, [RecordKind, string]>;
  readonly meta: Table<MetaRow, string>;
}
