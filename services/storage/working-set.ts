import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import { OutboxState, type OutboxEntry, type UnsentTotals } from '../ports/outbox.ts';
import type { StaffNotice } from '../ports/staff-notice.ts';
import type { RecordKey, RecordRow, StoredRow } from './record-row.ts';
import { storedRow } from './stored-row.ts';
import type { NewEntry, QueuedEntry } from './queued-entry.ts';
import { turnsOf } from './send-queue.ts';
import { surplusCodes } from './surplus-codes.ts';
import { combined, totalsOf } from './unsent-totals.ts';

/** A row with its place, if the database has given it one. */
export interface PlacedRow {
  readonly row: RecordRow;
  readonly place?: number;
  readonly isSurplus: boolean;
}

/** What a transaction has to write. */
export interface WorkingSetChanges {
  readonly rowsToPut: readonly StoredRow[];
  readonly rowsToDelete: readonly number[];
  readonly entriesToAdd: readonly NewEntry[];
  readonly entriesToPut: readonly QueuedEntry[];
  readonly entriesToDelete: readonly QueuedEntry[];
  /** Changes given up: committing the same operation again does it anew. */
  readonly operationsToForget: readonly string[];
  /** What people are to be told. */
  readonly noticesToAdd: readonly StaffNotice[];
  /** How the totals of unsent work change. */
  readonly totals: UnsentTotals;
}

/**
 * All rows and entries of some patients, read at the start of a transaction, worked on in memory, and what has to be
 * written at its end. The rules of storage stand on this, so that they wait for nothing half way and are the same for
 * every kind of database.
 */
export class WorkingSet {
  private readonly rows: Map<string, RecordRow>;
  private readonly places: ReadonlyMap<string, PlacedRow>;
  private readonly entries: Map<string, QueuedEntry>;
  private readonly added: NewEntry[] = [];
  private readonly touchedRows = new Set<string>();
  private readonly touchedEntries = new Map<string, QueuedEntry>();
  private readonly forgotten = new Set<string>();
  private readonly notices: StaffNotice[] = [];
  private readonly totalsBefore: UnsentTotals;

  constructor(rows: readonly PlacedRow[], entries: readonly QueuedEntry[]) {
    this.rows = new Map(rows.map(({ row }) => [keyText(row), row]));
    this.places = new Map(rows.map((placed) => [keyText(placed.row), placed]));
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.totalsBefore = totalsOf([...this.entries.values()]);
  }

  row(key: RecordKey): RecordRow | undefined {
    return this.rows.get(keyText(key));
  }

  rowsOf(patientRef: string): readonly RecordRow[] {
    return [...this.rows.values()].filter((row) => row.patientRef === patientRef);
  }

  putRow(row: RecordRow): void {
    this.rows.set(keyText(row), row);
    this.touchedRows.add(keyText(row));
  }

  removeRow(key: RecordKey): void {
    if (this.rows.delete(keyText(key))) this.touchedRows.add(keyText(key));
  }

  entry(id: string): OutboxEntry | undefined {
    return this.entries.get(id);
  }

  /** Unsent changes of one record, in order. A superseded entry is a message to staff, no change any more. */
  queueOf(key: RecordKey): readonly OutboxEntry[] {
    return this.inOrder()
      .filter((entry) => entry.kind === key.kind && entry.recordId === key.recordId)
      .filter((entry) => entry.state !== OutboxState.superseded);
  }

  /** All that is unsent of a patient, in order. */
  entriesOf(patientRef: string): readonly OutboxEntry[] {
    return this.inOrder().filter((entry) => entry.patientRef === patientRef);
  }

  /** What is unsent of one change, in order. */
  change(changeId: string): readonly OutboxEntry[] {
    return this.inOrder().filter((entry) => entry.changeId === changeId);
  }

  addEntry(entry: NewEntry): void {
    this.added.push(entry);
  }

  putEntry(entry: OutboxEntry): void {
    if (this.entries.get(entry.id) === entry) return;
    this.entries.set(entry.id, entry);
    this.touchedEntries.set(entry.id, entry);
  }

  removeEntry(entry: OutboxEntry): void {
    if (this.entries.delete(entry.id)) this.touchedEntries.set(entry.id, entry);
  }

  /** Removes an entry that the server has: what is left of its change can only be finished. */
  removeShared(entry: OutboxEntry): void {
    this.removeEntry(entry);
    for (const other of this.change(entry.changeId)) {
      if (other.partlyShared !== true) this.putEntry({ ...other, partlyShared: true });
    }
  }

  /** Lets the operation be done anew. */
  forgetOperation(changeId: string): void {
    this.forgotten.add(changeId);
  }

  addNotice(notice: StaffNotice): void {
    this.notices.push(notice);
  }

  changes(): WorkingSetChanges {
    const turns = turnsOf([...this.inOrder(), ...this.added]);
    const withTurn = <E extends NewEntry>({ turn: _turn, ...entry }: E): E => {
      const turn = turns.get(entry.id);
      return { ...entry, ...(turn && { turn }) } as E;
    };
    const left = this.inOrder();
    return {
      ...this.rowChanges(),
      entriesToAdd: this.added.map(withTurn),
      entriesToPut: left
        .filter(
          (entry) => this.touchedEntries.has(entry.id) || hasMoved(entry, turns.get(entry.id)),
        )
        .map(withTurn),
      entriesToDelete: [...this.touchedEntries.values()].filter(({ id }) => !this.entries.has(id)),
      operationsToForget: [...this.forgotten],
      noticesToAdd: this.notices,
      totals: combined(totalsOf([...left, ...this.added]), -1, this.totalsBefore),
    };
  }

  private rowChanges(): Pick<WorkingSetChanges, 'rowsToPut' | 'rowsToDelete'> {
    const surplus = surplusCodes([...this.rows.values()]);
    const rowsToPut = [...this.rows].flatMap(([text, row]) => {
      const held = this.places.get(text);
      const isSurplus = surplus.has(row);
      const isSame = !this.touchedRows.has(text) && held?.isSurplus === isSurplus;
      return isSame ? [] : [storedRow(row, held?.place, isSurplus)];
    });
    const gone = [...this.touchedRows].filter((text) => !this.rows.has(text));
    return { rowsToPut, rowsToDelete: gone.flatMap((text) => this.places.get(text)?.place ?? []) };
  }

  private inOrder(): readonly QueuedEntry[] {
    return [...this.entries.values()].sort((one, other) => one.sequence - other.sequence);
  }
}

function hasMoved(entry: QueuedEntry, turn: QueuedEntry['turn']): boolean {
  return !samePlainData(entry.turn, turn);
}

/** One text for each record, no two records the same. */
function keyText({ kind, recordId }: RecordKey): string {
  return `${kind}/${recordId}`;
}
