import type { DependencyContainer } from 'tsyringe';
import { STAFF_SESSIONS } from '../services/ports/practice-host.ts';
import { LOG } from '../services/ports/remote-access.ts';
import { forgetShared } from '../services/storage/clearing.ts';
import { ONLINE_SERVICES_DATABASE } from '../services/storage/online-services-database.ts';
import type { Disposable } from './host-api.ts';

/**
 * Clears what was shared whenever nobody is signed in. Loaded ahead, where the host has no key, to be there without a
 * network.
 */
export function clearAtSignOut(container: DependencyContainer): Disposable {
  const log = container.resolve(LOG);
  const clear = async (): Promise<void> => {
    try {
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
