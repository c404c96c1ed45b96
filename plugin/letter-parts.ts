import { combineLatest, concatMap, filter } from 'rxjs';
import type { AllPorts } from '../services/application/commands/command-ports.ts';
import { Permission } from '../services/domain/practice/permission.ts';
import type { Disposable } from './host-api.ts';

/** Where a browser has no idle time to give, or none for so long. */
const AT_THE_LATEST_MS = 2_000;

/**
 * What letters take is fetched in idle time once somebody works who may print them, and again whenever the network is
 * back, until it is there: then one can be printed also when the network has gone.
 */
export function fetchLetterParts({
  environment,
  renderer,
  sessions,
}: {
  readonly environment: Pick<AllPorts['environment'], 'online$'>;
  readonly renderer: Pick<AllPorts['renderer'], 'prepare'>;
  readonly sessions: Pick<AllPorts['sessions'], 'session$'>;
}): Disposable {
  const following = combineLatest([environment.online$, sessions.session$])
    .pipe(
      filter(
        ([online, session]) =>
          online && session?.permissions.includes(Permission.printLetters) === true,
      ),
      // None is passed over: one that is under way may have lost the network half-way. What is there is not fetched
      // again.
      concatMap(() => idle().then(() => renderer.prepare())),
    )
    .subscribe();
  return {
    dispose: () => {
      following.unsubscribe();
    },
  };
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(done, { timeout: AT_THE_LATEST_MS });
    else setTimeout(done, AT_THE_LATEST_MS);
  });
}
