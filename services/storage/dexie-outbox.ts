import { Dexie } from 'dexie';
import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { Instant, StaffMember } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import {
  WITHDRAWAL_WORDS,
  type Outbox,
  type OutboxEntry,
  type RecordPlace,
  type Sendable,
  type SendTurn,
  type StaffDecision,
  type UnsentTotals,
  type WithdrawalWords,
} from '../ports/outbox.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import {
  BY_PATIENT,
  BY_SERVER_VERSION,
  EXCHANGE,
  STAFF_WORK,
  type Tables,
} from './database-tables.ts';
import { commitChange } from './dexie-commit.ts';
import { DexieUnsentWork } from './dexie-unsent-work.ts';
import { hasStuckEntry, nextEntry, sendableOf } from './dexie-send-queue.ts';
import { firstOfEach } from './index-lookups.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { loadWorkingSet, saveWorkingSet } from './patient-working-set.ts';
import { recordRow, type StoredRow } from './record-row.ts';
import { confirmEntry, isKept, takeRemote } from './remote-changes.ts';
import { attempted, parked, postponed } from './send-outcomes.ts';
import { withoutTurn } from './send-queue.ts';
import {
  claimSenderEpoch,
  currentEpoch,
  requireCurrent,
  requireSenderEpoch,
} from './sender-epoch.ts';
import { decide, type ChangeFate } from './staff-decisions.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { withdrawal } from './surplus-codes.ts';
import { combined, countUnsent, NOTHING_UNSENT, totalsOf } from './unsent-totals.ts';
import type { WorkingSet } from './working-set.ts';

/** Surplus codes are rare: so many patients' are ended at a time. */
const PATIENTS_AT_A_TIME = 20;

/**
 * {@link Outbox} in IndexedDB. Settling an entry that is gone (staff or a pull were quicker) does nothing but take in
 * the server's version. Settles reject with LeaseLost, or with the storage error when storage fails.
 */
