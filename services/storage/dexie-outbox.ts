import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { StaffMember } from '../domain/records.ts';
import { ok, type Result } from '../domain/result.ts';
import {
  WITHDRAWAL_WORDS,
  type Outbox,
  type OutboxEntry,
  type RecordPlace,
  type Sendable,
  type SendTurn,
  type UnsentTotals,
  type WithdrawalWordsSource,
} from '../ports/outbox.ts';
import { ENVIRONMENT, type Environment } from '../ports/practice-host.ts';
import type { RemoteRecord, ServerVersion } from '../ports/remote-records.ts';
import { DexieUnsentWork } from './dexie-unsent-work.ts';
import { hasStuckEntry, sendableOf } from './dexie-send-queue.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { withoutTurn } from './queued-entry.ts';
import { claimSenderEpoch, requireSenderEpoch } from './sender-epoch.ts';
import type { Settlements } from './settlements.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { openedBy, textsToRead } from './texts-to-read.ts';
import { textsToWrite } from './texts-to-write.ts';

/** While much is sent, each answer changes the queue: what is next is told at this pace, in milliseconds. */
const SENDABLE_PACE_MS = 100;

/** Surplus codes are rare: so many patients' are ended at a time. */
const PATIENTS_AT_A_TIME = 20;

/**
 * {@link Outbox} in IndexedDB. Settling an entry that is gone (staff or a pull were quicker) does nothing but take in
 * the server's version. Settles reject with LeaseLost, or with the storage error when storage fails.
 */
@injectable()
export class DexieOutbox implements Outbox {
  readonly totals$: Observable<UnsentTotals>;
  private settlements: Settlements | undefined;
  private hasSent = false;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'now' | 'newId'>,
    @inject(WITHDRAWAL_WORDS) private readonly withdrawalWords: WithdrawalWordsSource,
  ) {
    this.totals$ = new DexieUnsentWork(database).totals$;
  }

  sendable$(staffId: string): Observable<Sendable> {
    return this.database
      .live(
        (tables) =>
          tables.outbox.db.transaction('r', tables.outbox, () => sendableOf(tables, staffId)),
        SENDABLE_PACE_MS,
      )
      .pipe(
        filter((answer) => answer.available),
        map((answer) => answer.value),
      );
  }

  async next(turn: SendTurn): Promise<readonly OutboxEntry[]> {
    // Without the key nothing is read either: a sealed text must not be taken for what somebody typed.
    if (!this.hasSent && !(await this.hasSomething(turn.staffId))) return [];
    this.hasSent = true;
    const [{ seal }, { nextEntries }] = await Promise.all([
      textsToWrite(this.database),
      import('./next-entries.ts'),
      // Before anything goes out, so that the answer can be written down whatever becomes of the network.
      this.settling(),
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
    return (await this.settling()).serverVersion(place);
  }

  claimEpoch(): Promise<number> {
    return this.database.write(['meta'], claimSenderEpoch);
  }

  async confirm(...sent: Parameters<Outbox['confirm']>): Promise<void> {
    return (await this.settling()).confirm(...sent);
  }

  async postpone(...put: Parameters<Outbox['postpone']>): Promise<void> {
    return (await this.settling()).postpone(...put);
  }

  async park(...refused: Parameters<Outbox['park']>): Promise<void> {
    return (await this.settling()).park(...refused);
  }

  async rebase(entryId: string, remote: RemoteRecord, epoch: number): Promise<void> {
    return (await this.settling()).rebase(entryId, remote, epoch);
  }

  async supersede(entryId: string, remote: RemoteRecord<'account'>, epoch: number): Promise<void> {
    return (await this.settling()).supersede(entryId, remote, epoch);
  }

  async attempt(...tried: Parameters<Outbox['attempt']>): Promise<boolean> {
    return (await this.settling()).attempt(...tried);
  }

  async withdrawSurplusCodes(by: StaffMember, epoch: number): Promise<number> {
    const patients = (await this.database.read(['patientRecords', 'meta'], async (held) => {
      await requireSenderEpoch(held, epoch);
      return held.patientRecords.orderBy('surplusOf').limit(PATIENTS_AT_A_TIME).uniqueKeys();
    })) as readonly string[];
    if (patients.length === 0) return 0;
    // Rare, so what ends them comes then; without a network they are found again at the next pass.
    const parts = await Promise.all([
      import('./ending-surplus-codes.ts'),
      this.withdrawalWords(),
    ]).catch(() => undefined);
    if (parts === undefined) return 0;
    const [{ endSurplusCodes }, words] = parts;
    const { database, environment } = this;
    return endSurplusCodes(patients, { database, environment, words, by, epoch });
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

  private async settling(): Promise<Settlements> {
    const module = await import('./settlements.ts');
    return (this.settlements ??= new module.Settlements(this.database, () =>
      this.environment.now(),
    ));
  }
}
