import type { Instant, RecordKind } from '../domain/records.ts';
import type { ChangePage, RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import type { SyncWork } from './sync-work.ts';

const ONE_MOMENT: RemoteFailure = {
  kind: 'rejected',
  reason: { code: 'too-many-to-ask-for' },
};

/** Where a page starts, and how much is asked for. */
export interface PagePlace {
  readonly from?: Instant;
  readonly count: number;
}

export interface FetchedPage {
  readonly page: ChangePage;
  /** When it was asked for; `undefined` when the time was not known then, even if the answer has told it since. */
  readonly askedAt?: Instant;
  /** Where the next one starts; `undefined` after the last. */
  readonly next?: PagePlace;
}

/** Where the first page of the changes at or after `from` starts. */
export function firstPlace(from: Instant | undefined, { timing }: SyncWork): PagePlace {
  return { ...(from !== undefined && { from }), count: timing.pageSize };
}

/**
 * One page. Each next one starts at this one's last time stamp: pages by offset skip rows while others change them.
 * Entries of that time stamp come twice.
 */
export async function fetchPage(
  kind: RecordKind,
  place: PagePlace,
  { remote, environment, timing, signal }: SyncWork,
): Promise<RemoteResult<FetchedPage>> {
  const asked = environment.isTimeTrusted() ? { askedAt: environment.now() } : {};
  const answer = await remote.changes(kind, place, signal);
  if (!answer.ok) return answer;
  const page = answer.value;
  const last = page.stamps.at(-1);
  if (last === undefined || page.stamps.length < place.count) {
    return { ok: true, value: { page, ...asked } };
  }
  const isStuck = last === page.stamps[0] || last === place.from;
  // One moment fills the whole page (or the server does not heed times): this page would come again for ever.
  if (isStuck && place.count >= timing.largestPage) return { ok: false, failure: ONE_MOMENT };
  const count = isStuck ? Math.min(place.count * 2, timing.largestPage) : place.count;
  return { ok: true, value: { page, ...asked, next: { from: last, count } } };
}

/** All changes of a kind at or after `from`, page by page; each is fetched while the one before is being dealt with. */
export async function* changePages(
  kind: RecordKind,
  from: Instant | undefined,
  work: SyncWork,
): AsyncGenerator<RemoteResult<FetchedPage>, void, undefined> {
  let coming: Promise<RemoteResult<FetchedPage>> | undefined = fetchPage(
    kind,
    firstPlace(from, work),
    work,
  );
  while (coming !== undefined) {
    const fetched: RemoteResult<FetchedPage> = await coming;
    const next: PagePlace | undefined = fetched.ok ? fetched.value.next : undefined;
    coming = next && fetchPage(kind, next, work);
    // Awaited, and its failure heard, in the next turn; only whoever stops in the middle leaves it behind.
    coming?.catch(() => undefined);
    yield fetched;
  }
}
