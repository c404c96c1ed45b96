import { BehaviorSubject, EMPTY, firstValueFrom, of, type Subscription } from 'rxjs';
import type { HostSettings } from '../../../../services/domain/practice/practice-settings.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import type {
  AuditRecord,
  PatientRecords,
  RecordKind,
  StaffMember,
} from '../../../../services/domain/records.ts';
import { ok } from '../../../../services/domain/result.ts';
import { TrustedClock } from '../../../../services/host/trusted-clock.ts';
import type { Environment, StaffSession } from '../../../../services/ports/practice-host.ts';
import { OutboxState, type OutboxEntry } from '../../../../services/ports/outbox.ts';
import type { Log } from '../../../../services/ports/remote-access.ts';
import type { RemoteRecords } from '../../../../services/ports/remote-records.ts';
import { SyncPhase, type SyncState } from '../../../../services/ports/sync-control.ts';
import { SyncEngine } from '../../../../services/sync/sync-engine.ts';
import { DEFAULT_SYNC_TIMING, type SyncTiming } from '../../../../services/sync/sync-timing.ts';
import { FakeLeaseOffice } from '../../../fakes/fake-sync-lease.ts';
import { createInMemoryStorage } from '../../../fakes/in-memory-storage.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Time as a simulated practice lives in it: the real one, or one that passes only there. In milliseconds. */
export interface PracticeTime {
  /** Since the beginning. */
  readonly elapsed: number;
  delay(milliseconds: number): Promise<void>;
}

/** What a workstation is put up with. */
export interface DeskSetup {
  readonly practiceId: string;
  readonly time: PracticeTime;
  readonly random: SeededRandom;
  /** What a right clock shows at the beginning, in milliseconds since 1970. */
  readonly beginning: number;
  readonly pollIntervalSeconds: number;
  /** Pauses and sizes other than the product's. */
  readonly timing?: Partial<SyncTiming>;
  /** Ids of what is made here; without it they follow from the random numbers. */
  readonly newId?: () => string;
  readonly log?: Log;
  /** The outbox and the journal as the engine gets to see them. */
  readonly seen?: <P extends object>(port: P, desk: string) => P;
}

/** A workstation: storage and lease of its own, one or two tabs, a clock that can be set, and one person. */
export class SimulatedDesk {
  /** How far the workstation's own clock is ahead, in milliseconds. */
  clockAhead = 0;
  readonly clock: TrustedClock;
  readonly staff: StaffMember;
  readonly environment: Environment;
  private readonly storage;
  private readonly office = new FakeLeaseOffice();
  private readonly session$: BehaviorSubject<StaffSession | null>;
  private readonly states = new BehaviorSubject<SyncState>({ phase: SyncPhase.stopped });
  private readonly tabs: (() => void)[] = [];
  private signIns = 0;
  private ids = 0;

  constructor(
    readonly name: string,
    private readonly setup: DeskSetup,
  ) {
    const { time, beginning } = setup;
    this.staff = { id: `staff-${name}`, name: `Staff ${name}` };
    this.clock = new TrustedClock({
      wall: () => beginning + time.elapsed + this.clockAhead,
      elapsed: () => time.elapsed,
    });
    const now = (): string => new Date(this.clock.now()).toISOString();
    this.environment = {
      now,
      today: () => now().slice(0, 10),
      isTimeTrusted: () => this.clock.isTrusted(),
      elapsed: () => time.elapsed,
      newId: () => this.newId(),
      online$: new BehaviorSubject(true),
    };
    this.storage = createInMemoryStorage(this.environment);
    this.session$ = new BehaviorSubject<StaffSession | null>(this.newSession());
  }

  /** Of no order with the ids of others. */
  newId(): string {
    const { newId, random } = this.setup;
    if (newId !== undefined) return newId();
    this.ids += 1;
    return `${random.between(100, 999)}-${this.name}-${this.ids}`;
  }

