import {
  concat,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  filter,
  from,
  map,
  merge,
  of,
  share,
  Subject,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import { repeating, timer } from '../streams/sources.ts';
import type { Instant } from '../domain/records.ts';
import { LONGEST_PAUSE_MS, type Sendable } from '../ports/outbox.ts';
import { SyncPhase, type SyncState } from '../ports/sync-control.ts';
import { Pause } from './pause.ts';
import type { Reconcile } from './reconcile.ts';
import { isOutage } from './outage.ts';
import { SyncPass, type PassOutcome } from './sync-pass.ts';
import type { SyncWork } from './sync-work.ts';
import type { Turns } from './turns.ts';

/** What may start a pass, beside unsent work. */
export interface SyncHints {
  /** Time to look. Whatever else knows that there may be something new can take its place. */
  readonly poll$: Observable<unknown>;
  /** It may work now, or somebody waits for it: also ends a pause. */
  readonly eager$: Observable<unknown>;
}

interface Trigger {
  readonly pull: boolean;
  readonly eager: boolean;
}

const LOOK: Trigger = { pull: true, eager: false };
const LOOK_NOW: Trigger = { pull: true, eager: true };
const SEND: Trigger = { pull: false, eager: false };
const GO_ON: Trigger = { pull: false, eager: false };

/**
 * Keeping in step while one person is signed in and this tab leads. One pass at a time; what comes meanwhile adds one.
 */
export class SessionRun {
  private readonly pass: SyncPass;
  private readonly pause: Pause;
  private readonly wake$ = new Subject<number>();
  private readonly asked$ = new Subject<Trigger>();
  private wanted: Trigger | undefined;
  /** Those who wait for a reconcile: still to be begun, or in hand. */
  private asking: (() => void)[] = [];
  private waiting: (() => void)[] = [];
  private sendable: Sendable = {};
  private state: SyncState = { phase: SyncPhase.idle };

  constructor(
    private readonly work: SyncWork,
    private readonly turns: Turns,
    private readonly hints: SyncHints,
    private readonly reconciling: Reconcile,
  ) {
    this.pass = new SyncPass(work, reconciling);
    this.pause = new Pause(work.timing);
  }

  /** Runs while subscribed. Errors with LeaseLost when another tab has taken over. */
  readonly states$: Observable<SyncState> = defer(() =>
    this.triggers().pipe(
      tap((trigger) => {
        this.want(trigger);
      }),
      filter(() => this.mayStart()),
      exhaustMap(() => this.passes()),
      distinctUntilChanged(),
      tap((state) => {
        this.state = state;
      }),
    ),
  );

  /** Resolves when a reconcile begun after this has ended, well or badly, waits for a pause to end, or the run is over. */
  reconcile(): Promise<void> {
    return new Promise((resolve) => {
      this.asking.push(resolve);
      this.asked$.next(LOOK_NOW);
    });
  }

  /** Lets go of whoever waits for a reconcile. To be called when the run is over. */
  end(): void {
    const all = [...this.waiting, ...this.asking];
    this.waiting = this.asking = [];
    all.forEach((resolve) => {
      resolve();
    });
  }

  private triggers(): Observable<Trigger> {
    const { poll$, eager$ } = this.hints;
    const sendable$ = this.work.outbox.sendable$(this.work.staffId).pipe(
      tap((sendable) => {
        this.sendable = sendable;
        this.work.acted();
      }),
      share(),
    );
    const due$ = sendable$.pipe(
      map(({ nextDue }) => nextDue),
      distinctUntilChanged(),
      switchMap((due) => (due === undefined ? EMPTY : timer(this.until(due)))),
    );
    const work$ = sendable$.pipe(filter(() => this.hasWork()));
    return merge(
      this.asked$,
      this.wake$.pipe(
        switchMap((milliseconds) => timer(milliseconds)),
        map(() => LOOK),
      ),
      poll$.pipe(map(() => LOOK)),
      eager$.pipe(map(() => LOOK_NOW)),
      merge(due$, work$).pipe(map(() => SEND)),
      of(LOOK_NOW),
    );
  }

  private want(trigger: Trigger): void {
    this.wanted = {
      pull: trigger.pull || this.wanted?.pull === true,
      eager: trigger.eager || this.wanted?.eager === true,
    };
  }

  /** Decides at the end of a pass too, at once, so that a wish made during the pass is neither lost nor a busy loop. */
  private mayStart(): boolean {
    if (this.wanted === undefined) return false;
    if (this.pause.allows(this.elapsed(), this.wanted.eager)) return true;
    this.wanted = undefined;
    this.end();
    this.scheduleNext();
    return false;
  }

  private passes(): Observable<SyncState> {
    const one$ = defer(() => {
      const { pull } = this.wanted ?? LOOK;
      this.wanted = undefined;
      return concat(this.workingState(pull), from(this.turns.run(() => this.once(pull))));
    });
    return repeating(one$, () => this.mayStart());
  }

  /** Looking in vain every few seconds is not shown as work; and trouble is shown until it is over. */
  private workingState(pull: boolean): Observable<SyncState> {
    const isFirstLook = pull && this.state.lastPulledAt === undefined;
    const inTrouble = this.state.phase !== SyncPhase.idle && this.state.phase !== SyncPhase.working;
    if (inTrouble || !(isFirstLook || this.hasWork())) return EMPTY;
    return of({ ...this.state, phase: SyncPhase.working });
  }

  private async once(pull: boolean): Promise<SyncState> {
    const reconcile = this.asking.length > 0;
    this.waiting.push(...this.asking.splice(0));
    const outcome = await this.pass.run({ pull, reconcile });
    if (this.work.signal.aborted) return this.state;
    if (outcome.failure === undefined) this.pause.clear();
    else this.pause.after(outcome.failure, this.elapsed());
    if (outcome.more) this.want(GO_ON);
    // A list without end must not keep whoever asked for a comparison waiting for it.
    if (!outcome.more || outcome.isBehind) this.reconcileEnded();
    this.scheduleNext();
    if (outcome.isBehind) {
      return { phase: SyncPhase.working, ...this.since(this.state.lastPulledAt), isBehind: true };
    }
    if (outcome.more && !outcome.pulled) return this.state;
    return this.stateAfter(outcome, await this.isStuck());
  }

  private reconcileEnded(): void {
    this.waiting.splice(0).forEach((resolve) => {
      resolve();
    });
  }

  private scheduleNext(): void {
    const pause = this.pause.remaining(this.elapsed());
    if (pause !== undefined) this.wake$.next(pause);
  }

  /**
   * Milliseconds until an instant; a little more, because timers may be early. Nothing is put off for
   * longer than the longest pause: the clock it was put off by was wrong.
   */
  private until(instant: Instant): number {
    const wait = Date.parse(instant) - Date.parse(this.work.environment.now());
    return wait > LONGEST_PAUSE_MS ? 0 : Math.max(0, wait) + EARLY_MS;
  }

  private stateAfter({ failure, pulled }: PassOutcome, isStuck: boolean): SyncState {
    const lastPulledAt = pulled ? this.work.environment.now() : this.state.lastPulledAt;
    const since = this.since(lastPulledAt);
    if (failure === undefined) {
      return isStuck
        ? { phase: SyncPhase.failing, ...since, reason: { code: 'tried-in-vain' } }
        : { phase: SyncPhase.idle, ...since };
    }
    if (isOutage(failure)) return { phase: SyncPhase.offline, ...since };
    if (failure.kind === 'unauthorised') return { phase: SyncPhase.unauthorised, ...since };
    return { phase: SyncPhase.failing, ...since, reason: failure.reason };
  }

  /** When everything was last fetched, and what only people can mend. */
  private since(lastPulledAt: Instant | undefined): Omit<SyncState, 'phase'> {
    const { missing } = this.reconciling.findings ?? { missing: 0 };
    const { unreadable, moved } = this.pass.keptApart;
    return {
      ...(lastPulledAt !== undefined && { lastPulledAt }),
      ...(missing > 0 && { missing }),
      ...(unreadable > 0 && { unreadable }),
      ...(moved > 0 && { moved }),
    };
  }

  private isStuck(): Promise<boolean> {
    const { outbox, timing, staffId } = this.work;
    return outbox.isStuck(staffId, timing.patience);
  }

  private hasWork(): boolean {
    const { first, nextDue } = this.sendable;
    return first !== undefined || (nextDue !== undefined && this.until(nextDue) <= EARLY_MS);
  }

  private elapsed(): number {
    return this.work.environment.elapsed();
  }
}

/** Timers may be a little early. */
const EARLY_MS = 5;
