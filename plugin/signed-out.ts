import type { DependencyContainer } from 'tsyringe';
import { STAFF_SESSIONS } from '../services/ports/practice-host.ts';
import { LOG, STORAGE_KEY_SOURCE } from '../services/ports/remote-access.ts';
import { ONLINE_SERVICES_DATABASE } from '../services/storage/online-services-database.ts';
import type { Disposable } from './host-api.ts';
import { lazily } from './lazily.ts';

/** Where the host has no key, what was shared lies in the clear: it is cleared whenever nobody is signed in. */
export function clearAtSignOut(container: DependencyContainer): Disposable {
  if (container.resolve(STORAGE_KEY_SOURCE).storageKey !== undefined) {
    return { dispose: () => undefined };
  }
  // Ahead, so that it is there also when the network is not.
  const clearing = lazily(() => import('../services/storage/clearing.ts'));
  void clearing().catch(() => undefined);
  const log = container.resolve(LOG);
  const clear = async (): Promise<void> => {
    try {
      const { forgetShared } = await clearing();
      await forgetShared(container.resolve(ONLINE_SERVICES_DATABASE));
    } catch (error) {
      log.write('error', 'What is kept here in the clear could not be cleared', {
        error: error instanceof Error ? error.name : typeof error,
      });
    }
  };
  const watch = container.resolve(STAFF_SESSIONS).session$.subscribe((session) => {
    if (session === null) void clear();
  });
  return {
    dispose: () => {
      watch.unsubscribe();
    },
  };
}
