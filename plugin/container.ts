/**
 * Which class answers which token, for all that looking needs. Loaded when the product is first needed; what only
 * commands need is in command-container.ts. No other file names adapters.
 */
import type { DependencyContainer } from 'tsyringe';
import { BehaviorSubject, distinctUntilChanged, map } from 'rxjs';
import { OnlineServicesFacade } from '../services/application/online-services-facade.ts';
import {
  COMMAND_SOURCE,
  OFFER_SOURCE,
  type CommandSource,
  type OfferSource,
} from '../services/application/commands/command-source.ts';
import { MergedSettings } from '../services/application/practice/merged-settings.ts';
import {
  OPENING_AUDIT_SOURCE,
  type OpeningAuditSource,
} from '../services/application/patient/opening-audit-source.ts';
import { TAB_QUERY, TabQuery } from '../services/application/tab/tab-query.ts';
import {
  WORK_VIEWS_SOURCE,
  type WorkViewsSource,
} from '../services/application/unsent-work/work-views-source.ts';
import type { OnlineServices } from '../services/application/views.ts';
import { BrowserEnvironment } from '../services/host/browser-environment.ts';
import { HostPatientRecord } from '../services/host/host-patient-record.ts';
import { HostRemoteAccess } from '../services/host/host-remote-access.ts';
import { HostSettingsStore } from '../services/host/host-settings-store.ts';
import { HostStaffSessions } from '../services/host/host-staff-sessions.ts';
import { HOST } from '../services/host/host-token.ts';
import { BROWSER_TIME, TrustedClock } from '../services/host/trusted-clock.ts';
import { CLOCK } from '../services/ports/clock.ts';
import { LETTERS_AT_HAND } from '../services/ports/letter-renderer.ts';
import { UNSENT_WORK, type UnsentWork } from '../services/ports/outbox.ts';
import * as practiceHost from '../services/ports/practice-host.ts';
import { RECORD_READER } from '../services/ports/record-store.ts';
import * as access from '../services/ports/remote-access.ts';
import { SERVER_NOTES } from '../services/ports/server-look.ts';
import { SHARED_SETTINGS, type SharedSettingsReader } from '../services/ports/shared-settings.ts';
import { SYNC_CONTROL } from '../services/ports/sync-control.ts';
import { TEXT_SEALS } from '../services/ports/text-seals.ts';
import { StorageKeySeals } from '../services/security/storage-key-seals.ts';
import { DexieRecordReader } from '../services/storage/dexie-record-reader.ts';
import { DexieSharedSettings } from '../services/storage/dexie-shared-settings.ts';
import { DexieServerNotes } from '../services/storage/dexie-server-notes.ts';
import { DexieUnsentWork } from '../services/storage/dexie-unsent-work.ts';
import {
  ONLINE_SERVICES_DATABASE,
  OnlineServicesDatabase,
} from '../services/storage/online-services-database.ts';
import { UnsentMarker } from '../services/storage/unsent-marker.ts';
import { loadWords, type WordGroup } from '../services/words/words.ts';
import { databaseName } from './database-name.ts';
import { isDisposable, type Disposables } from './disposables.ts';
import type { HostApi } from './host-api.ts';
import { lazily, painted, registerMissing, type RegisterOne } from './lazily.ts';
import { LazySync } from './lazy-sync.ts';

