import type { Instant } from '../domain/records.ts';
import type { ChangesQuery, RemoteResult } from '../ports/remote-records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import { failed, type FhirHttp, type FhirOutcome } from './fhir-http.ts';
import { isOfOneResource, rejected } from './http-failure.ts';
import { hasTag } from './mapping/reading.ts';
import { searchPage, type SearchEntry, type SearchPage } from './search-page.ts';
import { PRACTICE_TAG } from './vocabulary.ts';

const NO_SEARCHSET = rejected({ code: 'search-not-answered' });

const PRACTICES_MIXED = rejected({ code: 'practices-mixed' });
/** In the place of a practice's id. */
const NOBODYS_PRACTICE = 'nobody';

/** A search for what carries a practice's tag. */
export interface PracticeSearch {
  readonly type: string;
  readonly practiceId: string;
  readonly query: URLSearchParams;
}

/** Where to look for changes, and what to give of each. */
export interface SearchedChanges extends ChangesQuery {
  /** Elements to give, where the server heeds that; all of them unless it is said. */
  readonly elements?: string;
}

/** What a search for changes found. */
export interface FoundChanges {
  readonly entries: readonly SearchEntry[];
  /** When the server gave the first of them, by its own clock, if it said so. */
  readonly answeredAt?: Instant | undefined;
  /** Why there may be more of the last time stamp than was given, if so. */
  readonly incomplete?: ExchangeReason;
  /** How many there are in all, if the server says so. */
  readonly total?: number | undefined;
}

/**
 * Searching in one way that works on every server. One instance for each server: it remembers what the server takes.
 */
export class ResourceSearch {
  private takesPost = true;

  constructor(private readonly http: FhirHttp) {}

  /**
   * The practice's resources of a type changed at or after `from`, oldest first, at most `count` of them. Fewer than
   * `count` means that there are no more, also on a server whose own limit is lower, unless it says `incomplete`.
   * Begins with what the server has given of them already (`given`), if it has.
   */
  async changedSince(
    type: string,
    practiceId: string,
    query: SearchedChanges,
    signal?: AbortSignal,
    given?: SearchPage,
  ): Promise<RemoteResult<FoundChanges>> {
    const found = new Map<string, SearchEntry>();
    let { from } = query;
    let first = given;
    for (let page = given; ; page = undefined) {
      if (page === undefined) {
        const asked = changesAsked(practiceId, { ...query, from });
        const answer = await this.readable({ type, practiceId, query: asked }, signal);
        if (!answer.ok) return answer;
        page = answer.value;
      } else if (!isOfPractice(practiceId, page)) return { ok: false, failure: PRACTICES_MIXED };
      first ??= page;
      const known = found.size;
      page.entries.forEach((entry) => found.set(versionKey(entry), entry));
      const entries = [...found.values()].slice(0, query.count);
      const { answeredAt, total } = first;
      const changes = { entries, answeredAt, total };
      if (found.size >= query.count || !page.hasMore) return { ok: true, value: changes };
      const last = page.entries.at(-1)?.lastUpdated;
      if (found.size === known || last === undefined) {
        // A full page of what is known: the server cannot get past one time stamp. A shorter one is the end.
        const isStuck = page.entries.length >= first.entries.length;
        const incomplete = { code: 'too-many-to-answer' } as const;
        return { ok: true, value: { ...changes, ...(isStuck && { incomplete }) } };
      }
      from = last;
    }
  }

  /** Asks for the records of a practice that nobody has: whatever comes shows that the server does not heed that. */
  async heedsPractice(type: string, signal?: AbortSignal): Promise<RemoteResult<void>> {
    const query = changesAsked(NOBODYS_PRACTICE, { count: 1 });
    const page = await this.ofPractice({ type, practiceId: NOBODYS_PRACTICE, query }, signal);
    return page.ok ? { ok: true, value: undefined } : page;
  }

  /** A page; where one of its resources may have made the answer unreadable, each of them by itself. */
  private async readable(
    asked: PracticeSearch,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchPage>> {
    const { type, query } = asked;
    const page = await this.ofPractice(asked, signal);
    if (page.ok || !isOfOneResource(page.failure)) return page;
    // Seldom needed, so loaded only then; where it cannot be, the page stays unread and is asked for again.
    const fallback = await import('./page-by-resource.ts').catch(() => undefined);
    if (fallback === undefined) return page;
    const search = (names: URLSearchParams): Promise<RemoteResult<SearchPage>> =>
      this.ofPractice({ ...asked, query: names }, signal);
    return fallback.pageByResource({ http: this.http, search, type, query, page, signal });
  }

  /** A page, unless anything in it is not the practice's: then the server does not heed the tag, and all is refused. */
  async ofPractice(
    { type, practiceId, query }: PracticeSearch,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchPage>> {
    const page = await this.page(type, query, signal);
    if (!page.ok) return page;
    return isOfPractice(practiceId, page.value) ? page : { ok: false, failure: PRACTICES_MIXED };
  }

  /** A page as the server gives it. */
  async page(
    type: string,
    query: URLSearchParams,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchPage>> {
    const answer = await this.search(type, query, signal);
    if (!answer.ok) return failed(answer);
    const page = searchPage(answer.value, type);
    return page === undefined ? { ok: false, failure: NO_SEARCHSET } : { ok: true, value: page };
  }

  /** One search as it comes: by POST, so that nothing of a patient's is in an address; by GET where there is no other way. */
  async search(
    type: string,
    query: URLSearchParams,
    signal: AbortSignal | undefined,
  ): Promise<FhirOutcome> {
    if (this.takesPost) {
      const path = `${type}/_search`;
      const answer = await this.http.send({ method: 'POST', path, body: query }, signal);
      if (answer.ok || (answer.status !== 404 && answer.status !== 405)) return answer;
      this.takesPost = false;
    }
    return this.http.send({ method: 'GET', path: `${type}?${query.toString()}` }, signal);
  }
}

function isOfPractice(practiceId: string, { entries }: SearchPage): boolean {
  return entries.every(({ resource }) => hasTag(resource, PRACTICE_TAG, practiceId));
}

/** {@link SearchedChanges}, whose beginning may be left open. */
export type AskedChanges = Omit<SearchedChanges, 'from'> & { readonly from?: Instant | undefined };

/** What asks for the practice's changes; for none of them, how many there are. */
export function changesAsked(
  practiceId: string,
  { from, count, elements }: AskedChanges,
): URLSearchParams {
  return new URLSearchParams({
    _tag: `${PRACTICE_TAG}|${practiceId}`,
    ...(from === undefined ? {} : { _lastUpdated: `ge${from}` }),
    ...(elements === undefined ? {} : { _elements: elements }),
    ...(count === 0 ? { _summary: 'count' } : { _sort: '_lastUpdated', _count: String(count) }),
  });
}

function versionKey(entry: SearchEntry): string {
  return `${entry.id}/${entry.versionId}`;
}
