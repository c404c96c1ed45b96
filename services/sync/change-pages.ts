import type { Instant, RecordKind } from '../domain/records.ts';
import type { Environment } from '../ports/practice-host.ts';
import type { ChangePage, Look, RemoteResult } from '../ports/remote-records.ts';
import type { SyncTiming } from './sync-timing.ts';
import { after, type SyncWork } from './sync-work.ts';

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
  const asked = askedNow(environment);
  const answer = await remote.changes(kind, place, signal);
  if (!answer.ok) return answer;
  return { ok: true, value: { ...withNext(answer.value, place, timing), ...asked } };
}

/** What a look found, as far as the server gives first pages together; the others are still to be fetched. */
export interface FetchedLook extends Pick<Look, 'isWorkedAt'> {
  readonly pages: ReadonlyMap<RecordKind, FetchedPage>;
}

/** The first pages of several kinds. */
export async function fetchTogether(
  places: ReadonlyMap<RecordKind, PagePlace>,
  { remote, environment, timing, signal }: SyncWork,
  workedSince?: Instant,
): Promise<RemoteResult<FetchedLook>> {
  const asked = askedNow(environment);
  const queries = [...places].map(([kind, place]) => ({ kind, ...place }));
  const answer = await remote.look(queries, signal, workedSince);
  if (!answer.ok) return answer;
  const pages = new Map<RecordKind, FetchedPage>();
  for (const [kind, place] of places) {
    const page = answer.value.pages.get(kind);
    if (page !== undefined) pages.set(kind, { ...withNext(page, place, timing), ...asked });
  }
  return { ok: true, value: { ...answer.value, pages } };
}

function askedNow(environment: Environment): { readonly askedAt?: Instant } {
  return environment.isTimeTrusted() ? { askedAt: environment.now() } : {};
}

/** A page, and where the next one starts. */
export function withNext<P extends Pick<ChangePage, 'stamps' | 'incomplete'>>(
  page: P,
  { from, count }: PagePlace,
  { pageSize, largestPage }: SyncTiming,
): { readonly page: P; readonly next?: PagePlace } {
  const last = page.stamps.at(-1);
  const isFull = page.stamps.length >= count;
  if (last === undefined || !(isFull || page.incomplete)) return { page };
  const isStuck = last === page.stamps[0] || last === from;
  if (page.incomplete === undefined && !(isStuck && count >= largestPage)) {
    const next = { from: last, count: isStuck ? Math.min(count * 2, largestPage) : count };
    return { page, next };
  }
  // One moment fills the whole page, which would come again for ever: that is told, and what came after it is read.
  const { incomplete = { code: 'too-many-to-ask-for' } } = page;
  const told = { page: { ...page, incomplete } };
  const past = after(last, 1);
  // A server that does not heed times gives the same page again.
  return from === undefined || past > from
    ? { ...told, next: { from: past, count: pageSize } }
    : told;
}

/**
 * All changes of a kind from a place on, page by page; each is fetched while the one before is being dealt with. The
 * first may have been fetched already.
 */
export async function* changePages(
  kind: RecordKind,
  place: PagePlace,
  work: SyncWork,
  first?: FetchedPage,
): AsyncGenerator<RemoteResult<FetchedPage>, void, undefined> {
  let coming: Promise<RemoteResult<FetchedPage>> | undefined =
    first === undefined
      ? fetchPage(kind, place, work)
      : Promise.resolve({ ok: true, value: first });
  while (coming !== undefined) {
    const fetched: RemoteResult<FetchedPage> = await coming;
    const next: PagePlace | undefined = fetched.ok ? fetched.value.next : undefined;
    coming = next && fetchPage(kind, next, work);
    // Awaited, and its failure heard, in the next turn; only whoever stops in the middle leaves it behind.
    coming?.catch(() => undefined);
    yield fetched;
  }
}
