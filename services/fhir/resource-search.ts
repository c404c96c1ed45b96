import type { Instant } from '../domain/records.ts';
import type { RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import type { ExchangeReason } from '../domain/unsent-work/reasons.ts';
import { failed, type FhirHttp, type FhirOutcome } from './fhir-http.ts';
import { NOT_FHIR, rejected, WITHOUT_END } from './http-failure.ts';
import { representation, searchPage, type SearchEntry, type SearchPage } from './search-page.ts';
import { PRACTICE_TAG } from './vocabulary.ts';

const NO_SEARCHSET = rejected({ code: 'search-not-answered' });
/** Of this type nothing can be fetched; others may be in order. */
const ENDLESS = rejected({ code: 'answer-without-end' });
/** Tags and identifiers tell whose a resource is, also when no more of it can be read. */
const ELEMENTS: [string, string] = ['_elements', 'meta,identifier'];
/** One resource of those in an answer may be to blame for these. */
const OF_ONE_RESOURCE: readonly RemoteFailure[] = [WITHOUT_END, NOT_FHIR];

/** What a search for changes found. */
export interface FoundChanges {
  readonly entries: readonly SearchEntry[];
  /** When the server gave the first of them, by its own clock, if it said so. */
  readonly answeredAt?: Instant;
  /** Why there may be more of the last time stamp than was given, if so. */
  readonly incomplete?: ExchangeReason;
}

/** Searching in one way that works on every server. One instance for each server: it remembers what the server takes. */
export class ResourceSearch {
  private takesPost = true;

  constructor(private readonly http: FhirHttp) {}

  /**
   * The practice's resources of a type changed at or after `from`, oldest first, at most `count` of them. Fewer than
   * `count` means that there are no more, also on a server whose own limit is lower, unless it says `incomplete`.
   */
  async changedSince(
    type: string,
    practiceId: string,
    query: { readonly from?: Instant; readonly count: number },
    signal?: AbortSignal,
  ): Promise<RemoteResult<FoundChanges>> {
    const found = new Map<string, SearchEntry>();
    let { from } = query;
    let first: SearchPage | undefined;
    for (;;) {
      const answer = await this.readable(type, parameters(practiceId, query.count, from), signal);
      if (!answer.ok) return answer;
      const page = answer.value;
      first ??= page;
      const known = found.size;
      page.entries.forEach((entry) => found.set(versionKey(entry), entry));
      const entries = [...found.values()].slice(0, query.count);
      const { answeredAt } = first;
      const changes = { entries, ...(answeredAt !== undefined && { answeredAt }) };
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

  /** A page; where one of its resources may have made the answer unreadable, each of them by itself. */
  private async readable(
    type: string,
    query: URLSearchParams,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchPage>> {
    const page = await this.page(type, query, signal);
    if (page.ok || !OF_ONE_RESOURCE.includes(page.failure)) return page;
    // Ids and versions alone, where the server heeds that; else the answer is no better than the one before.
    const names = await this.page(type, new URLSearchParams([...query, ELEMENTS]), signal);
    if (!names.ok) return isOfOneResource(names.failure) ? hopeless(page) : names;
    const entries: SearchEntry[] = [];
    for (const name of names.value.entries) {
      const entry = await this.readableEntry(type, name, signal);
      if (!entry.ok) return entry;
      entries.push(entry.value);
    }
    return { ok: true, value: { ...names.value, entries } };
  }

  /** What cannot be read by itself either keeps its place. */
  private async readableEntry(
    type: string,
    name: SearchEntry,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchEntry>> {
    if (name.lacks !== undefined) return { ok: true, value: name };
    const answer = await this.http.send({ method: 'GET', path: `${type}/${name.id}` }, signal);
    const entry = answer.ok ? representation(answer.value) : undefined;
    if (entry?.resource.resourceType === type && entry.id === name.id) {
      return { ok: true, value: { ...entry, lastUpdated: name.lastUpdated } };
    }
    const isItsOwn = answer.ok || isOfOneResource(answer.failure);
    return isItsOwn ? { ok: true, value: { ...name, lacks: ['content'] } } : failed(answer);
  }

  private async page(
    type: string,
    query: URLSearchParams,
    signal: AbortSignal | undefined,
  ): Promise<RemoteResult<SearchPage>> {
    const answer = await this.search(type, query, signal);
    if (!answer.ok) return failed(answer);
    const page = searchPage(answer.value, type);
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

/** A kind without end must not stop the others; what is no FHIR at all may be something else's answer. */
function hopeless(page: RemoteResult<SearchPage>): RemoteResult<SearchPage> {
  return !page.ok && page.failure === WITHOUT_END ? { ok: false, failure: ENDLESS } : page;
}

function isOfOneResource(failure: RemoteFailure): boolean {
  return failure.kind === 'rejected' || OF_ONE_RESOURCE.includes(failure);
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