/** Fills the activation's container and hands out the facade. What must be released goes to `disposables`. */
export function composeServices(
  container: DependencyContainer,
  host: HostApi,
  disposables: Disposables,
): OnlineServices {
  registerServices(container, host, disposables);
  const facade = container.resolve(OnlineServicesFacade);
  const parts = [
    {
      dispose: () => {
        closeDatabase(container);
      },
    },
    container.resolve(practiceHost.STAFF_SESSIONS),
    container.resolve(TEXT_SEALS),
    facade,
    followUnsentWork(container.resolve(UNSENT_WORK), host),
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
  const one = registerMissing(container);
  registerHost(container, host, one);
  one(ONLINE_SERVICES_DATABASE, OnlineServicesDatabase);
  one(RECORD_READER, DexieRecordReader);
  one<UnsentWork>(UNSENT_WORK, DexieUnsentWork);
  one(SERVER_NOTES, DexieServerNotes);
  one<SharedSettingsReader>(SHARED_SETTINGS, DexieSharedSettings);
  one<practiceHost.SettingsStore>(practiceHost.SETTINGS_STORE, MergedSettings);
  container.registerInstance(LETTERS_AT_HAND, new BehaviorSubject(false));
  one(TAB_QUERY, TabQuery);
  registerWhatLoadsLater(container, host, disposables);
}

function registerHost(container: DependencyContainer, host: HostApi, one: RegisterOne): void {
  container.registerInstance(HOST, host);
  container.registerInstance(practiceHost.PRACTICE, host.practice);
  container.registerInstance(access.LOG, host.log);
  container.registerInstance(access.PRACTICE_KEY_SOURCE, host.keys);
  container.registerInstance(access.STORAGE_KEY_SOURCE, host.keys);
  one(TEXT_SEALS, StorageKeySeals);
  container.registerInstance(access.STORAGE_LOCATION, { databaseName: databaseName(host) });
  one(access.REMOTE_ACCESS, HostRemoteAccess);
  one(practiceHost.PATIENT_RECORD, HostPatientRecord);
  one(practiceHost.STAFF_SESSIONS, HostStaffSessions);
  one(practiceHost.HOST_CONFIGURATION, HostSettingsStore);
  container.registerInstance(CLOCK, new TrustedClock(BROWSER_TIME));
  one<practiceHost.Environment>(practiceHost.ENVIRONMENT, BrowserEnvironment);
}

/**
 * Offers and the exchange with the shared record when the tab has been painted; commands when somebody starts to work.
 */
function registerWhatLoadsLater(
  container: DependencyContainer,
  { log }: HostApi,
  disposables: Disposables,
): void {
  const over = new AbortController();
  disposables.add({
    dispose: () => {
      over.abort();
    },
  });
  const later = <M, T>(
    load: () => Promise<M>,
    compose: (module: M) => T | Promise<T>,
  ): (() => Promise<T>) =>
    lazily(async () => {
      const module = await load();
      over.signal.throwIfAborted();
      return compose(module);
    });
  const afterPaint = () => painted().then(() => import('./after-paint.ts'));
  const offers: OfferSource = later(withWords(afterPaint, 'offers'), (module) => module.offers);
  const workViews: WorkViewsSource = later(
    withWords(() => import('./work-list.ts'), 'workList', 'exchange'),
    (module) => module.workList(),
  );
  const loadCommands = withWords(
    () => import('./command-container.ts'),
    ...(['offers', 'storage', 'exchange', 'commands', 'history', 'reminders'] as const),
  );
  const commands: CommandSource = later(
    // What is done may have to wait, and is listed then: also where the network is cut by that time.
    async () => (await Promise.all([loadCommands(), workViews()]))[0],
    ({ composeCommands }) => composeCommands(container, disposables),
  );
  const loadSync = later(afterPaint, ({ composeSync }) => composeSync(container, disposables));
  const sync = new LazySync(loadSync, (error) => {
    log.write('error', 'The exchange with the shared record could not be loaded', {
      error: error instanceof Error ? error.name : 'unknown',
    });
  });
  const openings: OpeningAuditSource = later(
    withWords(() => painted().then(() => import('./opening-container.ts')), 'openings', 'storage'),
    ({ composeOpenings }) => composeOpenings(container),
  );
  container.registerInstance(OFFER_SOURCE, offers);
  container.registerInstance(OPENING_AUDIT_SOURCE, openings);
  container.registerInstance(WORK_VIEWS_SOURCE, workViews);
  container.registerInstance(COMMAND_SOURCE, commands);
  container.registerInstance(SYNC_CONTROL, disposables.add(sync));
}

/** Loads a module with the words it speaks. */
function withWords<M>(load: () => Promise<M>, ...groups: WordGroup[]): () => Promise<M> {
  return async () => {
    const [module] = await Promise.all([load(), loadWords(...groups)]);
    return module;
  };
}

/** Remembers across sessions whether something is left to send. */
function followUnsentWork(unsent: UnsentWork, host: HostApi): { dispose(): void } {
  const marker = new UnsentMarker(databaseName(host));
  const following = unsent.totals$
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
