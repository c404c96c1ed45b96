import type { AccountRecord, Instant, RecordKind } from '../../../services/domain/records.ts';
import type { Environment } from '../../../services/ports/practice-host.ts';
import type {
  ChangePage,
  ChangesQuery,
  KindQuery,
  Look,
  RemoteRecord,
  RemoteRecords,
  RemoteResult,
} from '../../../services/ports/remote-records.ts';
import { Pull } from '../../../services/sync/pull.ts';
import { DEFAULT_SYNC_TIMING } from '../../../services/sync/sync-timing.ts';
import type { SyncWork } from '../../../services/sync/sync-work.ts';
import { createInMemoryStorage } from '../../fakes/in-memory-storage.ts';
import { UNREACHABLE } from '../../fakes/remote-failures.ts';
import { RECEPTIONIST, sampleAccount } from '../../fakes/sample-shared-records.ts';
import { NEVER } from 'rxjs';

/** When every story begins, in milliseconds since 1970. */
const BEGINNING = Date.parse('2026-03-02T08:00:00.000Z');

interface Stamped {
  readonly record: RemoteRecord;
  readonly stamp: Instant;
  /** In milliseconds of the story. */
  readonly seenFrom: number;
}

/** A server that stamps what is changed at once, and lets it be found when it likes. Time passes as told. */
export class LateServer implements Partial<RemoteRecords> {
  /** Milliseconds since the beginning of the story. */
  elapsed = 0;
  /** How far the clock that stamps is ahead of what answers say. */
  stampsAhead = 0;
  /** How far the server's clock is ahead of the story's. */
  ahead = 0;
  isUnreachable = false;
  /** When somebody last opened a patient, in milliseconds of the story. */
  openedAt = -Infinity;
  /** Records on the pages that it gave, each as often as it was on one. */
  given = 0;
  /** From when on each look asked for accounts. */
  readonly asked: (Instant | undefined)[] = [];
  private readonly stamped: Stamped[] = [];

  /** What answers say of the time. */
  now(): Instant {
    return this.instant(this.elapsed);
  }

  /** Somebody makes an account; others can find it only after `lateBy`. */
  add(lateBy = 0, stamp = this.instant(this.elapsed + this.stampsAhead)): AccountRecord {
    const body = sampleAccount();
    const version = { id: body.id, versionId: '1', lastUpdated: stamp };
    const seenFrom = this.elapsed + lateBy;
    this.stamped.push({ record: { kind: 'account', body, version }, stamp, seenFrom });
    return body;
  }

  readonly look = async (
    queries: readonly KindQuery[],
    _signal?: AbortSignal,
    workedSince?: Instant,
  ): Promise<RemoteResult<Look>> => {
    if (this.isUnreachable) return { ok: false, failure: UNREACHABLE };
    const pages = new Map<RecordKind, ChangePage>();
    for (const query of queries) pages.set(query.kind, this.page(query.kind, query));
    const isWorkedAt =
      workedSince !== undefined && this.openedAt >= 0 && this.instant(this.openedAt) >= workedSince;
    return Promise.resolve({
      ok: true,
      value: { pages, ...(isWorkedAt && { isWorkedAt }) },
    });
  };

  readonly changes = (kind: RecordKind, query: ChangesQuery): Promise<RemoteResult<ChangePage>> =>
    Promise.resolve({ ok: true, value: this.page(kind, query) });

  private page(kind: RecordKind, { from, count }: ChangesQuery): ChangePage {
    if (kind === 'account') this.asked.push(from);
    const found = this.stamped
      .filter((each) => each.record.kind === kind && each.seenFrom <= this.elapsed)
      .filter(({ stamp }) => stamp >= (from ?? ''))
      .sort((one, other) => (one.stamp < other.stamp ? -1 : 1))
      .slice(0, count);
    this.given += found.length;
    const stamps = found.map(({ stamp }) => stamp);
    const records = found.map(({ record }) => record);
    return { records, quarantined: [], stamps, answeredAt: this.now() };
  }

  private instant(elapsed: number): Instant {
    return new Date(BEGINNING + this.ahead + elapsed).toISOString();
  }
}

/** A workstation that does nothing but look. */
export class Looker {
  readonly storage = createInMemoryStorage();
  isTimeTrusted = true;
  /** How often the server's clock was found to have gone back so far that everything is compared. */
  comparisons = 0;
  /** How often it was told that changes are to be expected. */
  foreseen = 0;
  private pull: Pull | undefined;
  private epoch = 0;

  constructor(private readonly server: LateServer) {}

  /** Begins anew, as after the page was loaded: what was only remembered is gone. */
  async start(): Promise<void> {
    this.epoch = await this.storage.outbox.claimEpoch();
    const { server, storage } = this;
    const environment: Environment = {
      now: () => server.now(),
      today: () => server.now().slice(0, 10),
      isTimeTrusted: () => this.isTimeTrusted,
      elapsed: () => server.elapsed,
      newId: () => crypto.randomUUID(),
      online$: NEVER,
    };
    const work: SyncWork = {
      // It only looks.
      remote: server as unknown as RemoteRecords,
      outbox: storage.outbox,
      journal: storage.journal,
      environment,
      log: { write: () => undefined },
      timing: DEFAULT_SYNC_TIMING,
      isSwitchedOn: () => true,
      acted: () => undefined,
      came: () => undefined,
      expected: () => {
        this.foreseen += 1;
      },
      epoch: this.epoch,
      staff: RECEPTIONIST,
      staffId: RECEPTIONIST.id,
      workstation: 'looker',
      signal: new AbortController().signal,
    };
    this.pull = new Pull(work, {
      afterPage: () => Promise.resolve(undefined),
      clockWentBack: () => {
        this.comparisons += 1;
        return Promise.resolve();
      },
    });
  }

  async look(): Promise<void> {
    if (this.pull === undefined) await this.start();
    await this.pull?.all();
  }

  /** Looks every so many milliseconds, for so long. */
  async lookFor(milliseconds: number, everyMs = 3000): Promise<void> {
    const end = this.server.elapsed + milliseconds;
    while (this.server.elapsed < end) {
      this.server.elapsed += everyMs;
      await this.look();
    }
  }

  async holds({ patientRef }: AccountRecord): Promise<boolean> {
    const stored = await this.storage.records.read(patientRef);
    return stored.ok && stored.value.account !== undefined;
  }
}
