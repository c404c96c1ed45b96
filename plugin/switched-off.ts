import { isKeptHere } from '../services/storage/kept-here.ts';
import { databaseName } from './database-name.ts';
import type { Disposable, HostApi } from './host-api.ts';

const ACTIVATED = 'onlineServices.activated';

/** Long enough for the host to finish starting; what lies there has lain there since the last session anyway. */
const AFTER_START_MS = 2_000;

/** Clears what was kept here once the practice has switched the plugin off, at another workstation too. */
export function clearWhenSwitchedOff(host: HostApi): Disposable {
  const look = (): void => {
    // A setting that the host does not know yet says nothing.
    if (host.settings.get(ACTIVATED) !== false) return;
    clear(host).catch((error: unknown) => {
      // As without a network; it is done after the next start.
      host.log.write('warn', 'What is kept here could not be cleared', {
        error: error instanceof Error ? error.name : typeof error,
      });
    });
  };
  const watch = host.settings.onDidChange((keys) => {
    if (keys.includes(ACTIVATED)) look();
  });
  const timer = setTimeout(look, AFTER_START_MS);
  return {
    dispose: () => {
      clearTimeout(timer);
      watch.dispose();
    },
  };
}

/** Most practices that have switched it off have nothing here: then nothing is loaded. */
async function clear(host: HostApi): Promise<void> {
  if (!(await isKeptHere(databaseName(host)))) return;
  const { clearWhatIsShared } = await import('./clearing.ts');
  await clearWhatIsShared(host);
}
