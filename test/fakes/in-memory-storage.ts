import type { StorageReason } from '../../services/domain/unsent-work/reasons.ts';
import type {
  Outbox,
  OutboxEntry,
  PullJournal,
  UnsentDecisions,
} from '../../services/ports/outbox.ts';
import type { JobStore } from '../../services/ports/jobs.ts';
import type { PracticeRegister } from '../../services/ports/practice-register.ts';
import type { RecordStore } from '../../services/ports/record-store.ts';
import type {
  SharedSettingsKeeper,
  SharedSettingsReader,
} from '../../services/ports/shared-settings.ts';
import type { Stamp } from '../../services/storage/change-plan.ts';
import { InMemoryJobStore } from './in-memory-job-store.ts';
import { InMemoryOutbox } from './in-memory-outbox.ts';
import { InMemoryPracticeRegister } from './in-memory-practice-register.ts';
import { InMemoryPullJournal } from './in-memory-pull-journal.ts';
import { InMemoryRecordStore } from './in-memory-record-store.ts';
import { InMemorySharedSettings } from './in-memory-shared-settings.ts';
import { InMemoryState } from './in-memory-state.ts';

/** The storage ports over one in-memory database. */
export interface InMemoryStorage {
  readonly records: RecordStore;
  readonly outbox: Outbox;
  readonly decisions: UnsentDecisions;
  readonly journal: PullJournal;
  readonly register: PracticeRegister;
  readonly settings: SharedSettingsReader & SharedSettingsKeeper;
  readonly jobs: JobStore;
  /** All unsent work, in order of making. */
  entries(): Promise<readonly OutboxEntry[]>;
  /** As after a first pull that brought everything there is. */
  haveEverything(): void;
  /** Makes storage unusable for this reason, or usable again with `undefined`. */
  fail(reason: StorageReason | undefined): void;
}

/** Storage ports that keep everything in memory and pass the same contract suites as the Dexie adapters. */
export function createInMemoryStorage(stamp: Stamp = systemStamp): InMemoryStorage {
  const state = new InMemoryState();
  const outbox = new InMemoryOutbox(state, stamp);
  return {
    records: new InMemoryRecordStore(state, stamp),
    outbox,
    decisions: outbox,
    journal: new InMemoryPullJournal(state),
    register: new InMemoryPracticeRegister(state),
    settings: new InMemorySharedSettings(state),
    jobs: new InMemoryJobStore(state),
    entries: () => Promise.resolve(state.entries()),
    haveEverything() {
      state.reconciled = { ...state.reconciled, finishedOn: '2026-01-01' };
      state.changed$.next();
    },
    fail(reason) {
      state.broken = reason;
      state.changed$.next();
    },
  };
}

const systemStamp: Stamp = {
  now: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
};
