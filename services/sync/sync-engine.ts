import { inject, injectable } from 'tsyringe';
import {
  BehaviorSubject,
  catchError,
  defer,
  distinctUntilChanged,
  filter,
  map,
  merge,
  Observable,
  of,
  share,
  startWith,
  Subject,
  switchMap,
  tap,
  type Subscription,
} from 'rxjs';
import { eventsOf, timer } from '../streams/sources.ts';
import { LeaseLost, OUTBOX, PULL_JOURNAL, type Outbox, type PullJournal } from '../ports/outbox.ts';
import {
  ENVIRONMENT,
  HOST_CONFIGURATION,
  STAFF_SESSIONS,
  type Environment,
  type HostConfiguration,
  type StaffSession,
  type StaffSessions,
} from '../ports/practice-host.ts';
import { LOG, STORAGE_LOCATION, type Log, type StorageLocation } from '../ports/remote-access.ts';
import { REMOTE_RECORDS, type RemoteRecords } from '../ports/remote-records.ts';
import { SyncPhase, type SyncControl, type SyncState } from '../ports/sync-control.ts';
import { SYNC_LEASE, type SyncLease } from '../ports/sync-lease.ts';
import { lookTimes, type PaceSources } from './look-pace.ts';
import { Reconcile } from './reconcile.ts';
import { SessionRun, type SyncHints } from './session-run.ts';
import { SYNC_TIMING, type SyncTiming } from './sync-timing.ts';
import { LISTEN, type Listen, type Told } from './told.ts';
import { Turns } from './turns.ts';

const STOPPED: SyncState = { phase: SyncPhase.stopped };
const OTHER_TAB: SyncState = { phase: SyncPhase.otherTab };
const SIGNED_OUT: SyncState = { phase: SyncPhase.unauthorised };
const FAULT: SyncState = { phase: SyncPhase.failing, reason: { code: 'exchange-fault' } };

/**
 * Keeps this workstation in step with the shared record: while started, while this tab holds the lease, and while
 * somebody is signed in. Nothing thrown inside gets out; it becomes a state, and work goes on later.
 */
@injectable()
export class SyncEngine implements SyncControl {
  private readonly states = new BehaviorSubject<SyncState>(STOPPED);
  readonly state$: Observable<SyncState> = this.states.asObservable();
  private readonly nudges = new Subject<void>();
  private readonly turns = new Turns();
  /** Outlives sessions: who signs in goes on with it. */
  private readonly reconciling = new Reconcile();
  private starts = 0;
  private running: Subscription | undefined;
  private current: SessionRun | undefined;

  constructor(
    @inject(REMOTE_RECORDS) private readonly remote: RemoteRecords,
    @inject(OUTBOX) private readonly outbox: Outbox,
    @inject(PULL_JOURNAL) private readonly journal: PullJournal,
    @inject(SYNC_LEASE) private readonly lease: SyncLease,
    @inject(STAFF_SESSIONS) private readonly sessions: StaffSessions,
    @inject(HOST_CONFIGURATION) private readonly configuration: HostConfiguration,
    @inject(ENVIRONMENT) private readonly environment: Environment,
    @inject(LOG) private readonly log: Log,
    @inject(SYNC_TIMING) private readonly timing: SyncTiming,
    @inject(LISTEN) private readonly listen: Listen,
    @inject(STORAGE_LOCATION) private readonly location: StorageLocation,
  ) {}

  start(): () => void {
    this.starts += 1;
    this.running ??= this.run().subscribe((state) => {
      this.states.next(state);
    });
    let stopped = false;
    return () => {
      if (stopped) return;
      stopped = true;
      this.starts -= 1;
      if (this.starts === 0) this.stop();
    };
  }

  nudge(): void {
    this.nudges.next();
  }

  async reconcile(): Promise<void> {
    // Without the lead there is nothing this tab may write; the tab that has it reconciles by itself every day.
    await this.current?.reconcile();
  }

  private stop(): void {
    this.running?.unsubscribe();
    this.running = undefined;
    this.states.next(STOPPED);
  }

