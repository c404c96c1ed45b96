/** What became of entries that were sent, written down; each function inside a transaction of its own. */
import { Dexie } from 'dexie';
import type { Instant } from '../domain/records.ts';
import { OutboxState, type RecordPlace } from '../ports/outbox.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import { attempted } from './attempted.ts';
import { BY_PATIENT, BY_SERVER_VERSION, type AuditRow, type Tables } from './database-tables.ts';
import { allOfEach, firstOfEach } from './index-lookups.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import { recordRow, type StoredRow } from './record-row.ts';
import { isKept } from './kept-remote.ts';
import type { QueuedEntry } from './queued-entry.ts';
import { currentEpoch, requireCurrent } from './sender-epoch.ts';
import { combined, countUnsent, NOTHING_UNSENT, totalsOf } from './unsent-totals.ts';
import type { Outcome } from './send-outcomes.ts';

/** A record of which the server's version is asked for. */
export interface Wanted {
  readonly place: RecordPlace;
  /** What the server last told us about it, its texts sealed. */
  version: ServerVersion | undefined;
}

/** An entry that is about to be sent. */
export interface Attempt {
  readonly entryId: string;
  readonly epoch: number;
  /** The server's version that an update goes on. */
  readonly sentOn: string | undefined;
  /** Whether it is still there to be sent. */
  mayGo: boolean;
}

/** What became of one entry. */
export interface Settle {
  readonly entryId: string;
  /** What the server holds. */
  readonly remote?: RemoteRecord;
  readonly epoch: number;
  readonly work: Outcome;
}

/** An audit row that the server has. */
export interface SharedAudit {
  readonly entryId: string;
  readonly auditId: string;
  readonly epoch: number;
}

/** Finds what the server last told us about records, each among its own patient's: a server may give two one id. */
export async function readVersions(
  { patientRecords }: Pick<Tables, 'patientRecords'>,
  wanted: readonly Wanted[],
): Promise<void> {
  const refs = wanted.map(({ place }) => place.patientRef ?? '');
  const rows = await allOfEach<StoredRow>(patientRecords, BY_PATIENT, refs);
  wanted.forEach((each, index) => {
    const { kind, recordId } = each.place;
    const row = rows[index]?.find((held) => held.kind === kind && held.body.id === recordId);
    each.version = row && recordRow(row).server?.version;
  });
}

/** Notes that entries are being tried. Neither their turn nor any total changes, so nothing but the entries is read. */
export async function noteAttempts(
  tables: Pick<Tables, 'outbox' | 'meta'>,
  attempts: readonly Attempt[],
): Promise<void> {
  const [entries, current] = await Dexie.Promise.all([
    entriesOf(tables, attempts),
    currentEpoch(tables),
  ]);
  const waiting = new Map(
    entries.filter(({ state }) => state === OutboxState.waiting).map((entry) => [entry.id, entry]),
  );
  for (const attempt of attempts) {
    requireCurrent(current, attempt.epoch);
    const entry = waiting.get(attempt.entryId);
    attempt.mayGo = entry !== undefined;
    if (entry !== undefined) waiting.set(entry.id, attempted(entry, attempt.sentOn));
  }
  await tables.outbox.bulkPut([...waiting.values()]);
}

/** Settles entries, in turn, with all there is of their patients. */
export async function settle(tables: Tables, settles: readonly Settle[]): Promise<void> {
  const remotes = settles.flatMap(({ remote }) => remote ?? []);
  const [entries, patients, current] = await Dexie.Promise.all([
    entriesOf(tables, settles),
    patientsOf(tables, remotes),
    currentEpoch(tables),
  ]);
  settles.forEach(({ epoch }) => {
    requireCurrent(current, epoch);
  });
  const refs = [...entries.flatMap(({ patientRef }) => patientRef ?? []), ...patients];
  const set = await loadWorkingSet(tables, refs, entries);
  settles.forEach(({ work }) => {
    work(set);
  });
  await saveWorkingSet(tables, set);
}

/** An audit row has nothing to re-base: it only remembers since when the server has it. */
export async function confirmAudits(
  tables: Tables,
  shared: readonly SharedAudit[],
  sentAt: Instant,
): Promise<void> {
  const ids = shared.map(({ auditId }) => auditId);
  const [entries, rows, current] = await Dexie.Promise.all([
    entriesOf(tables, shared),
    firstOfEach<AuditRow>(tables.audit, 'audit.id', ids),
    currentEpoch(tables),
  ]);
  shared.forEach(({ epoch }) => {
    requireCurrent(current, epoch);
  });
  const sent = rows.filter((row) => row !== undefined).map((row) => ({ ...row, sentAt }));
  await Dexie.Promise.all([
    tables.outbox.bulkDelete(entries.map(({ sequence }) => sequence)),
    countUnsent(tables, combined(NOTHING_UNSENT, -1, totalsOf(entries))),
    tables.audit.bulkPut(sent),
  ]);
}

/** Those that are still there: staff or a pull may have been quicker. */
async function entriesOf(
  { outbox }: Pick<Tables, 'outbox'>,
  settles: readonly { readonly entryId: string }[],
): Promise<readonly QueuedEntry[]> {
  const ids = [...new Set(settles.map(({ entryId }) => entryId))];
  const entries = await firstOfEach<QueuedEntry>(outbox, 'id', ids);
  return entries.filter((entry) => entry !== undefined);
}

/** Whose records the server's versions are, and under whom they are filed here. */
async function patientsOf(
  { patientRecords }: Tables,
  remotes: readonly RemoteRecord[],
): Promise<readonly string[]> {
  const kept = remotes.filter(isKept);
  const ranges = kept.map(({ kind, version }) =>
    IDBKeyRange.bound([kind, version.id], [kind, version.id, []]),
  );
  const held = await firstOfEach<StoredRow>(patientRecords, BY_SERVER_VERSION, ranges);
  return [
    ...kept.map(({ body }) => body.patientRef),
    ...held.flatMap((row) => row?.body.patientRef ?? []),
  ];
}
