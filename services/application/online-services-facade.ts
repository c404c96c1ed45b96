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
import { IDENTITY_METHODS } from '../domain/identity/identity-check.ts';
import { Permission } from '../domain/practice/permission.ts';
import type { PracticeSettings } from '../domain/practice/practice-settings.ts';
import { ok, type Result } from '../domain/result.ts';
import { servicesOf } from '../domain/services/service-entitlements.ts';
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
import { CommandBoundary } from './commands/command-boundary.ts';
import type { Commands } from './commands/commands.ts';
import type { TabQuery } from './tab/tab-query.ts';
import { COMMANDS, TAB_QUERY } from './tokens.ts';
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
    @inject(COMMANDS) private readonly commands: () => Promise<Commands>,
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
        if (hasExpiredCodes(view)) this.expireCodes(view.patient.ref);
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

  prepare(): void {
    void this.boundary.load(this.commands);
  }

  saveContact: OnlineServices['saveContact'] = (input) =>
    this.run('save contact', ({ contacts }) => contacts.run(input));

  recordIdentityCheck: OnlineServices['recordIdentityCheck'] = (input) =>
    this.once(input.operationId, 'record identity check', ({ identity }) => identity.record(input));

  markIdentityCheckEnteredInError: OnlineServices['markIdentityCheckEnteredInError'] = (input) =>
    this.once(input.operationId, 'mark entered in error', ({ identity }) =>
      identity.markEnteredInError(input),
    );

  createAccount: OnlineServices['createAccount'] = (input) =>
    this.once(input.operationId, 'create account', ({ creating }) => creating.run(input));

  changeServices: OnlineServices['changeServices'] = (input) =>
    this.once(input.operationId, 'change services', ({ services }) => services.run(input));

  unlockAccount: OnlineServices['unlockAccount'] = (input) =>
    this.once(input.operationId, 'unlock account', ({ unlocking }) => unlocking.run(input));

  issueNewCodes: OnlineServices['issueNewCodes'] = (input) =>
    this.once(input.operationId, 'issue new codes', ({ newCodes }) => newCodes.run(input));

  previewLetter: OnlineServices['previewLetter'] = ({ patientRef }) =>
    this.run('preview letter', ({ letters }) => letters.preview(patientRef));

  printLetter: OnlineServices['printLetter'] = (input) =>
    this.once(input.operationId, 'print letter', ({ letters }) => letters.print(input));

  saveLetter: OnlineServices['saveLetter'] = (input) =>
    this.once(input.operationId, 'save letter', ({ letters }) => letters.save(input));

  retryWork: OnlineServices['retryWork'] = (entryId) =>
    this.run('retry work', ({ unsent }) => unsent.retry(entryId));

  discardWork: OnlineServices['discardWork'] = (entryId) =>
    this.run('discard work', ({ unsent }) => unsent.discard(entryId));

  resolveConflict: OnlineServices['resolveConflict'] = (entryId, choice) =>
    this.run('resolve conflict', ({ unsent }) => unsent.resolve(entryId, choice));

  refresh(): void {
    this.sync.nudge();
    void this.boundary.run('reconcile', () => Promise.resolve(this.sync), reconciled);
  }

  saveSettings: OnlineServices['saveSettings'] = (changes) =>
    this.run('save settings', ({ configuration }) => configuration.save(changes));

  /** Stops what runs in the background. */
  dispose(): void {
    this.background.unsubscribe();
  }

  private expireCodes(patientRef: string): void {
    void this.run('expire codes', ({ expiry }) => expiry.sweep(patientRef));
  }

  private once<T>(
    operationId: string,
    name: string,
    act: (commands: Commands) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return this.boundary.once(operationId, () => this.run(name, act));
  }

  private run<T>(
    name: string,
    act: (commands: Commands) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return this.boundary.run(name, this.commands, act);
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

/** Codes past their last day that are still kept. */
function hasExpiredCodes(view: TabView): view is Extract<TabView, { phase: 'ready' }> {
  return view.phase === 'ready' && view.letter?.expired === true && !view.letter.wiped;
}

async function reconciled(sync: SyncControl): Promise<Result<void>> {
  await sync.reconcile();
  return ok();
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