  private run(): Observable<SyncState> {
    const leading$ = defer(() => this.lease.held$).pipe(
      switchMap((signal) => (signal === undefined ? of(OTHER_TAB) : this.lead(signal))),
    );
    return this.goingOn(leading$);
  }

  private lead(signal: AbortSignal): Observable<SyncState> {
    const inSessions$ = defer(() => this.outbox.claimEpoch()).pipe(
      switchMap((epoch) =>
        this.sessions.session$.pipe(
          distinctUntilChanged((one, other) => one?.id === other?.id),
          switchMap((session) =>
            session === null ? of(SIGNED_OUT) : this.inSession(session, epoch, signal),
          ),
        ),
      ),
    );
    return this.goingOn(inSessions$);
  }

  private inSession(
    session: StaffSession,
    epoch: number,
    lease: AbortSignal,
  ): Observable<SyncState> {
    return new Observable<SyncState>((subscriber) => {
      const { remote, outbox, journal, environment, log, timing } = this;
      const over = new AbortController();
      const signal = AbortSignal.any([lease, over.signal]);
      const { staff } = session;
      const isSwitchedOn = (): boolean => this.configuration.current().activated;
      const ports = { remote, outbox, journal, environment, log, timing, isSwitchedOn };
      const [acted$, came$] = [new Subject<void>(), new Subject<void>()];
      const [expected$, told$] = [new Subject<void>(), new Subject<Told>()];
      const told = {
        acted: () => {
          acted$.next();
        },
        came: () => {
          came$.next();
        },
        expected: () => {
          expected$.next();
        },
      };
      const workstation = this.location.databaseName;
      const work = { ...ports, ...told, epoch, staff, staffId: staff.id, workstation, signal };
      const hints = this.hints({ acted$, came$, expected$, told$ });
      const run = new SessionRun(work, this.turns, hints, this.reconciling);
      this.current = run;
      let listening: Subscription | undefined;
      // What was there before comes first; nothing waits for this.
      const listen = ({ lastPulledAt }: SyncState): void => {
        if (lastPulledAt === undefined) return;
        listening ??= this.listen(came$).subscribe((told) => {
          told$.next(told);
        });
      };
      const states = run.states$.pipe(tap(listen)).subscribe(subscriber);
      return () => {
        // First of all, so that nothing more is sent in this person's name.
        over.abort();
        listening?.unsubscribe();
        states.unsubscribe();
        run.end();
        if (this.current === run) this.current = undefined;
      };
    });
  }

  private hints(
    happenings: Pick<PaceSources, 'acted$' | 'came$' | 'expected$' | 'told$'>,
  ): SyncHints {
    const { environment, timing } = this;
    const isVisible = (): boolean => document.visibilityState === 'visible';
    const visibility$ = eventsOf(document, 'visibilitychange').pipe(share());
    const look$ = lookTimes({
      period$: this.configuration.settings$.pipe(
        map((settings) => settings.pollIntervalSeconds * 1000),
        distinctUntilChanged(),
      ),
      ...{ visibility$, ...happenings, isVisible },
      seenElsewhere$: this.lease.seenElsewhere$,
      elapsed: () => environment.elapsed(),
      random: timing.random,
    });
    const back$ = this.environment.online$.pipe(
      distinctUntilChanged(),
      filter((online, place) => online && place > 0),
    );
    const seen$ = visibility$.pipe(filter(isVisible));
    const poll$ = merge(look$, happenings.told$.pipe(filter(({ isNews }) => isNews)));
    return { poll$, eager$: merge(this.nudges, back$, seen$) };
  }

  /** Turns an error into a state and, after a pause, goes on. */
  private goingOn(states$: Observable<SyncState>): Observable<SyncState> {
    return states$.pipe(
      catchError((error: unknown, again$) => {
        const lost = error instanceof LeaseLost;
        if (!lost) {
          const name = error instanceof Error ? error.name : typeof error;
          this.log.write('error', 'The exchange with the shared record threw.', { name });
        }
        const pause$ = timer(this.timing.restartMs).pipe(switchMap(() => again$));
        return pause$.pipe(startWith(lost ? OTHER_TAB : FAULT));
      }),
    );
  }
}
