import type { DependencyContainer } from 'tsyringe';
import { LOG } from '../services/ports/remote-access.ts';
import type { StorageSweeper } from '../services/storage/storage-sweeper.ts';
import type { Disposable } from './host-api.ts';

/** Nobody waits for it. */
const AFTER_MS = 60_000;

/** Clears old rows a while after the start, and now and then; what does it is loaded then. */
export function sweepLater(container: DependencyContainer): Disposable {
  let sweeper: StorageSweeper | undefined;
  let isOver = false;
  const begin = async (): Promise<void> => {
    const { StorageSweeper } = await import('../services/storage/storage-sweeper.ts');
    if (isOver) return;
    sweeper = container.resolve(StorageSweeper);
    sweeper.start();
  };
  const timer = setTimeout(() => {
    begin().catch((error: unknown) => {
      // As without a network; it is done after the next start.
      const log = container.resolve(LOG);
      log.write('warn', 'Clearing old rows could not be begun', {
        error: error instanceof Error ? error.name : typeof error,
      });
    });
  }, AFTER_MS);
  return {
    dispose: () => {
      isOver = true;
      clearTimeout(timer);
      sweeper?.dispose();
    },
  };
}