@injectable()
export class DexieOutbox implements Outbox {
  readonly totals$: Observable<UnsentTotals>;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'now' | 'newId'>,
    @inject(WITHDRAWAL_WORDS) private readonly withdrawalWords: WithdrawalWords,
  ) {
    this.totals$ = new DexieUnsentWork(database).totals$;
  }

  sendable$(staffId: string): Observable<Sendable> {
    return this.live((tables) => sendableOf(tables, staffId));
  }

  next(turn: SendTurn): Promise<OutboxEntry | undefined> {
    return this.database.read(['outbox'], (tables) => nextEntry(tables, turn));
  }

  isStuck(staffId: string, attempts: number): Promise<boolean> {
    return this.database.read(['outbox'], (tables) => hasStuckEntry(tables, staffId, attempts));
  }

  entriesOf(patientRef: string): Promise<Result<readonly OutboxEntry[]>> {
    return this.entriesBy('patientRef', patientRef);
  }

  change(changeId: string): Promise<Result<readonly OutboxEntry[]>> {
    return this.entriesBy('changeId', changeId);
  }

  serverVersion({ kind, recordId, patientRef }: RecordPlace): Promise<ServerVersion | undefined> {
    return this.database.read(['patientRecords'], async ({ patientRecords }) => {
      const rows = await patientRecords
        .where(BY_PATIENT)
        .equals(patientRef ?? '')
        .toArray();
      const row = rows.find((each) => each.kind === kind && each.body.id === recordId);
      return row && recordRow(row).server?.version;
    });
  }

  claimEpoch(): Promise<number> {
    return this.database.write(['meta'], claimSenderEpoch);
  }

  confirm(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    if (!isKept(remote)) return this.confirmAudit(entryId, remote, epoch);
    return this.settle(entryId, remote, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry === undefined) takeRemote(set, remote, 'answered');
      else confirmEntry(set, entry, remote);
    });
  }

  postpone(
    entryId: string,
    reason: ExchangeReason,
    nextAttemptAt: Instant,
    epoch: number,
  ): Promise<void> {
    return this.settle(entryId, undefined, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(postponed(entry, reason, nextAttemptAt));
    });
  }

  park(entryId: string, reason: ExchangeReason, epoch: number): Promise<void> {
    return this.settle(entryId, undefined, epoch, (set) => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(parked(entry, reason));
    });
  }

  rebase(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return this.settle(entryId, remote, epoch, (set) => {
      if (isKept(remote)) takeRemote(set, remote, 'read');
    });
  }

  supersede(entryId: string, remote: RemoteRecord<'account'>, epoch: number): Promise<void> {
    return this.settle(entryId, remote, epoch, (set) => {
      takeRemote(set, remote, 'answered');
    });
  }

  attempt(entryId: string, epoch: number): Promise<void> {
    // Neither the entry's turn nor any total changes, so nothing but the entry is read.
    return this.database.write(['outbox', 'meta'], async (tables) => {
      const [entry, current] = await Dexie.Promise.all([
        tables.outbox.where('id').equals(entryId).first(),
        currentEpoch(tables),
      ]);
      requireCurrent(current, epoch);
      if (entry !== undefined) await tables.outbox.put(attempted(entry));
    });
  }

  async withdrawSurplusCodes(by: StaffMember, epoch: number): Promise<number> {
    const tables = [...new Set([...STAFF_WORK, ...EXCHANGE])];
    const patients = (await this.database.read(['patientRecords', 'meta'], async (held) => {
      await requireSenderEpoch(held, epoch);
      return held.patientRecords.orderBy('surplusOf').limit(PATIENTS_AT_A_TIME).uniqueKeys();
    })) as readonly string[];
    let ended = 0;
    for (const patientRef of patients) {
      ended += await this.database.write(tables, async (held) => {
        await requireSenderEpoch(held, epoch);
        const set = await loadWorkingSet(held, [patientRef]);
        const change = withdrawal(
          set.rowsOf(patientRef),
          by,
          this.withdrawalWords,
          this.environment,
        );
        if (change === undefined) {
          await saveWorkingSet(held, set);
          return 0;
        }
        await commitChange(held, change, this.environment);
        return change.writes.length;
      });
    }
    return ended;
  }

  retry(changeId: string, decision: StaffDecision): Promise<Result<void>> {
    return this.decide(changeId, { kind: 'retry' }, decision);
  }

  discard(changeId: string, decision: StaffDecision): Promise<Result<void>> {
    return this.decide(changeId, { kind: 'discard' }, decision);
  }

  resolve(
    changeId: string,
    choice: 'ours' | 'theirs',
    decision: StaffDecision,
  ): Promise<Result<void>> {
    return this.decide(changeId, { kind: 'resolve', choice }, decision);
  }

  private decide(
    changeId: string,
    fate: ChangeFate,
    decision: StaffDecision,
  ): Promise<Result<void>> {
    return refusingStorageFailures(() =>
      this.database.write(STAFF_WORK, async (tables) => {
        const entries = await tables.outbox.where('changeId').equals(changeId).toArray();
        const patientRefs = entries.flatMap(({ patientRef }) => patientRef ?? []);
        const set = await loadWorkingSet(tables, patientRefs, entries);
        const decided = decide(set, changeId, fate, decision, this.environment);
        if (!decided.ok) return decided;
        await saveWorkingSet(tables, set);
        await tables.audit.add({ audit: decision.audit });
        return ok();
      }),
    );
  }

  private settle(
    entryId: string,
    remote: RemoteRecord | undefined,
    epoch: number,
    work: (set: WorkingSet) => void,
  ): Promise<void> {
    return this.database.write(['patientRecords', 'outbox', 'meta'], async (tables) => {
      const [entry, patients, current] = await Dexie.Promise.all([
        tables.outbox.where('id').equals(entryId).first(),
        patientsOf(tables, remote),
        currentEpoch(tables),
      ]);
      requireCurrent(current, epoch);
      const patientRefs = [entry?.patientRef ?? [], patients].flat();
      const set = await loadWorkingSet(tables, patientRefs, entry === undefined ? [] : [entry]);
      work(set);
      await saveWorkingSet(tables, set);
    });
  }

  /** An audit row has nothing to re-base: it only remembers that the server has it. */
  private confirmAudit(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return this.database.write(['outbox', 'audit', 'meta'], async (tables) => {
      const [entry, row, current] = await Dexie.Promise.all([
        tables.outbox.where('id').equals(entryId).first(),
        tables.audit.where('audit.id').equals(remote.body.id).first(),
        currentEpoch(tables),
      ]);
      requireCurrent(current, epoch);
      const gone = combined(NOTHING_UNSENT, -1, totalsOf(entry === undefined ? [] : [entry]));
      await Dexie.Promise.all([
        entry && tables.outbox.delete(entry.sequence),
        countUnsent(tables, gone),
        row && tables.audit.put({ ...row, sentAt: this.environment.now() }),
      ]);
    });
  }

  private entriesBy(index: string, value: string): Promise<Result<readonly OutboxEntry[]>> {
    return refusingStorageFailures(async () => {
      const entries = await this.database.read(['outbox'], ({ outbox }) =>
        outbox.where(index).equals(value).toArray(),
      );
      return ok(entries.map(withoutTurn));
    });
  }

  private live<T>(query: (tables: Tables) => Promise<T>): Observable<T> {
    return this.database.live(query).pipe(
      filter((answer) => answer.available),
      map((answer) => answer.value),
    );
  }
}

/** Whose record the server's version is, and under whom it is filed here. */
async function patientsOf(
  { patientRecords }: Tables,
  remote: RemoteRecord | undefined,
): Promise<readonly string[]> {
  if (remote === undefined || !isKept(remote)) return [];
  const { kind, version, body } = remote;
  const ofServer = IDBKeyRange.bound([kind, version.id], [kind, version.id, []]);
  const [held] = await firstOfEach<StoredRow>(patientRecords, BY_SERVER_VERSION, [ofServer]);
  return [body.patientRef, held?.body.patientRef ?? []].flat();
}
