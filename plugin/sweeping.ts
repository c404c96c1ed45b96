import { distinctUntilChanged, EMPTY, map, switchMap } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { STAFF_SESSIONS } from '../services/ports/practice-host.ts';
import { LOG } from '../services/ports/remote-access.ts';
import type { StorageSweeper } from '../services/storage/storage-sweeper.ts';
import { timer } from '../services/streams/sources.ts';
import type { Disposable } from './host-api.ts';

/** Nobody waits for it. */
const AFTER_MS = 60_000;

/**
 * Clears old rows a while after each sign-in, and now and then; what does it is loaded then. While nobody is signed in
 * there is no key to seal with, and no server to tell the time to clear by.
 */
export function sweepLater(container: DependencyContainer, afterMs = AFTER_MS): Disposable {
  let sweeper: StorageSweeper | undefined;
  let isOver = false;
  const begin = async (): Promise<void> => {
    const { StorageSweeper } = await import('../services/storage/storage-sweeper.ts');
    if (isOver) return;
    sweeper ??= container.resolve(StorageSweeper);
    sweeper.start();
  };
  const following = container
    .resolve(STAFF_SESSIONS)
    .session$.pipe(
      map((session) => session?.id),
      distinctUntilChanged(),
      switchMap((id) => (id === undefined ? EMPTY : timer(afterMs))),
    )
    .subscribe(() => {
      begin().catch((error: unknown) => {
        // As without a network; it is done after the next sign-in.
        const log = container.resolve(LOG);
        log.write('warn', 'Clearing old rows could not be begun', {
          error: error instanceof Error ? error.name : typeof error,
        });
      });
    });
  return {
    dispose: () => {
      isOver = true;
      following.unsubscribe();
      sweeper?.dispose();
    },
  };
}
