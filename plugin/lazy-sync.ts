import {
  BehaviorSubject,
  catchError,
  defer,
  firstValueFrom,
  merge,
  Observable,
  ReplaySubject,
  share,
  Subject,
  switchMap,
  takeUntil,
  tap,
} from 'rxjs';
import { timer } from '../services/streams/sources.ts';
import { SyncPhase, type SyncControl, type SyncState } from '../services/ports/sync-control.ts';

/** Until what could not be loaded is asked for again. */
const LOAD_AGAIN_AFTER_MS = 3_000;

const STOPPED: SyncState = { phase: SyncPhase.stopped };
const NOT_LOADED: SyncState = {
  phase: SyncPhase.failing,
  reason: { code: 'exchange-not-loaded' },
};

/**
 * {@link SyncControl} that loads what does the work when it is first started. Looking at a patient does not wait for
 * it; what it is asked meanwhile is done once it has loaded. While that fails, the state says so, and it is tried
 * again.
 */
export class LazySync implements SyncControl {
  readonly state$: Observable<SyncState>;
  private readonly before = new BehaviorSubject(STOPPED);
  private readonly engine$: Observable<SyncControl>;
  private readonly disposed = new Subject<void>();
  private engine: SyncControl | undefined;

  constructor(load: () => Promise<SyncControl>, onFailure: (error: unknown) => void) {
    this.engine$ = defer(load).pipe(
      tap((engine) => {
        this.engine = engine;
      }),
      catchError((error: unknown, again$) => {
        onFailure(error);
        this.before.next(NOT_LOADED);
        return timer(LOAD_AGAIN_AFTER_MS).pipe(switchMap(() => again$));
      }),
      // Asked for no longer than somebody waits for it, and kept once it is there.
      share({ connector: () => new ReplaySubject(1), resetOnComplete: false }),
    );
    this.state$ = merge(
      this.before.pipe(takeUntil(this.engine$)),
      this.engine$.pipe(switchMap(({ state$ }) => state$)),
    );
  }

  start(): () => void {
    const running = this.engine$
      .pipe(switchMap((engine) => new Observable(() => engine.start())))
      .subscribe(() => undefined);
    return () => {
      running.unsubscribe();
    };
  }

  /** Before it has loaded there is nothing to hint at: what has just started looks at everything. */
  nudge(): void {
    this.engine?.nudge();
  }

  async reconcile(): Promise<void> {
    const engine$ = this.engine$.pipe(takeUntil(this.disposed));
    const engine = await firstValueFrom(engine$, { defaultValue: undefined });
    await engine?.reconcile();
  }

  dispose(): void {
    this.disposed.next();
  }
}
