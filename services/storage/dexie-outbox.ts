import { Dexie } from 'dexie';
import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { Instant, StaffMember } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import {
  OutboxState,
  WITHDRAWAL_WORDS,
  type Outbox,
  type OutboxEntry,
  type RecordPlace,
  type Sendable,
  type SendTurn,
  type UnsentTotals,
  type WithdrawalWords,
} from '../ports/outbox.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import { BY_PATIENT, type Tables } from './database-tables.ts';
import { DexieUnsentWork } from './dexie-unsent-work.ts';
import { hasStuckEntry, sendableOf } from './dexie-send-queue.ts';
import { GroupCommit } from './group-commit.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { recordRow } from './record-row.ts';
import { confirmEntry, isKept, takeRemote } from './remote-changes.ts';
import { attempted, parked, postponed } from './send-outcomes.ts';
import { withoutTurn } from './queued-entry.ts';
import {
  claimSenderEpoch,
  currentEpoch,
  requireCurrent,
  requireSenderEpoch,
} from './sender-epoch.ts';
import type { Settle, SharedAudit } from './settling.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { openedBy, textsToRead } from './texts-to-read.ts';
import { textsToWrite } from './texts-to-write.ts';
import type { WorkingSet } from './working-set.ts';

const settling = () => import('./settling.ts');

/** Surplus codes are rare: so many patients' are ended at a time. */
const PATIENTS_AT_A_TIME = 20;

/**
 * {@link Outbox} in IndexedDB. Settling an entry that is gone (staff or a pull were quicker) does nothing but take in
 * the server's version. Settles reject with LeaseLost, or with the storage error when storage fails.
 */
