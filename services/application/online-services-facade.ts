import { inject, injectable } from 'tsyringe';
import {
  combineLatest,
  defer,
  distinctUntilChanged,
  finalize,
  map,
  tap,
  type Observable,
  type Subscription,
} from 'rxjs';
import { IDENTITY_METHODS } from '../domain/identity-check.ts';
import { Permission } from '../domain/permission.ts';
import type { PracticeSettings } from '../domain/practice-settings.ts';
import { servicesOf } from '../domain/service-entitlements.ts';
import { OUTBOX, OutboxState, type Outbox } from '../ports/outbox.ts';
import {
  ENVIRONMENT,
  PRACTICE,
  SETTINGS_STORE,
  STAFF_SESSIONS,
  type Environment,
  type Practice,
  type SettingsStore,
  type StaffSession,
  type StaffSessions,
} from '../ports/practice-host.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import { SYNC_CONTROL, type SyncControl } from '../ports/sync-control.ts';
import { CommandBoundary } from './command-boundary.ts';
import type { ChangeServices } from './change-services.ts';
import type { CodeExpiry } from './code-expiry.ts';
import type { CreateAccount } from './create-account.ts';
import type { IdentityChecks } from './identity-checks.ts';
import type { IssueNewCodes } from './issue-new-codes.ts';
import type { Letters } from './letters.ts';
import type { PracticeConfiguration } from './practice-configuration.ts';
import type { SaveContact } from './save-contact.ts';
import type { TabQuery } from './tab-query.ts';
import {
  CHANGE_SERVICES,
  CODE_EXPIRY,
  CREATE_ACCOUNT,
  IDENTITY_CHECKS,
  ISSUE_NEW_CODES,
  LETTERS,
  PRACTICE_CONFIGURATION,
  SAVE_CONTACT,
  TAB_QUERY,
  UNLOCK_ACCOUNT,
  UNSENT_WORK,
} from './tokens.ts';
import type { UnlockAccount } from './unlock-account.ts';
import type { UnsentWork } from './unsent-work.ts';
import type { OnlineServices, SettingsView, TabView } from './views.ts';

/** The one door of the product: hands each question and command to the part that answers it. */
@injectable()
export class OnlineServicesFacade implements OnlineServices {
  readonly identityMethods = IDENTITY_METHODS;
  readonly tab$: Observable<TabView>;
  readonly settings$: Observable<SettingsView>;

  private readonly boundary: CommandBoundary;
  private readonly background: Subscription;

  constructor(
    @inject(TAB_QUERY) tabs: TabQuery,
    @inject(CODE_EXPIRY) expiry: CodeExpiry,
    @inject(CREATE_ACCOUNT) private readonly creating: CreateAccount,
    @inject(CHANGE_SERVICES) private readonly servicesChange: ChangeServices,
    @inject(UNLOCK_ACCOUNT) private readonly unlocking: UnlockAccount,
    @inject(ISSUE_NEW_CODES) private readonly newCodes: IssueNewCodes,
    @inject(IDENTITY_CHECKS) private readonly identity: IdentityChecks,
    @inject(SAVE_CONTACT) private readonly contacts: SaveContact,
    @inject(LETTERS) private readonly letters: Letters,
    @inject(UNSENT_WORK) private readonly unsent: UnsentWork,
    @inject(PRACTICE_CONFIGURATION) private readonly configuration: PracticeConfiguration,
    @inject(SETTINGS_STORE) settings: SettingsStore,
    @inject(STAFF_SESSIONS) sessions: StaffSessions,
    @inject(PRACTICE) practice: Practice,
    @inject(OUTBOX) outbox: Outbox,
    @inject(SYNC_CONTROL) private readonly sync: SyncControl,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(LOG) log: Log,
  ) {
    this.boundary = new CommandBoundary(log);
    this.tab$ = whileInStep(sync, tabs.stream()).pipe(
      tap((view) => {
        if (hasExpiredCodes(view))
          void this.boundary.run('expire codes', () => expiry.sweep(view.patient.ref));
      }),
    );
    this.settings$ = combineLatest([settings.settings$, sessions.session$]).pipe(
      map(([current, session]) => settingsView(practice, current, session)),
    );
    this.background = sendUntilEmpty(sync, outbox);
  }

