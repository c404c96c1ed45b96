import type { Instant } from '../domain/records.ts';
import type { RemoteResult } from '../ports/remote-records.ts';
import { failed, type FhirHttp, type FhirOutcome } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { searchPage, type SearchEntry, type SearchPage } from './search-page.ts';
import { PRACTICE_TAG } from './vocabulary.ts';

const NO_SEARCHSET = rejected({ code: 'search-not-answered' });
const TOO_MANY_AT_ONCE = rejected({ code: 'too-many-to-answer' });

/** Searching in one way that works on every server. One instance for each server: it remembers what the server takes. */
export class ResourceSearch {
  private takesPost = true;

  constructor(private readonly http: FhirHttp) {}

  /**
   * The practice's resources of a type changed at or after `from`, oldest first, at most `count` of them. Fewer than
   * `count` means that there are no more, also on a server whose own limit is lower.
   */
  async changedSince(
    type: string,
    practiceId: string,
    query: { readonly from?: Instant; readonly count: number },
    signal?: AbortSignal,
  ): Promise<RemoteResult<readonly SearchEntry[]>> {
    const found = new Map<string, SearchEntry>();
    let from = query.from;
    let limit: number | undefined;
    for (;;) {
      const page = await this.page(type, parameters(practiceId, query.count, from), signal);
      if (!page.ok) return page;
      const fresh = page.value.entries.filter((entry) => !found.has(versionKey(entry)));
      fresh.forEach((entry) => found.set(versionKey(entry), entry));
      const entries = [...found.values()];
      if (entries.length >= query.count || !page.value.hasMore) {
        return { ok: true, value: entries.slice(0, query.count) };
      }
      const last = page.value.entries.at(-1)?.lastUpdated;
      limit ??= page.value.entries.length;
      if (fresh.length === 0 || last === undefined) {
        // A full page of what is known: the server cannot get past one time stamp. A shorter one is the end.
        const stuck = page.value.entries.length >= limit;
        return stuck ? { ok: false, failure: TOO_MANY_AT_ONCE } : { ok: true, value: entries };
      }
      from = last;
    }
  }

  /** The resource that stands where several fit one condition: the one of lowest id, the same for everybody. */
  async firstOf(
    type: string,
    condition: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<SearchEntry | undefined>> {
    const page = await this.page(type, new URLSearchParams(condition), signal);
    if (!page.ok) return page;
    const [first] = page.value.entries.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    return { ok: true, value: first };
  }

  private async page(
    type: string,
    query: URLSearchParams,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchPage>> {
    const answer = await this.search(type, query, signal);
    if (!answer.ok) return failed(answer);
    const page = searchPage(answer.value.body, type);
    return page === undefined ? { ok: false, failure: NO_SEARCHSET } : { ok: true, value: page };
  }

  /** By POST, so that nothing of a patient's is in an address; by GET on a server that knows no other way. */
  private async search(
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

function parameters(practiceId: string, count: number, from: Instant | undefined): URLSearchParams {
  return new URLSearchParams({
    _tag: `${PRACTICE_TAG}|${practiceId}`,
    ...(from === undefined ? {} : { _lastUpdated: `ge${from}` }),
    _sort: '_lastUpdated',
    _count: String(count),
  });
}

function versionKey(entry: SearchEntry): string {
  return `${entry.id}/${entry.versionId}`;
}
