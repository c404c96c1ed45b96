/**
 * Which class answers which token, for all that looking needs. Loaded when the product is first needed; what only
 * commands need is in command-container.ts. No other file names adapters.
 */
import type { DependencyContainer, InjectionToken } from 'tsyringe';
import { distinctUntilChanged, map } from 'rxjs';
import { OnlineServicesFacade } from '../services/application/online-services-facade.ts';
import {
  COMMAND_SOURCE,
  type CommandSource,
} from '../services/application/commands/command-source.ts';
import { TAB_QUERY, TabQuery } from '../services/application/tab/tab-query.ts';
import type { OnlineServices } from '../services/application/views.ts';
import { FhirRemoteRecords } from '../services/fhir/fhir-remote-records.ts';
import { BrowserEnvironment } from '../services/host/browser-environment.ts';
import { HostPatientRecord } from '../services/host/host-patient-record.ts';
import { HostRemoteAccess } from '../services/host/host-remote-access.ts';
import { HostSettingsStore } from '../services/host/host-settings-store.ts';
import { HostStaffSessions } from '../services/host/host-staff-sessions.ts';
import { HOST } from '../services/host/host-token.ts';
import { BROWSER_TIME, TrustedClock } from '../services/host/trusted-clock.ts';
import { CLOCK } from '../services/ports/clock.ts';
import { OUTBOX, PULL_JOURNAL, type Outbox } from '../services/ports/outbox.ts';
import * as practiceHost from '../services/ports/practice-host.ts';
import { PRACTICE_REGISTER } from '../services/ports/practice-register.ts';
import { RECORD_STORE } from '../services/ports/record-store.ts';
import * as access from '../services/ports/remote-access.ts';
import { REMOTE_RECORDS } from '../services/ports/remote-records.ts';
import { SYNC_CONTROL } from '../services/ports/sync-control.ts';
import { SYNC_LEASE, type SyncLease } from '../services/ports/sync-lease.ts';
import { DexieOutbox } from '../services/storage/dexie-outbox.ts';
import { DexiePracticeRegister } from '../services/storage/dexie-practice-register.ts';
import { DexiePullJournal } from '../services/storage/dexie-pull-journal.ts';
import { DexieRecordStore } from '../services/storage/dexie-record-store.ts';
import {
  ONLINE_SERVICES_DATABASE,
  OnlineServicesDatabase,
} from '../services/storage/online-services-database.ts';
import { STORAGE_SWEEPER, StorageSweeper } from '../services/storage/storage-sweeper.ts';
import { UnsentMarker } from '../services/storage/unsent-marker.ts';
import { SyncEngine } from '../services/sync/sync-engine.ts';
import { DEFAULT_SYNC_TIMING, SYNC_TIMING } from '../services/sync/sync-timing.ts';
import { WebLockLease } from '../services/sync/web-lock-lease.ts';
import { loadWords } from '../services/words/words.ts';
import { databaseName } from './database-name.ts';
import type { Disposables } from './disposables.ts';
import type { HostApi } from './host-api.ts';
import { isDisposable } from './is-disposable.ts';

type Implementation<T> = new (...parameters: never[]) => T;

/** Fills the activation's container and hands out the facade. What must be released goes to `disposables`. */
export function composeServices(
  container: DependencyContainer,
  host: HostApi,
  disposables: Disposables,
): OnlineServices {
  registerServices(container, host, disposables);
  const facade = container.resolve(OnlineServicesFacade);
  const outbox = container.resolve(OUTBOX);
  const sweeper = container.resolve(STORAGE_SWEEPER);
  sweeper.start();
  const parts = [
    {
      dispose: () => {
        closeDatabase(container);
      },
    },
    container.resolve(practiceHost.STAFF_SESSIONS),
    facade,
    followUnsentWork(outbox, host),
    sweeper,
  ];
  parts.filter(isDisposable).forEach((part) => disposables.add(part));
  return facade.withCommands();
}

function closeDatabase(container: DependencyContainer): void {
  container.resolve(ONLINE_SERVICES_DATABASE).close();
}

/** Registers every token; a test resolves each of them. */
export function registerServices(
  container: DependencyContainer,
  host: HostApi,
  disposables: Disposables,
): void {
  const one = <T>(token: InjectionToken<T>, implementation: Implementation<T>): void => {
    container.registerSingleton(token, implementation as new (...parameters: unknown[]) => T);
  };
  registerHost(container, host, one);
  one(ONLINE_SERVICES_DATABASE, OnlineServicesDatabase);
  one(STORAGE_SWEEPER, StorageSweeper);
  one(RECORD_STORE, DexieRecordStore);
  one(OUTBOX, DexieOutbox);
  one(PULL_JOURNAL, DexiePullJournal);
  one(PRACTICE_REGISTER, DexiePracticeRegister);
  one(REMOTE_RECORDS, FhirRemoteRecords);
  container.registerInstance(SYNC_TIMING, DEFAULT_SYNC_TIMING);
  one<SyncLease>(SYNC_LEASE, WebLockLease);
  one(SYNC_CONTROL, SyncEngine);
  one(TAB_QUERY, TabQuery);
  container.registerInstance(COMMAND_SOURCE, commandSource(container, disposables));
}

type RegisterOne = <T>(token: InjectionToken<T>, implementation: Implementation<T>) => void;

function registerHost(container: DependencyContainer, host: HostApi, one: RegisterOne): void {
  container.registerInstance(HOST, host);
  container.registerInstance(practiceHost.PRACTICE, host.practice);
  container.registerInstance(access.LOG, host.log);
  container.registerInstance(access.PRACTICE_KEY_SOURCE, host.keys);
  container.registerInstance(access.STORAGE_LOCATION, { databaseName: databaseName(host) });
  one(access.REMOTE_ACCESS, HostRemoteAccess);
  one(practiceHost.PATIENT_RECORD, HostPatientRecord);
  one(practiceHost.STAFF_SESSIONS, HostStaffSessions);
  one(practiceHost.SETTINGS_STORE, HostSettingsStore);
  container.registerInstance(CLOCK, new TrustedClock(BROWSER_TIME));
  one<practiceHost.Environment>(practiceHost.ENVIRONMENT, BrowserEnvironment);
}

/** The commands' own adapters come with them, at the first call. A failure to load is forgotten. */
function commandSource(container: DependencyContainer, disposables: Disposables): CommandSource {
  let loading: ReturnType<CommandSource> | undefined;
  return () => {
    loading ??= Promise.all([import('./command-container.ts'), loadWords('commands')])
      .then(([{ composeCommands }]) => composeCommands(container, disposables))
      .catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
    return loading;
  };
}

/** Remembers across sessions whether something is left to send. */
function followUnsentWork(outbox: Outbox, host: HostApi): { dispose(): void } {
  const marker = new UnsentMarker(databaseName(host));
  const following = outbox.totals$
    .pipe(
      map(({ entries }) => entries > 0),
      distinctUntilChanged(),
    )
    .subscribe((isLeft) => {
      marker.set(isLeft);
    });
  return {
    dispose: () => {
      following.unsubscribe();
    },
  };
}
