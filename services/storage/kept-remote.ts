import type { RemoteRecord } from '../ports/remote-records.ts';
import type { RowKind } from './record-row.ts';

/** A record the server gave and we keep as a row: a patient's. Audit rows are only sent, settings kept elsewhere. */
export type KeptRemoteRecord = RemoteRecord<RowKind>;

/** Records that were not taken in. */
export interface LeftOut {
  /** They look older than what is held. */
  readonly olderLooking: readonly KeptRemoteRecord[];
  /** The server has made them another patient's, or another record, than the one held. */
  readonly moved: readonly KeptRemoteRecord[];
}

/** Narrows to what is kept as a row. */
export function isKept(remote: RemoteRecord): remote is KeptRemoteRecord {
  return remote.kind !== 'audit' && remote.kind !== 'practice-settings';
}

/**
 * Whether the server has made the record held another patient's, or another record. Never followed: what has been seen,
 * printed and decided for one patient must not turn up with another.
 */
export function isMoved(
  held: { readonly recordId: string; readonly patientRef: string },
  { body }: KeptRemoteRecord,
): boolean {
  return held.patientRef !== body.patientRef || held.recordId !== body.id;
}