  newOperationId(): string {
    return this.environment.newId();
  }

  saveContact: OnlineServices['saveContact'] = (input) =>
    this.boundary.run('save contact', () => this.contacts.run(input));

  recordIdentityCheck: OnlineServices['recordIdentityCheck'] = (input) =>
    this.boundary.once(input.operationId, 'record identity check', () =>
      this.identity.record(input),
    );

  markIdentityCheckEnteredInError: OnlineServices['markIdentityCheckEnteredInError'] = (input) =>
    this.boundary.once(input.operationId, 'mark entered in error', () =>
      this.identity.markEnteredInError(input),
    );

  createAccount: OnlineServices['createAccount'] = (input) =>
    this.boundary.once(input.operationId, 'create account', () => this.creating.run(input));

  changeServices: OnlineServices['changeServices'] = (input) =>
    this.boundary.once(input.operationId, 'change services', () => this.servicesChange.run(input));

  unlockAccount: OnlineServices['unlockAccount'] = (input) =>
    this.boundary.once(input.operationId, 'unlock account', () => this.unlocking.run(input));

  issueNewCodes: OnlineServices['issueNewCodes'] = (input) =>
    this.boundary.once(input.operationId, 'issue new codes', () => this.newCodes.run(input));

  previewLetter: OnlineServices['previewLetter'] = ({ patientRef }) =>
    this.boundary.run('preview letter', () => this.letters.preview(patientRef));

  printLetter: OnlineServices['printLetter'] = (input) =>
    this.boundary.once(input.operationId, 'print letter', () => this.letters.print(input));

  saveLetter: OnlineServices['saveLetter'] = (input) =>
    this.boundary.once(input.operationId, 'save letter', () => this.letters.save(input));

  retryWork: OnlineServices['retryWork'] = (entryId) =>
    this.boundary.run('retry work', () => this.unsent.retry(entryId));

  discardWork: OnlineServices['discardWork'] = (entryId) =>
    this.boundary.run('discard work', () => this.unsent.discard(entryId));

  resolveConflict: OnlineServices['resolveConflict'] = (entryId, choice) =>
    this.boundary.run('resolve conflict', () => this.unsent.resolve(entryId, choice));

  refresh(): void {
    this.sync.nudge();
  }

  saveSettings: OnlineServices['saveSettings'] = (changes) =>
    this.boundary.run('save settings', () => this.configuration.save(changes));

  /** Stops what runs in the background. */
  dispose(): void {
    this.background.unsubscribe();
  }
}

/** Keeps in step with the shared record as long as somebody looks. */
function whileInStep(sync: SyncControl, views$: Observable<TabView>): Observable<TabView> {
  return defer(() => {
    const stop = sync.start();
    return views$.pipe(finalize(stop));
  });
}

/** Work that waits is sent also when no tab is open. */
function sendUntilEmpty(sync: SyncControl, outbox: Outbox): Subscription {
  let stop: (() => void) | undefined;
  const pause = (): void => {
    stop?.();
    stop = undefined;
  };
  return outbox.entries$
    .pipe(
      map((entries) => entries.some(({ state }) => state === OutboxState.waiting)),
      distinctUntilChanged(),
      finalize(pause),
    )
    .subscribe((hasWork) => {
      if (hasWork) stop ??= sync.start();
      else pause();
    });
}

/** Codes past their last day, in front of somebody who may deal with them. */
function hasExpiredCodes(view: TabView): view is Extract<TabView, { phase: 'ready' }> {
  return view.phase === 'ready' && view.letter?.expired === true && view.can.issueNewCodes.allowed;
}

function settingsView(
  practice: Practice,
  settings: PracticeSettings,
  session: StaffSession | null,
): SettingsView {
  const mayChange = session?.permissions.includes(Permission.administer) ?? false;
  return {
    phase: 'ready',
    practiceName: practice.name,
    settings,
    services: servicesOf(practice.nation).map(({ name, label }) => ({ name, label })),
    change: mayChange
      ? { allowed: true }
      : {
          allowed: false,
          reason: 'Only a System Administrator may change these settings. You can read them.',
        },
  };
}
