import type { OutboxEntry } from '../ports/outbox.ts';
import { OutboxState } from '../ports/outbox.ts';
import type { NewOutboxEntry, RecordKey, RecordRow } from './record-row.ts';

/** What a transaction has to write. */
export interface WorkingSetChanges {
  readonly rowsToPut: readonly RecordRow[];
  readonly rowsToDelete: readonly RecordKey[];
  readonly entriesToAdd: readonly NewOutboxEntry[];
  readonly entriesToPut: readonly OutboxEntry[];
  readonly entriesToDelete: readonly OutboxEntry[];
}

/**
 * Rows and entries read at the start of a transaction, worked on in memory, and what has to be written at its end. The
 * rules of storage stand on this, so that they wait for nothing half way and are the same for every kind of database.
 */
export class WorkingSet {
  private readonly rows: Map<string, RecordRow>;
  private readonly entries: Map<string, OutboxEntry>;
  private readonly added: NewOutboxEntry[] = [];
  private readonly changedRows = new Map<string, RecordKey>();
  private readonly changedEntries = new Map<string, OutboxEntry>();

  constructor(rows: readonly RecordRow[], entries: readonly OutboxEntry[]) {
    this.rows = new Map(rows.map((row) => [keyText(row), row]));
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
  }

  row(key: RecordKey): RecordRow | undefined {
    return this.rows.get(keyText(key));
  }

  rowsOf(patientRef: string): readonly RecordRow[] {
    return [...this.rows.values()].filter((row) => row.patientRef === patientRef);
  }

  putRow(row: RecordRow): void {
    this.rows.set(keyText(row), row);
    this.changedRows.set(keyText(row), row);
  }

  removeRow(key: RecordKey): void {
    if (this.rows.delete(keyText(key))) this.changedRows.set(keyText(key), key);
  }

  entry(id: string): OutboxEntry | undefined {
    return this.entries.get(id);
  }

  /** Unsent changes of one record, in order. A superseded entry is a message to staff, no change any more. */
  queueOf(key: RecordKey): readonly OutboxEntry[] {
    return [...this.entries.values()]
      .filter((entry) => entry.kind === key.kind && entry.recordId === key.recordId)
      .filter((entry) => entry.state !== OutboxState.superseded)
      .sort((one, other) => one.sequence - other.sequence);
  }

  addEntry(entry: NewOutboxEntry): void {
    this.added.push(entry);
  }

  putEntry(entry: OutboxEntry): void {
    if (this.entries.get(entry.id) === entry) return;
    this.entries.set(entry.id, entry);
    this.changedEntries.set(entry.id, entry);
  }

  removeEntry(entry: OutboxEntry): void {
    if (this.entries.delete(entry.id)) this.changedEntries.set(entry.id, entry);
  }

  changes(): WorkingSetChanges {
    const rows = [...this.changedRows.values()];
    const entries = [...this.changedEntries.values()];
    return {
      rowsToPut: rows.flatMap((key) => this.row(key) ?? []),
      rowsToDelete: rows.filter((key) => this.row(key) === undefined),
      entriesToAdd: this.added,
      entriesToPut: entries.flatMap(({ id }) => this.entries.get(id) ?? []),
      entriesToDelete: entries.filter(({ id }) => !this.entries.has(id)),
    };
  }
}

/** One text for each record, no two records the same. */
export function keyText({ kind, recordId }: RecordKey): string {
  return `${kind}/${recordId}`;
}
