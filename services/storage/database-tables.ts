import type { Table } from 'dexie';
import type { AuditRecord, Instant, RecordKind } from '../domain/records.ts';
import type { Reconciled, UnsentTotals } from '../ports/outbox.ts';
import type { Job, JobOutcome, JobPatient } from '../domain/jobs/job.ts';
import type { ServerNote } from '../ports/server-look.ts';
import type { HeldSettings } from '../ports/shared-settings.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import type { QuarantinedResource } from '../ports/remote-records.ts';
import type { RowKind, StoredRow } from './record-row.ts';
import type { NewEntry, QueuedEntry } from './queued-entry.ts';

/** An audit row in the order it was written. */
export interface AuditRow {
  readonly sequence: number;
  readonly audit: AuditRecord;
  /** When the server had it. */
  readonly sentAt?: Instant;
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

/** A resource of the server that is kept apart: it could not be read, or has been moved. */
export interface QuarantineRow extends Omit<QuarantinedResource, 'onlyIfHeld'> {
  readonly kind: RecordKind;
  readonly isMoved?: true;
}

/**
 * Single facts: the sender's epoch, how far reconciling has come, the totals of unsent work, kept in step with it,
 * under which key texts are sealed, how far those from before have been, what is known of the server, and the practice's
 * settings of the shared record.
 */
export type MetaRow =
  | { readonly name: 'epoch'; readonly value: number }
  | { readonly name: 'reconciled'; readonly value: Reconciled }
  | { readonly name: 'unsent'; readonly totals: UnsentTotals }
  | { readonly name: 'sealed'; readonly mark: string }
  | { readonly name: 'server'; readonly value: ServerNote }
  | { readonly name: 'settings'; readonly value: HeldSettings }
  | SealingRow;

/** Tables with texts from before there was a key, sealed in the background, in this order. */
export const SEALED_LATER = ['audit', 'patientRecords'] as const satisfies readonly TableName[];

/** How far that has come. No such row: there is nothing to do. */
export interface SealingRow {
  readonly name: 'sealing';
  readonly table: (typeof SEALED_LATER)[number];
  /** Key of the last row dealt with. */
  readonly after: number;
}

/** Some of a job's patients, in their order. */
export interface JobPatientsRow {
  readonly jobId: string;
  readonly part: number;
  readonly startedAt: Instant;
  readonly patients: readonly JobPatient[];
}

/** What became of one of them. Those left out from the start have none. */
export interface JobOutcomeRow extends JobOutcome {
  readonly jobId: string;
  readonly place: number;
  readonly startedAt: Instant;
}

/** The tables of the newest version, see versions/. */
export interface Tables {
  readonly patientRecords: Table<StoredRow, number>;
  readonly outbox: Table<QueuedEntry, number, NewEntry>;
  readonly audit: Table<AuditRow, number, Omit<AuditRow, 'sequence'>>;
  readonly operations: Table<OperationRow, string>;
  readonly cursors: Table<CursorRow, RecordKind>;
  readonly quarantine: Table<QuarantineRow, [RecordKind, string]>;
  readonly notices: Table<StaffNotice, string>;
  readonly meta: Table<MetaRow, string>;
  readonly jobs: Table<Job, string>;
  readonly jobPatients: Table<JobPatientsRow, [string, number]>;
  readonly jobOutcomes: Table<JobOutcomeRow, [string, number]>;
}

export type TableName = keyof Tables;

/** What staff do is written to these. */
export const STAFF_WORK = [
  'patientRecords',
  'outbox',
  'audit',
  'operations',
  'meta',
] as const satisfies readonly TableName[];

/** What they decide about unsent work, to these. */
export const STAFF_DECISIONS = [...STAFF_WORK, 'notices'] as const satisfies readonly TableName[];

/** What the exchange with the server writes to these: it can be fetched, or found out, again. */
export const EXCHANGE = [
  'patientRecords',
  'outbox',
  'audit',
  'cursors',
  'quarantine',
  'meta',
] as const satisfies readonly TableName[];

/** Tables of the records: with these alone a screen is served. */
export const RECORDS_AND_UNSENT = [
  'patientRecords',
  'outbox',
] as const satisfies readonly TableName[];

/** Indexes that are asked for by name. */
export const BY_PATIENT = 'body.patientRef';
export const BY_SERVER_VERSION = '[kind+server.id+server.versionId]';
export const READY = '[turn.staffId+turn.lane+sequence]';
export const POSTPONED = '[turn.staffId+turn.due]';
export const UNSENT = '[state+kind+patientRef]';
export const TRIED = '[author.id+attempts]';

/** Keeps the compiler from taking an audit row's kind for a record's. */
export function isRowKind(kind: RecordKind): kind is RowKind {
  return kind !== 'audit';
}
