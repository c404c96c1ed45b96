import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';
import type { Permission } from '../domain/practice/permission.ts';
import type { Result } from '../domain/result.ts';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';
import type { OutboxEntry, UnsentTotals } from './outbox.ts';
import type { StaffNotice } from './staff-notice.ts';
import type { AuditRecord, PatientRecords, StaffMember, TaggedRecord } from '../domain/records.ts';

/** One intended change: every part of it is stored, or nothing is. */
export interface RecordChange {
  /**
   * Made when the form opened. A second commit with the same id changes nothing and succeeds, unless staff have
   * discarded the first. Also the id of the change in the unsent work.
   */
  readonly operationId: string;
  readonly author: StaffMember;
  /** What making it took: deciding about it later takes the same. */
  readonly permission: Permission;
  readonly patientRef: string;
  /** For the list of unsent work, so that a person understands it. */
  readonly patientName: string;
  /** E.g. "Create online account". */
  readonly description: string;
  /** New state of each record written, all of this patient. Each becomes one entry of unsent work, in this order. */
  readonly writes: readonly RecordWrite[];
  /** Stored, and queued for the server, with the change. */
  readonly audit: readonly AuditRecord[];
}

export interface RecordWrite {
  /** What the author saw before; `undefined` for a record that is new. Compared with what is stored. */
  readonly before?: TaggedRecord['body'];
  readonly after: TaggedRecord;
}

/** The practice's records in browser storage, for who looks. */
export interface RecordReader {
  /**
   * Current records of a patient, then again after every change, made here, at another tab, or pulled. Never ends and
   * never errors: when storage fails it emits `{ available: false }` and recovers by itself.
   */
  watch(patientRef: string): Observable<StoredPatient>;
  /**
   * What this person is to be told of work of theirs, oldest first, then again after every change. Never errors; silent
   * while storage fails.
   */
  notices$(staffId: string): Observable<readonly StaffNotice[]>;
}

/** The audit, for who only adds to it. */
export interface AuditLog {
  /** Stores an audit row that belongs to no change of records: a refusal, a look. Queued for the server too. */
  recordAudit(audit: AuditRecord): Promise<Result<void>>;
}

/** The same, for who acts. */
export interface RecordStore extends RecordReader, AuditLog {
  /** Refused: `storage-unavailable`. */
  read(patientRef: string): Promise<Result<PatientRecords>>;
  /** Audit rows, newest first. */
  audit(filter: {
    readonly patientRef?: string;
    readonly limit: number;
  }): Promise<Result<readonly AuditRecord[]>>;
  /** Whether any account here has this Account ID already. */
  isAccountIdTaken(accountId: string): Promise<Result<boolean>>;
  /**
   * Writes records, unsent work and audit in one transaction. Refused: `changed-meanwhile` when a record is no longer
   * as `before` says (or an account for this patient exists already, or codes would be issued beside others that still
   * wait to be used); `storage-unavailable`. Nothing is written then.
   */
  commit(change: RecordChange): Promise<Result<void>>;
}

export type StoredPatient =
  | {
      readonly available: true;
      readonly records: PatientRecords;
      /** The patient's own unsent work, of the same moment as the records. */
      readonly entries: readonly OutboxEntry[];
      /** How much of other patients' work is unsent at that moment. */
      readonly others: UnsentTotals;
      /**
       * Everything on the shared record has been fetched to this workstation at least once. Until then what is not here
       * may exist all the same.
       */
      readonly isComplete: boolean;
    }
  | { readonly available: false; readonly reason: StorageReason };

export const RECORD_READER: InjectionToken<RecordReader> = Symbol('RecordReader');
export const AUDIT_LOG: InjectionToken<AuditLog> = Symbol('AuditLog');
export const RECORD_STORE: InjectionToken<RecordStore> = Symbol('RecordStore');
