import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';
import { CommandId } from './contributions.ts';
import { Disposables } from './disposables.ts';

/** Registers each contributed command; what it does loads when it is first run. */
export function registerCommands(host: HostApi, services: LazyServices): Disposable {
  const registered = new Disposables(() => undefined);
  for (const id of Object.values(CommandId)) {
    registered.add(
      host.contributions.registerCommand(id, async () => {
        const [{ runCommand }, facade] = await Promise.all([
          import('./command-runs.ts'),
          services.get(),
        ]);
        await runCommand(id, host, facade);
      }),
    );
  }
  return registered;
}
