import { distinctUntilChanged, EMPTY, map, switchMap } from 'rxjs';
import type { DependencyContainer } from 'tsyringe';
import { STAFF_SESSIONS } from '../services/ports/practice-host.ts';
import type { StorageSweeper } from '../services/storage/storage-sweeper.ts';
import { timer } from '../services/streams/sources.ts';
import type { Disposable } from './host-api.ts';
import { loadingLater } from './loading-later.ts';

/** Nobody waits for it. */
const AFTER_MS = 60_000;

/**
 * Clears old rows a while after each sign-in, and now and then; what does it is loaded then. While nobody is signed in
 * there is no key to seal with, and no server to tell the time to clear by.
 */
export function sweepLater(container: DependencyContainer, afterMs = AFTER_MS): Disposable {
  let sweeper: StorageSweeper | undefined;
  const sweeper$ = loadingLater(
    container,
    'storage-sweeper',
    () => import('../services/storage/storage-sweeper.ts'),
  );
  const following = container
    .resolve(STAFF_SESSIONS)
    .session$.pipe(
      map((session) => session?.id),
      distinctUntilChanged(),
      switchMap((id) =>
        id === undefined ? EMPTY : timer(afterMs).pipe(switchMap(() => sweeper$)),
      ),
    )
    .subscribe(({ StorageSweeper }) => {
      sweeper ??= container.resolve(StorageSweeper);
      sweeper.start();
    });
  return {
    dispose: () => {
      following.unsubscribe();
      sweeper?.dispose();
    },
  };
}
