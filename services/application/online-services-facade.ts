import { inject, injectable } from 'tsyringe';
import {
  combineLatest,
  defer,
  distinctUntilChanged,
  finalize,
  map,
  startWith,
  tap,
  type Observable,
  type Subscription,
} from 'rxjs';
import { ok, type Result } from '../domain/result.ts';
import { UNSENT_WORK, type UnsentWork } from '../ports/outbox.ts';
import {
  ENVIRONMENT,
  PRACTICE,
  SETTINGS_STORE,
  STAFF_SESSIONS,
  type Environment,
  type Practice,
  type SettingsStore,
  type StaffSessions,
} from '../ports/practice-host.ts';
import { LOG, type Log } from '../ports/remote-access.ts';
import { SERVER_NOTES, type ServerNotes } from '../ports/server-look.ts';
import { SYNC_CONTROL, type SyncControl } from '../ports/sync-control.ts';
import { TEXT_SEALS, type ActingSeals } from '../ports/text-seals.ts';
import { onlyStream } from '../streams/sources.ts';
import { CommandBoundary } from './commands/command-boundary.ts';
import { withCommands } from './commands/command-methods.ts';
import { COMMAND_SOURCE, type CommandSource } from './commands/command-source.ts';
import type { Refusal } from './commands/refusal.ts';
import { OPENING_AUDIT_SOURCE, type OpeningAuditSource } from './patient/opening-audit-source.ts';
import { settingsView } from './practice/settings-view.ts';
import { TAB_QUERY, type TabQuery } from './tab/tab-query.ts';
import type { OnlineServices, Queries, ReadyTabView, SettingsView, TabView } from './views.ts';

/** The one door of the product: hands each question and command to the part that answers it. */
@injectable()
export class OnlineServicesFacade {
  private readonly tab$: Observable<TabView>;
  private readonly settings$: Observable<SettingsView>;

  /** Of whom screens have been told last, and as whom. */
  private shown: ReadyTabView | undefined;
  private readonly boundary: CommandBoundary;
  private readonly background: Subscription;
  /** Whose missed appointments have been counted since they were opened. */
  private counted = '';
  /** Patients for whom something is being done by itself. */
  private readonly keepingUp = new Set<string>();

  constructor(
    @inject(TAB_QUERY) tabs: TabQuery,
    @inject(COMMAND_SOURCE) private readonly commands: CommandSource,
    @inject(OPENING_AUDIT_SOURCE) private readonly openings: OpeningAuditSource,
    @inject(SETTINGS_STORE) settings: SettingsStore,
    @inject(STAFF_SESSIONS) sessions: StaffSessions,
    @inject(PRACTICE) practice: Practice,
    @inject(UNSENT_WORK) unsent: UnsentWork,
    @inject(SERVER_NOTES) serverNotes: ServerNotes,
    @inject(SYNC_CONTROL) private readonly sync: SyncControl,
    @inject(TEXT_SEALS) private readonly seals: ActingSeals,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(LOG) log: Log,
  ) {
    this.boundary = new CommandBoundary(log);
    this.tab$ = whileInStep(sync, tabs.stream()).pipe(
      tap((view) => {
        const before = this.shown?.patient.ref;
        this.shown = view.phase === 'ready' ? view : undefined;
        if (view.phase !== 'ready') return;
        this.keepUp(view);
        if (before !== view.patient.ref) this.counted = '';
        this.countMissed(view);
      }),
    );
    // The page does not wait for storage.
    const note$ = serverNotes.note$.pipe(startWith(undefined));
    this.settings$ = whileInStep(
      sync,
      combineLatest([settings.settings$, sessions.session$, note$]).pipe(
        map(([current, session, note]) => settingsView(practice, current, session, note)),
      ),
    );
    this.background = sendUntilEmpty(sync, unsent);
  }

  /** The facade as screens see it: with a method for each command. */
  withCommands(): OnlineServices {
    const queries: Queries = {
      tab$: onlyStream(this.tab$),
      settings$: onlyStream(this.settings$),
      newOperationId: () => this.environment.newId(),
      noteOpening: (patientRef) => this.noteOpening(patientRef),
      prepare: () => {
        this.prepare();
      },
      refresh: () => {
        this.refresh();
      },
    };
    // The types of the list promise what the program finds only when it is called.
    return withCommands(queries, (name, input) => this.perform(name, input)) as OnlineServices;
  }

  /** As who was shown it, though they may have signed out meanwhile; and only of what was shown. */
  private async noteOpening(patientRef: string): Promise<Result<void, Refusal>> {
    if (this.shown?.patient.ref !== patientRef) return ok();
    const opening = { patientRef, by: this.shown.staff };
    return this.seals.whileActing(() =>
      this.boundary.run('note-opening', this.openings, (audit) => audit.note(opening)),
    );
  }

  private prepare(): void {
    void this.boundary.load(this.commands).then((desk) => {
      desk?.prepare();
    });
  }

  private refresh(): void {
    this.sync.nudge();
    void this.boundary.run('reconcile', () => Promise.resolve(this.sync), reconciled);
  }

  /** Stops what runs in the background. */
  dispose(): void {
    this.background.unsubscribe();
  }

  private perform(name: string, input: unknown): Promise<Result<unknown, Refusal>> {
    const act = (): Promise<Result<unknown, Refusal>> =>
      this.seals.whileActing(() =>
        this.boundary.run(name, this.commands, (desk) => desk.perform(name, input)),
      );
    return isOperation(input) ? this.boundary.once(input.operationId, act) : act();
  }

  /** Once an opening, as soon as the time is known: it asks the host. */
  private countMissed({ countsMissed, patient: { ref } }: ReadyTabView): void {
    const isDue = countsMissed === true && this.counted !== ref;
    if (!isDue || !this.environment.isTimeTrusted()) return;
    this.counted = ref;
    const name = 'count-missed-appointments';
    void this.boundary.run(name, this.commands, (desk) => desk.keepUp(name, ref));
  }

  /** One at a time for a patient: views that come meanwhile still say that it is due. */
  private keepUp({ upkeep, patient: { ref } }: ReadyTabView): void {
    const isUnderWay = this.keepingUp.has(ref);
    if (upkeep === undefined || isUnderWay) return;
    this.keepingUp.add(ref);
    const done = this.boundary.run(upkeep, this.commands, (desk) => desk.keepUp(upkeep, ref));
    void done.then(() => this.keepingUp.delete(ref));
  }
}

/** An input that comes from a form, which happens once. */
function isOperation(input: unknown): input is { readonly operationId: string } {
  return typeof input === 'object' && input !== null && 'operationId' in input;
}

/** Keeps in step with the shared record as long as somebody looks. */
function whileInStep<View>(sync: SyncControl, views$: Observable<View>): Observable<View> {
  return defer(() => {
    const stop = sync.start();
    return views$.pipe(finalize(stop));
  });
}

/** Work that waits is sent also when no tab is open. */
function sendUntilEmpty(sync: SyncControl, unsent: UnsentWork): Subscription {
  let stop: (() => void) | undefined;
  const pause = (): void => {
    stop?.();
    stop = undefined;
  };
  return unsent.totals$
    .pipe(
      map(({ toSend }) => toSend > 0),
      distinctUntilChanged(),
      finalize(pause),
    )
    .subscribe((hasWork) => {
      if (hasWork) stop ??= sync.start();
      else pause();
    });
}

async function reconciled(sync: SyncControl): Promise<Result<void>> {
  await sync.reconcile();
  return ok();
}
