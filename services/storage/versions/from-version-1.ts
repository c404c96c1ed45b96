import type { Table, Transaction } from 'dexie';
import type { AuditRow, MetaRow, OperationRow } from '../database-tables.ts';
import { recordRow, type RecordRow, type StoredRow } from '../record-row.ts';
import { storedRow } from '../stored-row.ts';
import type { QueuedEntry } from '../queued-entry.ts';
import { turnsOf } from '../send-queue.ts';
import { surplusCodes } from '../surplus-codes.ts';
import { combined, NOTHING_UNSENT, totalsOf } from '../unsent-totals.ts';

/** Rows carried over at a time: a practice's database does not fit into memory. */
const AT_A_TIME = 500;

/** Carries all rows of version 1 over. */
export async function carryOver(transaction: Transaction): Promise<void> {
  await carryRecords(transaction);
  await carryAudit(transaction);
  await carryUnsent(transaction);
}

/** A record of version 1, its key and patient beside the body. */
type OldRow = RecordRow;
/** An entry of version 1: of no change, and in no queue. Its reason is a sentence, and stays one until version 3. */
type OldEntry = Omit<QueuedEntry, 'changeId' | 'turn'>;
type OldAudit = Omit<AuditRow, 'sentAt'> & { readonly version?: { readonly lastUpdated: string } };

async function carryRecords(transaction: Transaction): Promise<void> {
  const from = transaction.table<OldRow, [string, string]>('records');
  const to = transaction.table<StoredRow, number>('patientRecords');
  await inSlices(
    from,
    ({ kind, recordId }): [string, string] => [kind, recordId],
    async (rows) => {
      await to.bulkAdd(rows.map((row) => storedRow(withoutAssurance(row), undefined, false)));
    },
  );
  await markSurplus(to);
}

/** Two sets of codes may wait already; they are found here, and ended when somebody is signed in. */
async function markSurplus(records: Table<StoredRow, number>): Promise<void> {
  const waiting = await records.where('[codesUntil+body.patientRef]').between([''], [[]]).keys();
  const seen = new Set<unknown>();
  // Keys of the index named above, in its two parts.
  for (const key of waiting as unknown as readonly (readonly [string, string])[]) {
    const patientRef = key[1];
    if (!seen.has(patientRef)) {
      seen.add(patientRef);
      continue;
    }
    const rows = await records.where('body.patientRef').equals(patientRef).toArray();
    const views = rows.map((stored) => ({ stored, row: recordRow(stored) }));
    const surplus = surplusCodes(views.map(({ row }) => row));
    await records.bulkPut(
      views.map(({ stored, row }) => storedRow(row, stored.place, surplus.has(row))),
    );
  }
}

async function carryAudit(transaction: Transaction): Promise<void> {
  const table = transaction.table<OldAudit, number>('audit');
  await inSlices(
    table,
    ({ sequence }) => sequence,
    async (rows) => {
      const carried = rows.map(({ version, ...row }) => ({
        ...row,
        ...(version && { sentAt: version.lastUpdated }),
      }));
      await (table as Table<AuditRow, number>).bulkPut(carried);
    },
  );
}

async function carryUnsent(transaction: Transaction): Promise<void> {
  const table = transaction.table<OldEntry, number>('outbox');
  const operations = transaction.table<OperationRow, string>('operations');
  const wiped = new Set(await operations.where('operationId').startsWith('expire-').primaryKeys());
  let totals = NOTHING_UNSENT;
  const carry = async (old: readonly OldEntry[]): Promise<void> => {
    const entries = old.map((entry) => ofChange(withoutAssuranceInEntry(entry), old, wiped));
    const turns = turnsOf(entries);
    totals = combined(totals, 1, totalsOf(entries));
    await (table as Table<QueuedEntry, number>).bulkPut(
      entries.map((entry) => {
        const turn = turns.get(entry.id);
        return { ...entry, ...(turn && { turn }) };
      }),
    );
  };
  const patients = (await table.orderBy('patientRef').uniqueKeys()) as string[];
  for (const patientRef of patients) {
    await carry(await table.where('patientRef').equals(patientRef).sortBy('sequence'));
  }
  await inSlices(
    table,
    ({ sequence }) => sequence,
    async (entries) => {
      const ofNobody = entries.filter((entry) => entry.patientRef === undefined);
      await carry(ofNobody);
    },
  );
  const meta = transaction.table<MetaRow, string>('meta');
  await meta.put({ name: 'unsent', totals });
}

/** Version 1 kept no id of the change; what one person did for one patient in one moment was one. */
function ofChange(
  entry: OldEntry,
  queue: readonly OldEntry[],
  wiped: ReadonlySet<string>,
): QueuedEntry {
  if (entry.kind === 'audit') return { ...entry, changeId: entry.id };
  // The sweep of expired codes is known by its operation, so that it is done again when it is given up.
  const sweep = `expire-${entry.recordId}`;
  if (entry.description === 'Wipe expired codes' && wiped.has(sweep)) {
    return { ...entry, changeId: sweep };
  }
  const first = queue.find(
    (other) =>
      other.kind !== 'audit' &&
      other.description === entry.description &&
      other.author.id === entry.author.id &&
      other.at === entry.at,
  );
  return { ...entry, changeId: first?.id ?? entry.id };
}

/** Assurance follows from the identity checks; kept with the account it would look like a change. */
function withoutAssurance(row: OldRow): OldRow {
  const { body, server } = row;
  return {
    ...row,
    body: assessed(body),
    ...(server && { server: { ...server, body: assessed(server.body) } }),
  };
}

function withoutAssuranceInEntry(entry: OldEntry): OldEntry {
  const { before, after, theirs } = entry;
  return {
    ...entry,
    ...(before !== undefined && { before: assessed(before) }),
    after: { ...after, body: assessed(after.body) } as OldEntry['after'],
    ...(theirs !== undefined && { theirs: assessed(theirs) }),
  };
}

function assessed<B extends object>(body: B): B {
  const { assurance: _assurance, ...rest } = body as B & { readonly assurance?: unknown };
  // `assurance` was never a part of B: only rows of version 1 carry it.
  return rest as unknown as B;
}

async function inSlices<T, K>(
  table: Table<T, K>,
  keyOf: (row: T) => K,
  carry: (rows: readonly T[]) => Promise<void>,
): Promise<void> {
  let rows = await table.orderBy(':id').limit(AT_A_TIME).toArray();
  while (rows.length > 0) {
    await carry(rows);
    const last = rows.at(-1);
    rows =
      last === undefined
        ? []
        : await table.where(':id').above(keyOf(last)).limit(AT_A_TIME).toArray();
  }
}
