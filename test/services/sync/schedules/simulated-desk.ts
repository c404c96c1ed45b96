import { BehaviorSubject, firstValueFrom, of, type Subscription } from 'rxjs';
import type { PracticeSettings } from '../../../../services/domain/practice/practice-settings.ts';
import { Permission } from '../../../../services/domain/practice/permission.ts';
import { writesOf } from '../../../../services/domain/record-writes.ts';
import type {
  AuditRecord,
  PatientRecords,
  StaffMember,
} from '../../../../services/domain/records.ts';
import { ok } from '../../../../services/domain/result.ts';
import { TrustedClock } from '../../../../services/host/trusted-clock.ts';
import type { Environment, StaffSession } from '../../../../services/ports/practice-host.ts';
import type { OutboxEntry } from '../../../../services/ports/outbox.ts';
import type { RemoteRecords } from '../../../../services/ports/remote-records.ts';
import { SyncPhase, type SyncState } from '../../../../services/ports/sync-control.ts';
import { SyncEngine } from '../../../../services/sync/sync-engine.ts';
import { DEFAULT_SYNC_TIMING, type SyncTiming } from '../../../../services/sync/sync-timing.ts';
import { FakeLeaseOffice } from '../../../fakes/fake-sync-lease.ts';
import { createInMemoryStorage } from '../../../fakes/in-memory-storage.ts';
import { PRACTICE_ID } from '../../../fakes/sample-shared-records.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Milliseconds since 1970 when every schedule begins. */
export const BEGINNING = Date.parse('2026-03-02T08:00:00.000Z');

const SETTINGS = { activated: true, pollIntervalSeconds: 15 } as PracticeSettings;

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
    private readonly time: VirtualTime,
    private readonly random: SeededRandom,
  ) {
    this.staff = { id: `staff-${name}`, name: `Staff ${name}` };
    this.clock = new TrustedClock({
      wall: () => BEGINNING + time.elapsed + this.clockAhead,
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

  /** The same every time, and of no order with the ids of others. */
  newId(): string {
    this.ids += 1;
    return `${this.random.between(100, 999)}-${this.name}-${this.ids}`;
  }

  /** Opens another tab; one of them leads. */
  open(remote: RemoteRecords): void {
    const random = this.random.next;
    const timing: SyncTiming = { ...DEFAULT_SYNC_TIMING, pageSize: 4, largestPage: 64, random };
    const engine = new SyncEngine(
      remote,
      unhurried(this.storage.outbox, this.time, this.random),
      unhurried(this.storage.journal, this.time, this.random),
      this.office.lease,
      { session$: this.session$, colleagues$: of([]), current: () => this.session$.value },
      {
        settings$: new BehaviorSubject(SETTINGS),
        current: () => SETTINGS,
        save: () => Promise.resolve(ok()),
      },
      this.environment,
      { write: () => undefined },
      timing,
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

  /** Stores what differs, with an audit row, as a command does; `false` when it was changed meanwhile. */
  async commit(
    before: PatientRecords,
    after: PatientRecords,
    audit: AuditRecord,
  ): Promise<boolean> {
    const writes = writesOf(before, after);
    const patientRef = audit.patientRef ?? '';
    const done = await this.storage.records.commit({
      operationId: this.newId(),
      author: this.staff,
      permission: Permission.manageAccounts,
      patientRef,
      patientName: patientRef,
      description: audit.summary,
      writes,
      audit: [audit],
    });
    return done.ok;
  }

  /** An audit row of something done here. */
  audit(patientRef: string, summary: string): AuditRecord {
    return {
      id: this.newId(),
      practiceId: PRACTICE_ID,
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

/** The port, with each of its calls taking a moment, so that others come in between. */
function unhurried<P extends object>(port: P, time: VirtualTime, random: SeededRandom): P {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        const answer = () => Reflect.apply(member, target, given) as unknown;
        return String(name).endsWith('$')
          ? answer()
          : time.delay(random.between(0, 4)).then(answer);
      };
    },
  });
}
