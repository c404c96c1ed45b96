/** The one file that names adapters: which class answers which token. Loaded when the product is first needed. */
import type { DependencyContainer, InjectionToken } from 'tsyringe';
import { distinctUntilChanged, map } from 'rxjs';
import { ChangeServices } from '../services/application/change-services.ts';
import { CodeExpiry } from '../services/application/code-expiry.ts';
import { CodeIssuing } from '../services/application/code-issuing.ts';
import { CreateAccount } from '../services/application/create-account.ts';
import { IdentityChecks } from '../services/application/identity-checks.ts';
import { IssueNewCodes } from '../services/application/issue-new-codes.ts';
import { Letters } from '../services/application/letters.ts';
import { OnlineServicesFacade } from '../services/application/online-services-facade.ts';
import { PracticeConfiguration } from '../services/application/practice-configuration.ts';
import { SaveContact } from '../services/application/save-contact.ts';
import { StaffActions } from '../services/application/staff-actions.ts';
import { TabQuery } from '../services/application/tab-query.ts';
import * as application from '../services/application/tokens.ts';
import { UnlockAccount } from '../services/application/unlock-account.ts';
import { UnsentWork } from '../services/application/unsent-work.ts';
import type { OnlineServices } from '../services/application/views.ts';
import { FhirRemoteRecords } from '../services/fhir/fhir-remote-records.ts';
import { BrowserEnvironment } from '../services/host/browser-environment.ts';
import { HostDocumentOutput } from '../services/host/host-document-output.ts';
import { HostPatientRecord } from '../services/host/host-patient-record.ts';
import { HostRemoteAccess } from '../services/host/host-remote-access.ts';
import { HostSettingsStore } from '../services/host/host-settings-store.ts';
import { HostStaffSessions } from '../services/host/host-staff-sessions.ts';
import { HOST } from '../services/host/host-token.ts';
import {
  LETTER_WORKER_URL,
  letterWorkerUrl,
  WorkerLetterRenderer,
} from '../services/letters/worker-letter-renderer.ts';
import { LETTER_RENDERER } from '../services/ports/letter-renderer.ts';
import { OUTBOX, PULL_JOURNAL, type Outbox } from '../services/ports/outbox.ts';
import * as practiceHost from '../services/ports/practice-host.ts';
import { RECORD_STORE } from '../services/ports/record-store.ts';
import { REGISTRATION_CODE_ISSUER } from '../services/ports/registration-codes.ts';
import * as access from '../services/ports/remote-access.ts';
import { REMOTE_RECORDS } from '../services/ports/remote-records.ts';
import { SYNC_CONTROL } from '../services/ports/sync-control.ts';
import { SYNC_LEASE } from '../services/ports/sync-lease.ts';
import { SealedRegistrationCodes } from '../services/security/sealed-registration-codes.ts';
import { DexieOutbox } from '../services/storage/dexie-outbox.ts';
import { DexiePullJournal } from '../services/storage/dexie-pull-journal.ts';
import { DexieRecordStore } from '../services/storage/dexie-record-store.ts';
import {
  ONLINE_SERVICES_DATABASE,
  OnlineServicesDatabase,
} from '../services/storage/online-services-database.ts';
import { UnsentMarker } from '../services/storage/unsent-marker.ts';
import { SyncEngine } from '../services/sync/sync-engine.ts';
import { DEFAULT_SYNC_TIMING, SYNC_TIMING } from '../services/sync/sync-timing.ts';
import { WebLockLease } from '../services/sync/web-lock-lease.ts';
import { databaseName } from './database-name.ts';
import type { Disposables } from './disposables.ts';
import type { Disposable, HostApi } from './host-api.ts';

type Implementation<T> = new (...parameters: never[]) => T;

/** Fills the activation's container and hands out the facade. What must be released goes to `disposables`. */
export function composeServices(
  container: DependencyContainer,
  host: HostApi,
  disposables: Disposables,
): OnlineServices {
  registerServices(container, host);
  const facade = container.resolve(application.ONLINE_SERVICES);
  const outbox = container.resolve(OUTBOX);
  const parts = [
    {
      dispose: () => {
        closeDatabase(container);
      },
    },
    container.resolve(practiceHost.STAFF_SESSIONS),
    container.resolve(LETTER_RENDERER),
    facade,
    followUnsentWork(outbox, host),
  ];
  parts.filter(isDisposable).forEach((part) => disposables.add(part));
  return facade;
}

/** A port does not promise to be disposable; some of its adapters are. */
function isDisposable(part: object): part is Disposable {
  return 'dispose' in part && typeof part.dispose === 'function';
}

function closeDatabase(container: DependencyContainer): void {
  container.resolve(ONLINE_SERVICES_DATABASE).close();
}

/** Registers every token; a test resolves each of them. */
export function registerServices(container: DependencyContainer, host: HostApi): void {
  const one = <T>(token: InjectionToken<T>, implementation: Implementation<T>): void => {
    container.registerSingleton(token, implementation as new (...parameters: unknown[]) => T);
  };
  registerHost(container, host, one);
  one(ONLINE_SERVICES_DATABASE, OnlineServicesDatabase);
  one(RECORD_STORE, DexieRecordStore);
  one(OUTBOX, DexieOutbox);
  one(PULL_JOURNAL, DexiePullJournal);
  one(REMOTE_RECORDS, FhirRemoteRecords);
  container.registerInstance(SYNC_TIMING, DEFAULT_SYNC_TIMING);
  one(SYNC_LEASE, WebLockLease);
  one(SYNC_CONTROL, SyncEngine);
  one(REGISTRATION_CODE_ISSUER, SealedRegistrationCodes);
  container.registerInstance(LETTER_WORKER_URL, letterWorkerUrl);
  one(LETTER_RENDERER, WorkerLetterRenderer);
  registerApplication(one);
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
  one(practiceHost.DOCUMENT_OUTPUT, HostDocumentOutput);
  one<practiceHost.Environment>(practiceHost.ENVIRONMENT, BrowserEnvironment);
}

function registerApplication(one: RegisterOne): void {
  one(application.STAFF_ACTIONS, StaffActions);
  one(application.CODE_ISSUING, CodeIssuing);
  one(application.CODE_EXPIRY, CodeExpiry);
  one(application.TAB_QUERY, TabQuery);
  one(application.CREATE_ACCOUNT, CreateAccount);
  one(application.CHANGE_SERVICES, ChangeServices);
  one(application.UNLOCK_ACCOUNT, UnlockAccount);
  one(application.ISSUE_NEW_CODES, IssueNewCodes);
  one(application.IDENTITY_CHECKS, IdentityChecks);
  one(application.SAVE_CONTACT, SaveContact);
  one(application.LETTERS, Letters);
  one(application.UNSENT_WORK, UnsentWork);
  one(application.PRACTICE_CONFIGURATION, PracticeConfiguration);
  one(application.ONLINE_SERVICES, OnlineServicesFacade);
}

/** Remembers across sessions whether something is left to send. */
function followUnsentWork(outbox: Outbox, host: HostApi): { dispose(): void } {
  const marker = new UnsentMarker(databaseName(host));
  const following = outbox.entries$
    .pipe(
      map((entries) => entries.length > 0),
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
