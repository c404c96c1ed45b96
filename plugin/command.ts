import type { Disposable, HostApi } from './host-api.ts';
import type { LazyServices } from './lazy-services.ts';
import type { CommandId } from './contributions.ts';

/** Registers a contributed command; what it does loads when it is first run. */
export function registerCommand(id: CommandId, host: HostApi, services: LazyServices): Disposable {
  return host.contributions.registerCommand(id, async () => {
    const [{ runCommand }, facade] = await Promise.all([
      import('./command-runs.ts'),
      services.get(),
    ]);
    await runCommand(id, host, facade);
  });
}
