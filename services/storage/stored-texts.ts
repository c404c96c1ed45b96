/** How texts go into storage and come out of it. */
import type { AuditRecord, PatientRecords } from '../domain/records.ts';
import type { OutboxEntry, StaffDecision } from '../ports/outbox.ts';
import type { RecordChange } from '../ports/record-store.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import type { TextSeal } from '../ports/text-seals.ts';

/** Makes ready what is to be written, before the transaction: inside one, nothing but the tables may be awaited. */
export interface TextsToWrite {
  readonly seal: TextSeal | null;
  change(change: RecordChange): Promise<RecordChange>;
  audit(audit: AuditRecord): Promise<AuditRecord>;
  decision(decision: StaffDecision): Promise<StaffDecision>;
  /** What the server gave: all of it is sealed, whatever it looks like. */
  remote<R extends RemoteRecord>(remote: R): Promise<R>;
}

/** Opens the texts of what was read, for who is signed in. What cannot be opened stays sealed. */
export interface TextsToRead {
  body<B extends { readonly id: string }>(body: B): Promise<B>;
  records(records: PatientRecords): Promise<PatientRecords>;
  entry(entry: OutboxEntry): Promise<OutboxEntry>;
  notice(notice: StaffNotice): Promise<StaffNotice>;
  /**
   * A version of the server's with what is not understood of its resource. `undefined` where that cannot be opened:
   * without it an update would lose it, so the version is to be fetched again.
   */
  version(version: ServerVersion, recordId: string): Promise<ServerVersion | undefined>;
}
