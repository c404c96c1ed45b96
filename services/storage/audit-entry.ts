import type { AuditRecord } from '../domain/records.ts';
import { OutboxState } from '../ports/outbox.ts';
import type { NewEntry } from './queued-entry.ts';

/** The unsent work of one audit row. */
export function auditEntry(audit: AuditRecord, patientName: string): NewEntry {
  return {
    id: audit.id,
    changeId: audit.id,
    kind: 'audit',
    recordId: audit.id,
    ...(audit.patientRef !== undefined && { patientRef: audit.patientRef }),
    patientName,
    description: audit.summary,
    author: audit.by,
    at: audit.at,
    state: OutboxState.waiting,
    after: { kind: 'audit', body: audit },
    attempts: 0,
  };
}
