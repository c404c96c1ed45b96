import { concatMap, exhaustMap, filter, from, type Observable } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { LOG } from '../services/ports/remote-access.ts';
import { SyncPhase, type SyncState } from '../services/ports/sync-control.ts';
import { timer } from '../services/streams/sources.ts';
import type { Disposable } from './host-api.ts';
import { lazily } from './lazily.ts';

/** Until what could not be loaded is asked for again. */
const LOAD_AGAIN_AFTER_MS = 60_000;

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
  const look = async (): Promise<'looked' | 'not-loaded'> => {
    const watch = await load().catch((error: unknown) => {
      if (over.signal.aborted) return;
      const log = container.resolve(LOG);
      log.write('warn', 'What looks at the FHIR server could not be loaded', {
        error: error instanceof Error ? error.name : typeof error,
      });
    });
    await watch?.inStep(over.signal);
    return watch === undefined ? 'not-loaded' : 'looked';
  };
  const following = state$
    .pipe(
      filter(({ phase, lastPulledAt }) => phase === SyncPhase.idle && lastPulledAt !== undefined),
      exhaustMap(() =>
        from(look()).pipe(
          filter((outcome) => outcome === 'not-loaded'),
          // While this waits, nothing is asked for.
          concatMap(() => timer(LOAD_AGAIN_AFTER_MS)),
        ),
      ),
    )
    .subscribe();
  return {
    dispose: () => {
      over.abort();
      following.unsubscribe();
    },
  };
}
