import { isByRule } from '../../domain/history/history-kind.ts';
import type { HistoryRow } from '../../domain/history/history-row.ts';
import type { AuditRecord } from '../../domain/records.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CommandPorts } from '../commands/command-ports.ts';

/** More than a workstation keeps of one patient. */
const AT_MOST = 5000;

/** What was done at this workstation, as far as it is kept here. */
export interface RowsHere {
  readonly rows: readonly HistoryRow[];
  /** Ids of those that the shared record does not have yet. */
  readonly unsent: ReadonlySet<string>;
}

/** Rows of a patient's that were made here, sent or not. Refused: `storage-unavailable`. */
export async function rowsHere(
  patientRef: string,
  { store, outbox, history }: Pick<CommandPorts, 'history' | 'outbox' | 'store'>,
): Promise<Result<RowsHere>> {
  // What waits is read first: a row that is sent meanwhile is then told as unsent, not missed.
  const waiting = await outbox.entriesOf(patientRef);
  if (!waiting.ok) return waiting;
  const kept = await store.audit({ patientRef, limit: AT_MOST });
  if (!kept.ok) return kept;
  const entries = waiting.value.filter(({ kind }) => kind === 'audit');
  return ok({
    rows: kept.value.map((audit) => rowOf(audit, history.workstation)),
    unsent: new Set(entries.map(({ id }) => id)),
  });
}

function rowOf(audit: AuditRecord, workstation: string): HistoryRow {
  const { id, at, by, byRule, action, outcome, summary, reason } = audit;
  const kind = isByRule(action, byRule === true) ? 'rule' : 'staff';
  return {
    id,
    at,
    by: { kind, staff: by },
    workstation,
    action,
    outcome,
    summary,
    ...(reason !== undefined && { reason }),
  };
}
