import { BehaviorSubject } from 'rxjs';
import type { AuditRecord, Instant } from '../../services/domain/records.ts';
import {
  LeaseLost,
  NEVER_RECONCILED,
  type OutboxEntry,
  type Reconciled,
} from '../../services/ports/outbox.ts';
import type { HeldSettings } from '../../services/ports/shared-settings.ts';
import type { StaffNotice } from '../../services/ports/staff-notice.ts';
import type { StorageReason } from '../../services/domain/unsent-work/reasons.ts';
import type { QuarantineRow } from '../../services/storage/database-tables.ts';
import { recordRow, type RecordRow, type StoredRow } from '../../services/storage/record-row.ts';
import {
  withoutTurn,
  type NewEntry,
  type QueuedEntry,
} from '../../services/storage/queued-entry.ts';
import { WorkingSet } from '../../services/storage/working-set.ts';

/** All that the in-memory ports share: what a database would hold. Every change is made at once, or not at all. */
export class InMemoryState {
  readonly audit: AuditRecord[] = [];
  readonly operations = new Set<string>();
  readonly notices = new Map<string, StaffNotice>();
  readonly cursors = new Map<string, Instant>();
  readonly quarantine = new Map<string, QuarantineRow>();
  /** The practice's settings of the shared record. */
  settings: HeldSettings | undefined;
  reconciled: Reconciled = NEVER_RECONCILED;
  epoch = 0;
  /** Why storage cannot be used, if it cannot. */
  broken: StorageReason | undefined;
  /** Emits after every change. */
  readonly changed$ = new BehaviorSubject<void>(undefined);
  private readonly stored = new Map<number, StoredRow>();
  private readonly entriesById = new Map<string, QueuedEntry>();
  private lastPlace = 0;
  private lastSequence = 0;

  storedRows(): readonly StoredRow[] {
    return [...this.stored.values()];
  }

  rows(): readonly RecordRow[] {
    return this.storedRows().map(recordRow);
  }

  entries(): readonly OutboxEntry[] {
    return structuredClone(this.queue().map(withoutTurn));
  }

  /** Entries with their turns, in order of making. */
  queue(): readonly QueuedEntry[] {
    return [...this.entriesById.values()].sort((one, other) => one.sequence - other.sequence);
  }

  workingSet(): WorkingSet {
    const placed = this.storedRows().map((stored) => ({
      row: recordRow(stored),
      ...(stored.place !== undefined && { place: stored.place }),
      isSurplus: stored.surplusOf !== undefined,
    }));
    return new WorkingSet(placed, this.queue());
  }

  save(set: WorkingSet): void {
    const changes = set.changes();
    changes.rowsToDelete.forEach((place) => this.stored.delete(place));
    changes.rowsToPut.forEach((row) => {
      const place = row.place ?? (this.lastPlace += 1);
      this.stored.set(place, structuredClone({ ...row, place }));
    });
    changes.entriesToDelete.forEach(({ id }) => this.entriesById.delete(id));
    changes.entriesToPut.forEach((entry) => this.entriesById.set(entry.id, structuredClone(entry)));
    changes.entriesToAdd.forEach((entry) => {
      this.add(entry);
    });
    changes.noticesToAdd.forEach((notice) => this.notices.set(notice.id, structuredClone(notice)));
    changes.operationsToForget.forEach((id) => this.operations.delete(id));
    this.changed$.next();
  }

  requireEpoch(epoch: number): void {
    if (epoch !== this.epoch) throw new LeaseLost('Another tab has taken over sending.');
  }

  requireUsable(): void {
    if (this.broken !== undefined) throw new Error(this.broken.code);
  }

  private add(entry: NewEntry): void {
    this.lastSequence += 1;
    this.entriesById.set(entry.id, structuredClone({ ...entry, sequence: this.lastSequence }));
  }
}
