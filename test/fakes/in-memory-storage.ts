import { BehaviorSubject } from 'rxjs';
import type { AuditRecord, Instant } from '../../services/domain/records.ts';
import {
  LeaseLost,
  NEVER_RECONCILED,
  type OutboxEntry,
  type PullJournal,
  type QuarantinedResource,
  type Outbox,
  type Reconciled,
} from '../../services/ports/outbox.ts';
import type { RecordStore } from '../../services/ports/record-store.ts';
import type { ServerVersion } from '../../services/ports/remote-records.ts';
import type { Stamp } from '../../services/storage/change-plan.ts';
import type { NewOutboxEntry, RecordRow } from '../../services/storage/record-row.ts';
import { WorkingSet, keyText } from '../../services/storage/working-set.ts';
import { InMemoryOutbox } from './in-memory-outbox.ts';
import { InMemoryPullJournal } from './in-memory-pull-journal.ts';
import { InMemoryRecordStore } from './in-memory-record-store.ts';

/** All that the in-memory ports share: what a database would hold. Every change is made at once, or not at all. */
export class InMemoryState {
  readonly audit: AuditRecord[] = [];
  readonly auditVersions = new Map<string, ServerVersion>();
  readonly operations = new Set<string>();
  readonly cursors = new Map<string, Instant>();
  readonly quarantine = new Map<string, QuarantinedResource & { readonly kind: string }>();
  reconciled: Reconciled = NEVER_RECONCILED;
  epoch = 0;
  /** Why storage cannot be used, if it cannot. */
  broken: string | undefined;
  /** Emits after every change. */
  readonly changed$ = new BehaviorSubject<void>(undefined);
  private readonly rowsByKey = new Map<string, RecordRow>();
  private readonly entriesById = new Map<string, OutboxEntry>();
  private lastSequence = 0;

  rows(): readonly RecordRow[] {
    return [...this.rowsByKey.values()];
  }

  entries(): readonly OutboxEntry[] {
    return [...this.entriesById.values()].sort((one, other) => one.sequence - other.sequence);
  }

  workingSet(): WorkingSet {
    return new WorkingSet(this.rows(), this.entries());
  }

  save(set: WorkingSet): void {
    const changes = set.changes();
    changes.rowsToDelete.forEach((key) => this.rowsByKey.delete(keyText(key)));
    changes.rowsToPut.forEach((row) => this.rowsByKey.set(keyText(row), structuredClone(row)));
    changes.entriesToDelete.forEach(({ id }) => this.entriesById.delete(id));
    changes.entriesToPut.forEach((entry) => this.entriesById.set(entry.id, structuredClone(entry)));
    changes.entriesToAdd.forEach((entry) => {
      this.add(entry);
    });
    this.changed$.next();
  }

  requireEpoch(epoch: number): void {
    if (epoch !== this.epoch) throw new LeaseLost('Another tab has taken over sending.');
  }

  requireUsable(): void {
    if (this.broken !== undefined) throw new Error(this.broken);
  }

  private add(entry: NewOutboxEntry): void {
    this.lastSequence += 1;
    this.entriesById.set(entry.id, structuredClone({ ...entry, sequence: this.lastSequence }));
  }
}

/** The three storage ports over one in-memory database. */
export interface InMemoryStorage {
  readonly records: RecordStore;
  readonly outbox: Outbox;
  readonly journal: PullJournal;
  /** Makes storage unusable with this sentence, or usable again with `undefined`. */
  fail(message: string | undefined): void;
}

/** Storage ports that keep everything in memory and pass the same contract suites as the Dexie adapters. */
export function createInMemoryStorage(stamp: Stamp = systemStamp): InMemoryStorage {
  const state = new InMemoryState();
  return {
    records: new InMemoryRecordStore(state, stamp),
    outbox: new InMemoryOutbox(state, stamp),
    journal: new InMemoryPullJournal(state),
    fail(message) {
      state.broken = message;
      state.changed$.next();
    },
  };
}

const systemStamp: Stamp = {
  now: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
};