  /** Opens another tab; one of them leads. */
  open(remote: RemoteRecords): void {
    const { seen = asIs, log = SILENT, timing, pollIntervalSeconds } = this.setup;
    const settings = { activated: true, pollIntervalSeconds } as HostSettings;
    const engine = new SyncEngine(
      remote,
      seen(this.storage.outbox, this.name),
      seen(this.storage.journal, this.name),
      this.office.lease,
      { session$: this.session$, colleagues$: of([]), current: () => this.session$.value },
      {
        settings$: new BehaviorSubject(settings),
        current: () => settings,
        save: () => Promise.resolve(ok()),
      },
      this.environment,
      log,
      { ...DEFAULT_SYNC_TIMING, ...timing },
      () => EMPTY,
      { databaseName: this.name },
    );
    const following: Subscription = engine.state$.subscribe(this.states);
    const stop = engine.start();
    this.tabs.push(() => {
      stop();
      following.unsubscribe();
    });
  }

  /** Closes the oldest tab, whatever it was about. */
  close(): void {
    this.tabs.shift()?.();
  }

  closeAll(): void {
    while (this.tabs.length > 0) this.close();
  }

  /** What the tab opened last says. */
  get state(): SyncState {
    return this.states.value;
  }

  get openTabs(): number {
    return this.tabs.length;
  }

  /** The tab that leads is taken for frozen. */
  loseLead(): void {
    this.office.takeOver();
  }

  signOut(): void {
    this.session$.next(null);
  }

  signIn(): void {
    this.session$.next(this.newSession());
  }

  async stored(patientRef: string): Promise<PatientRecords> {
    const result = await this.storage.records.read(patientRef);
    if (!result.ok) throw new Error(result.failure.reason.code);
    return result.value;
  }

  /** The patient's unsent work. */
  async unsent(patientRef: string): Promise<readonly OutboxEntry[]> {
    const watched = await firstValueFrom(this.storage.records.watch(patientRef));
    if (!watched.available) throw new Error(watched.reason.code);
    return watched.entries.filter((entry) => entry.patientRef === patientRef);
  }

  /** Whether anything still waits to be sent. */
  async isSending(): Promise<boolean> {
    return (await this.storage.entries()).some(({ state }) => state === OutboxState.waiting);
  }

  /** What is unsent of a change, by the operations that will carry it. */
  async operationsOf(changeId: string): Promise<readonly string[]> {
    const entries = await this.storage.outbox.change(changeId);
    if (!entries.ok) throw new Error(entries.failure.reason.code);
    return entries.value.map(({ id }) => id);
  }

  /** What is stored of a kind: id on the server to version. */
  async versions(kind: RecordKind): Promise<ReadonlyMap<string, string>> {
    const known = await this.storage.journal.known(kind);
    return new Map(known.map(({ serverId, versionId }) => [serverId, versionId]));
  }

  /**
   * Stores what differs, with an audit row, as a command does.
   * @returns the id of the change; `undefined` when it was changed meanwhile.
   */
  async commit(
    before: PatientRecords,
    after: PatientRecords,
    audit: AuditRecord,
  ): Promise<string | undefined> {
    const writes = writesOf(before, after);
    const patientRef = audit.patientRef ?? '';
    const operationId = this.newId();
    const done = await this.storage.records.commit({
      operationId,
      author: this.staff,
      permission: Permission.manageAccounts,
      patientRef,
      patientName: patientRef,
      description: audit.summary,
      writes,
      audit: [audit],
    });
    return done.ok ? operationId : undefined;
  }

  /** An audit row by itself, of something that changes no record. */
  async recordAudit(audit: AuditRecord): Promise<boolean> {
    return (await this.storage.records.recordAudit(audit)).ok;
  }

  /** An audit row of something done here. */
  audit(patientRef: string, summary: string): AuditRecord {
    return {
      id: this.newId(),
      practiceId: this.setup.practiceId,
      at: this.environment.now(),
      by: this.staff,
      patientRef,
      action: 'create-account',
      outcome: 'done',
      summary,
    };
  }

  private newSession(): StaffSession {
    this.signIns += 1;
    return { id: `${this.name}-${this.signIns}`, staff: this.staff, permissions: [] };
  }
}

const SILENT: Log = { write: () => undefined };

function asIs<P extends object>(port: P): P {
  return port;
}
