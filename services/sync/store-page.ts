import type { PulledPage } from '../ports/outbox.ts';
import type { RemoteFailure } from '../ports/remote-records.ts';
import type { SyncWork } from './sync-work.ts';

/**
 * Stores a page. What a search found and looks older than what is here is settled by reading it: the server's clock may
 * have gone back. Resolves to what failed in that.
 */
export async function storePage(
  page: PulledPage,
  { journal, remote, epoch, signal }: SyncWork,
): Promise<RemoteFailure | undefined> {
  const { kind } = page;
  for (const serverId of await journal.applyPage(page, epoch)) {
    const answer = await remote.read(kind, serverId, signal);
    if (answer.ok) {
      const current = { kind, records: [answer.value], quarantined: [], isCurrent: true } as const;
      await journal.applyPage(current, epoch);
    } else if (answer.failure.kind !== 'rejected') return answer.failure;
    // Gone or garbled meanwhile: the next look, or a reconcile, will say so.
  }
  return undefined;
}
