import { BehaviorSubject, EMPTY, firstValueFrom, of, type Subscription } from 'rxjs';
import type {
  AccountRecord,
  PatientRecords,
  RecordKind,
  SharedRecords,
  StaffMember,
  TaggedRecord,
} from '../../../services/domain/records.ts';
import { ServiceName } from '../../../services/domain/records.ts';
import type { PracticeSettings } from '../../../services/domain/practice/practice-settings.ts';
import { Permission } from '../../../services/domain/practice/permission.ts';
import { ok, type Result } from '../../../services/domain/result.ts';
import { BROWSER_TIME, TrustedClock } from '../../../services/host/trusted-clock.ts';
import type { Clock } from '../../../services/ports/clock.ts';
import type { OutboxEntry, RecordPlace } from '../../../services/ports/outbox.ts';
import type { StaffSession } from '../../../services/ports/practice-host.ts';
import type { RemoteRecords } from '../../../services/ports/remote-records.ts';
import { SyncPhase, type SyncState } from '../../../services/ports/sync-control.ts';
import { SyncEngine } from '../../../services/sync/sync-engine.ts';
import { DEFAULT_SYNC_TIMING, type SyncTiming } from '../../../services/sync/sync-timing.ts';
import type { Listen } from '../../../services/sync/told.ts';
import type { StoragePorts } from '../../contracts/storage-samples.ts';
import { FakeLeaseOffice } from '../../fakes/fake-sync-lease.ts';
import { createInMemoryStorage } from '../../fakes/in-memory-storage.ts';
import { RECEPTIONIST } from '../../fakes/sample-shared-records.ts';
import { limitOf } from '../../../scripts/patience.mjs';

/** Quick pauses and small pages, so that tests reach every turn of the road. */
export const QUICK: SyncTiming = {
  ...DEFAULT_SYNC_TIMING,
  pageSize: 4,
  largestPage: 16,
  offline: { baseMs: 4, capMs: 60 },
  busy: { baseMs: 4, capMs: 60 },
  restartMs: 20,
};

/** No look by the clock within a test: something else has to make the engine work. */
export const NEVER_SECONDS = 86_400;

export type WorkstationStorage = StoragePorts;

export interface WorkstationOptions {
  readonly storage?: WorkstationStorage;
  readonly office?: FakeLeaseOffice;
  readonly timing?: Partial<SyncTiming>;
  readonly pollSeconds?: number;
  readonly staff?: StaffMember;
  readonly clock?: Clock;
  /** What the server tells; nothing unless a test says so. */
  readonly listen?: Listen;
}

/** One browser tab at a practice: the engine on storage of its own, with handles for what people and networks do. */
export class Workstation {
  readonly storage: WorkstationStorage;
  readonly engine: SyncEngine;
  readonly session$: BehaviorSubject<StaffSession | null>;
  readonly online$ = new BehaviorSubject(true);
  readonly office: FakeLeaseOffice;
  readonly logLines: string[] = [];
  readonly states: SyncState[] = [];
  /** How long to wait for what should come, in milliseconds. */
  patienceMs = limitOf('condition');
  /** Real time, and not trusted, unless a test gives a clock that is told better. */
  readonly clock: Clock;
  /** The time at the workstation; the clock's unless a test sets it. */
  now: () => string = () => new Date(this.clock.now()).toISOString();
  private readonly watching: Subscription;
  private stopEngine: (() => void) | undefined;

  constructor(remote: RemoteRecords, options: WorkstationOptions = {}) {
    this.clock = options.clock ?? new TrustedClock(BROWSER_TIME);
    this.storage = options.storage ?? createInMemoryStorage();
    this.office = options.office ?? new FakeLeaseOffice();
    this.session$ = new BehaviorSubject<StaffSession | null>(
      sessionOf(options.staff ?? RECEPTIONIST),
    );
    const settings = settingsWith(options.pollSeconds ?? NEVER_SECONDS);
    this.engine = new SyncEngine(
      remote,
      this.storage.outbox,
      this.storage.journal,
      this.office.lease,
      { session$: this.session$, colleagues$: of([]), current: () => this.session$.value },
      {
        settings$: new BehaviorSubject(settings),
        current: () => settings,
        save: () => Promise.resolve(ok()),
      },
      {
        now: () => this.now(),
        today: () => this.now().slice(0, 10),
        isTimeTrusted: () => this.clock.isTrusted(),
        elapsed: () => this.clock.elapsed(),
        newId: () => crypto.randomUUID(),
        online$: this.online$,
      },
      { write: (level, message) => this.logLines.push(`${level}: ${message}`) },
      { ...QUICK, ...options.timing },
      options.listen ?? (() => EMPTY),
      { databaseName: 'online-services.practice.workstation' },
    );
    this.watching = this.engine.state$.subscribe((state) => this.states.push(state));
  }

