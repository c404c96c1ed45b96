import type { Log } from '../ports/remote-access.ts';

/**
 * Asks the browser not to clear this site's storage by itself when the disk runs full: unsent work is nowhere else. It
 * may refuse; then everything goes on as before.
 */
export async function askForLastingStorage(log: Log): Promise<void> {
  try {
    const { storage } = navigator;
    const isLasting = (await storage.persisted()) || (await storage.persist());
    log.write('info', 'The browser was asked to keep what is stored here.', { isLasting });
  } catch (error) {
    // A page that is not secure has no such storage; some browsers refuse by throwing.
    const name = error instanceof Error ? error.name : typeof error;
    log.write('info', 'The browser cannot be asked to keep what is stored here.', { name });
  }
}