@injectable()
export class DexieOutbox implements Outbox {
  readonly totals$: Observable<UnsentTotals>;
  private readonly settles: GroupCommit<Settle>;
  private readonly sharedAudits: GroupCommit<SharedAudit>;
  private hasSent = false;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'now' | 'newId'>,
    @inject(WITHDRAWAL_WORDS) private readonly withdrawalWords: WithdrawalWords,
  ) {
    this.totals$ = new DexieUnsentWork(database).totals$;
    this.settles = new GroupCommit(async (settles) => {
      const { settle } = await settling();
      await database.write(['patientRecords', 'outbox', 'meta'], (tables) =>
        settle(tables, settles),
      );
    });
    this.sharedAudits = new GroupCommit(async (shared) => {
      const { confirmAudits } = await settling();
      await database.write(['outbox', 'audit', 'meta'], (tables) =>
        confirmAudits(tables, shared, environment.now()),
      );
    });
  }

  sendable$(staffId: string): Observable<Sendable> {
    return this.live((tables) => sendableOf(tables, staffId));
  }

  async next(turn: SendTurn): Promise<readonly OutboxEntry[]> {
    // Without the key nothing is read either: a sealed text must not be taken for what somebody typed.
    if (!this.hasSent && !(await this.hasSomething(turn.staffId))) return [];
    this.hasSent = true;
    const [{ seal }, { nextEntries }] = await Promise.all([
      textsToWrite(this.database),
      import('./next-entries.ts'),
      // Before anything goes out, so that the answer can be written down whatever becomes of the network.
      settling(),
    ]);
    const texts = await openedBy(seal);
    const entries = await this.database.read(['outbox'], (tables) => nextEntries(tables, turn));
    return Promise.all(entries.map((entry) => texts.entry(entry)));
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

  async serverVersion(place: RecordPlace): Promise<ServerVersion | undefined> {
    const { kind, recordId, patientRef } = place;
    const version = await this.database.read(['patientRecords'], async ({ patientRecords }) => {
      const rows = await patientRecords
        .where(BY_PATIENT)
        .equals(patientRef ?? '')
        .toArray();
      const row = rows.find((each) => each.kind === kind && each.body.id === recordId);
      return row && recordRow(row).server?.version;
    });
    const { seal } = await textsToWrite(this.database);
    return version && (await openedBy(seal)).version(version, recordId);
  }

  claimEpoch(): Promise<number> {
    return this.database.write(['meta'], claimSenderEpoch);
  }

  async confirm(entryId: string, given: RemoteRecord, epoch: number): Promise<void> {
    if (!isKept(given)) {
      return this.sharedAudits.run({ entryId, auditId: given.body.id, epoch });
    }
    const remote = await this.sealed(given);
    const work = (set: WorkingSet): void => {
      const entry = set.entry(entryId);
      if (entry === undefined) takeRemote(set, remote, 'answered');
      else confirmEntry(set, entry, remote);
    };
    return this.settles.run({ entryId, remote, epoch, work });
  }

  postpone(
    entryId: string,
    reason: ExchangeReason,
    nextAttemptAt: Instant,
    epoch: number,
  ): Promise<void> {
    const work = (set: WorkingSet): void => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(postponed(entry, reason, nextAttemptAt));
    };
    return this.settles.run({ entryId, epoch, work });
  }

  park(entryId: string, reason: ExchangeReason, epoch: number): Promise<void> {
    const work = (set: WorkingSet): void => {
      const entry = set.entry(entryId);
      if (entry !== undefined) set.putEntry(parked(entry, reason));
    };
    return this.settles.run({ entryId, epoch, work });
  }

  async rebase(entryId: string, given: RemoteRecord, epoch: number): Promise<void> {
    const remote = await this.sealed(given);
    const work = (set: WorkingSet): void => {
      if (isKept(remote)) takeRemote(set, remote, 'read');
    };
    return this.settles.run({ entryId, remote, epoch, work });
  }

  async supersede(entryId: string, given: RemoteRecord<'account'>, epoch: number): Promise<void> {
    const remote = await this.sealed(given);
    const work = (set: WorkingSet): void => {
      takeRemote(set, remote, 'answered');
    };
    return this.settles.run({ entryId, remote, epoch, work });
  }

  attempt(entryId: string, epoch: number): Promise<boolean> {
    // Neither the entry's turn nor any total changes, so nothing but the entry is read.
    return this.database.write(['outbox', 'meta'], async (tables) => {
      const [entry, current] = await Dexie.Promise.all([
        tables.outbox.where('id').equals(entryId).first(),
        currentEpoch(tables),
      ]);
      requireCurrent(current, epoch);
      if (entry?.state !== OutboxState.waiting) return false;
      await tables.outbox.put(attempted(entry));
      return true;
    });
  }

  async withdrawSurplusCodes(by: StaffMember, epoch: number): Promise<number> {
    const patients = (await this.database.read(['patientRecords', 'meta'], async (held) => {
      await requireSenderEpoch(held, epoch);
      return held.patientRecords.orderBy('surplusOf').limit(PATIENTS_AT_A_TIME).uniqueKeys();
    })) as readonly string[];
    if (patients.length === 0) return 0;
    // Rare, so what ends them comes then; without a network they are found again at the next pass.
    const module = await import('./ending-surplus-codes.ts').catch(() => undefined);
    const { database, environment, withdrawalWords: words } = this;
    return module?.endSurplusCodes(patients, { database, environment, words, by, epoch }) ?? 0;
  }

  private entriesBy(index: string, value: string): Promise<Result<readonly OutboxEntry[]>> {
    return refusingStorageFailures(async () => {
      const [entries, texts] = await Promise.all([
        this.database.read(['outbox'], ({ outbox }) => outbox.where(index).equals(value).toArray()),
        textsToRead(this.database.seals),
      ]);
      return ok(await Promise.all(entries.map((entry) => texts.entry(withoutTurn(entry)))));
    });
  }

  /** Without loading what only sending needs. */
  private async hasSomething(staffId: string): Promise<boolean> {
    const { first, nextDue } = await this.database.read(['outbox'], (tables) =>
      sendableOf(tables, staffId),
    );
    return first !== undefined || nextDue !== undefined;
  }

  private async sealed<R extends RemoteRecord>(remote: R): Promise<R> {
    const texts = await textsToWrite(this.database);
    return texts.remote(remote);
  }

  private live<T>(query: (tables: Tables) => Promise<T>): Observable<T> {
    return this.database.live(query).pipe(
      filter((answer) => answer.available),
      map((answer) => answer.value),
    );
  }
}
