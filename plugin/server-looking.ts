import { concatMap, exhaustMap, filter, type Observable } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { SyncPhase, type SyncState } from '../services/ports/sync-control.ts';
import type { Disposable } from './host-api.ts';
import { lazily } from './lazily.ts';
import { loadingLater } from './loading-later.ts';

/**
 * Has the server itself looked at when this tab has fetched everything, never before: nothing waits for it. What does it
 * is loaded then.
 */
export function lookAtServer(
  container: DependencyContainer,
  state$: Observable<SyncState>,
): Disposable {
  const over = new AbortController();
  const load = lazily(async () => {
    const { composeServerWatch } = await import('./server-look.ts');
    over.signal.throwIfAborted();
    return composeServerWatch(container);
  });
  const watch$ = loadingLater(container, 'server-look', load);
  const following = state$
    .pipe(
      filter(({ phase, lastPulledAt }) => phase === SyncPhase.idle && lastPulledAt !== undefined),
      exhaustMap(() => watch$.pipe(concatMap((watch) => watch.inStep(over.signal)))),
    )
    .subscribe();
  return {
    dispose: () => {
      following.unsubscribe();
      over.abort();
    },
  };
}
