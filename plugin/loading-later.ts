import { catchError, defer, switchMap, type Observable } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { LOG } from '../services/ports/remote-access.ts';
import { timer } from '../services/streams/sources.ts';

/** Until what could not be loaded, as without a network, is asked for again. */
const LOAD_AGAIN_AFTER_MS = 60_000;

/** A part that nobody waits for, loaded when it is subscribed to. Where that fails the log says so, and it is tried again. */
export function loadingLater<T>(
  container: DependencyContainer,
  part: string,
  load: () => Promise<T>,
): Observable<T> {
  return defer(load).pipe(
    catchError((error: unknown, again$) => {
      const log = container.resolve(LOG);
      log.write('warn', 'A part could not be loaded', {
        part,
        error: error instanceof Error ? error.name : typeof error,
      });
      return timer(LOAD_AGAIN_AFTER_MS).pipe(switchMap(() => again$));
    }),
  );
}
