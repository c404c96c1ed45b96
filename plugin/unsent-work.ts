import { UnsentMarker } from '../services/storage/unsent-marker.ts';
import { databaseName } from './database-name.ts';
import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';

/** Long enough for the host to finish starting; the work has waited since the last session anyway. */
const AFTER_START_MS = 2_000;

/**
 * Work left unsent when the browser was closed is sent at the next start, without waiting for somebody to open a tab.
 * Where nothing waits, nothing loads.
 */
export function sendUnsentWorkOfEarlier(host: HostApi, services: LazyServices): Disposable {
  if (!new UnsentMarker(databaseName(host)).isSet()) return { dispose: () => undefined };
  const timer = setTimeout(() => {
    services.get().catch((error: unknown) => {
      host.log.write('error', 'Unsent work of an earlier session could not be loaded', {
        error: error instanceof Error ? error.name : 'unknown',
      });
    });
  }, AFTER_START_MS);
  return {
    dispose: () => {
      clearTimeout(timer);
    },
  };
}
