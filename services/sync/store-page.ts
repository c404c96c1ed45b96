import type { PulledPage } from '../ports/outbox.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import type * as Reader from './read-again.ts';
import { NOT_LOADED } from './sending.ts';
import type { SyncWork } from './sync-work.ts';

let reader: typeof Reader | undefined;

/** Fetches what reads one resource by itself. What could not be fetched is asked for again the next time. */
export async function loadReader(): Promise<void> {
  reader ??= await import('./read-again.ts').catch(() => undefined);
}

/**
 * Stores a page. What a search found and looks older than what is here is settled by reading it: the server's clock may
 * have gone back. Resolves to what failed in that.
 */
export async function storePage(
  page: PulledPage,
  work: SyncWork,
): Promise<RemoteFailure | undefined> {
  for (const serverId of await work.journal.applyPage(page, work.epoch)) {
    await loadReader();
    if (reader === undefined) return NOT_LOADED;
    const read = await reader.readAgain(page.kind, serverId, work);
    if (read.kind === 'failed') return read.failure;
  }
  return undefined;
}
