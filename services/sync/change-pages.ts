import type { Instant, RecordKind } from '../domain/records.ts';
import type { ChangePage, RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import type { SyncWork } from './sync-work.ts';

const ONE_MOMENT: RemoteFailure = {
  kind: 'rejected',
  message:
    'The shared record holds more changes of one moment than can be asked for at once, so some may not be shown here.',
};

/**
 * All changes of a kind at or after `from`, page by page, each page starting at the last one's last time stamp: pages by
 * offset skip rows while others change them. Entries of that time stamp come twice. Ends after the first failure.
 */
export async function* changePages(
  kind: RecordKind,
  from: Instant | undefined,
  work: SyncWork,
): AsyncGenerator<RemoteResult<ChangePage>, void, undefined> {
  const { remote, timing, signal } = work;
  let count = timing.pageSize;
  let start = from;
  for (;;) {
    const query = start === undefined ? { count } : { from: start, count };
    const page = await remote.changes(kind, query, signal);
    yield page;
    if (!page.ok || page.value.stamps.length < count) return;
    const last = page.value.stamps.at(-1);
    if (last === page.value.stamps[0] || last === start) {
      // One moment fills the whole page (or the server does not heed times): this page would come again for ever.
      if (count >= timing.largestPage) {
        yield { ok: false, failure: ONE_MOMENT };
        return;
      }
      count = Math.min(count * 2, timing.largestPage);
    }
    start = last;
  }
}