  get state(): SyncState {
    return this.states.at(-1) ?? { phase: SyncPhase.stopped };
  }

  start(): this {
    this.stopEngine ??= this.engine.start();
    return this;
  }

  close(): void {
    this.stopEngine?.();
    this.watching.unsubscribe();
  }

  signIn(staff: StaffMember): void {
    this.session$.next(sessionOf(staff));
  }

  /** New records, or changes of what is stored here, in one go; then tells the engine, as the product does. */
  async commit(author: StaffMember, ...records: TaggedRecord[]): Promise<void> {
    const stored = bodiesIn(await this.stored(records[0]?.body.patientRef ?? ''));
    const result = await this.write(author, records, stored);
    if (!result.ok) throw new Error(result.failure.reason.code);
  }

  /** Changes the account as it is stored here; once more if it changes while that is being done. */
  async editAccount(
    author: StaffMember,
    patientRef: string,
    edit: (account: AccountRecord) => AccountRecord,
  ): Promise<void> {
    await this.eventually(async () => {
      const { account } = await this.stored(patientRef);
      if (account === undefined) return false;
      return (await this.write(author, [tagged('account', edit(account))], [account])).ok;
    }, 'an edit to be stored');
  }

  private async write(
    author: StaffMember,
    records: readonly TaggedRecord[],
    seen: readonly TaggedRecord['body'][],
  ): Promise<Result<void>> {
    const writes = records.flatMap((after) => {
      if (after.kind === 'audit') return [];
      const before = seen.find((body) => body.id === after.body.id);
      return [before === undefined ? { after } : { before, after }];
    });
    const result = await this.storage.records.commit({
      operationId: crypto.randomUUID(),
      author,
      permission: Permission.manageAccounts,
      patientRef: records[0]?.body.patientRef ?? '',
      patientName: 'Morgan, Siân',
      description: 'A change',
      writes,
      audit: records.flatMap((each) => (each.kind === 'audit' ? [each.body] : [])),
    });
    this.engine.nudge();
    return result;
  }

  async stored(patientRef: string): Promise<PatientRecords> {
    const result = await this.storage.records.read(patientRef);
    if (!result.ok) throw new Error(result.failure.reason.code);
    return result.value;
  }

  entries(): Promise<readonly OutboxEntry[]> {
    return this.storage.entries();
  }

  /** Resolves when the outbox is as `condition` says. */
  async outboxIs(condition: (entries: readonly OutboxEntry[]) => boolean): Promise<void> {
    await this.eventually(async () => condition(await this.entries()), 'the outbox to change');
  }

  async allSent(): Promise<void> {
    await this.outboxIs((entries) => entries.length === 0);
  }

  async phase(phase: SyncPhase): Promise<void> {
    await this.eventually(() => this.state.phase === phase, `the phase ${phase}`);
  }

  /** Resolves when nothing is left to send and a pull after that has ended. */
  async settled(): Promise<void> {
    await this.allSent();
    await this.phase(SyncPhase.idle);
  }

  /** Whether screens of this workstation know that all there is has been fetched once. */
  async hasEverything(): Promise<boolean> {
    const stored = await firstValueFrom(this.storage.records.watch('anybody'));
    return stored.available && stored.isComplete;
  }

  /** Resolves once the condition holds. */
  async eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const end = performance.now() + this.patienceMs;
    while (!(await condition())) {
      if (performance.now() > end) {
        const work = (await this.entries()).map(({ kind, state }) => `${kind} ${state}`);
        throw new Error(`Waited in vain for ${what}; ${this.state.phase}; ${work.join(', ')}`);
      }
      // Between two looks at the condition, so that what is waited for has its turn.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** A record with its kind. */
export function tagged<K extends RecordKind>(kind: K, body: SharedRecords[K]): TaggedRecord {
  // K is one of the kinds, so this is one of the union, which the compiler does not see.
  return { kind, body } as TaggedRecord;
}

/** Where the account is filed. */
export function placeOf({ id, patientRef }: AccountRecord): RecordPlace {
  return { kind: 'account', recordId: id, patientRef };
}

/** Signed in as this person. */
export function sessionOf(staff: StaffMember): StaffSession {
  return { id: crypto.randomUUID(), staff, permissions: [] };
}

function bodiesIn(records: PatientRecords): readonly TaggedRecord['body'][] {
  const { account, services, registrations, identityChecks, letters } = records;
  return [account ?? [], services ?? [], registrations, identityChecks, letters].flat();
}

function settingsWith(pollIntervalSeconds: number): PracticeSettings {
  const services = Object.values(ServiceName).map((name) => [name, true] as const);
  return {
    activated: true,
    services: Object.fromEntries(services) as PracticeSettings['services'],
    letterExpiryDays: 28,
    activationDays: 28,
    siteUrl: 'https://patients.example',
    resetNeedsIdentityCheck: true,
    pollIntervalSeconds,
  };
}
