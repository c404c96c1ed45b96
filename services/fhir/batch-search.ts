import type { Clock } from '../ports/clock.ts';
import type { RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import type { FhirAnswer, FhirFailure, FhirHttp } from './fhir-http.ts';
import { isOfOneResource } from './http-failure.ts';
import { isJson, object, objects, text } from './mapping/reading.ts';
import { changesAsked, type AskedChanges } from './resource-search.ts';
import { searchPage, type SearchPage } from './search-page.ts';

/** A search for changes among those of one batch. */
export interface BatchedSearch {
  readonly type: string;
  readonly query: AskedChanges;
}

/** For each search its page; `undefined` where the batch gave none that can be read. */
type Pages = readonly (SearchPage | undefined)[];

/** After a server could not do with batches, they are left for so long: it may have learned it since. */
const LEFT_FOR_MS = 3_600_000;
const NONE: RemoteResult<Pages> = { ok: true, value: [] };

/**
 * Several searches in one request, a FHIR batch. One instance for each server: it remembers whether the server takes
 * them. Where it does not, nothing is asked and nothing given, and each search is to be made by itself.
 */
export class BatchSearch {
  private leftUntil = -Infinity;
  /** What is known after a batch got no answer: the server may be away, or something in between may drop batches. */
  private doubt: 'none' | 'unanswered' | 'singles-answered' = 'none';

  constructor(
    private readonly http: FhirHttp,
    private readonly clock: Clock,
  ) {}

  /** A search by itself was answered. */
  singlesWork(): void {
    if (this.doubt === 'unanswered') this.doubt = 'singles-answered';
  }

  /** The first page of each search, in their order. */
  async search(
    searches: readonly BatchedSearch[],
    practiceId: string,
    signal?: AbortSignal,
  ): Promise<RemoteResult<Pages>> {
    const isLeft = this.clock.elapsed() < this.leftUntil;
    if (searches.length < 2 || isLeft || this.doubt === 'unanswered') return NONE;
    const body = bundle(searches, practiceId);
    const answer = await this.http.send({ method: 'POST', path: '', body }, signal);
    if (signal?.aborted === true && !answer.ok) return answer;
    if (!answer.ok) return this.unanswered(answer);
    const pages = pagesOf(answer.value, searches);
    if (pages.some((page) => page !== undefined)) this.doubt = 'none';
    else if (!isAllBusy(answer.value)) this.leave();
    return { ok: true, value: pages };
  }

  /**
   * A refusal is remembered, and so is an answer that cannot be read. Anything else may be over soon, and is a failure
   * as with every request; but when searches by themselves are answered and batches still are not, they are left.
   */
  private unanswered({ failure, status }: FhirFailure): RemoteResult<Pages> {
    if (isRefusal(failure, status)) {
      this.leave();
      return NONE;
    }
    if (this.doubt === 'singles-answered') this.leave();
    else this.doubt = 'unanswered';
    return { ok: false, failure };
  }

  /** Batches are left for a while: they are refused, or what they give cannot be used. */
  leave(): void {
    this.doubt = 'none';
    this.leftUntil = this.clock.elapsed() + LEFT_FOR_MS;
  }
}

function bundle(searches: readonly BatchedSearch[], practiceId: string): object {
  const entry = searches.map(({ type, query }) => {
    // In a query both may stand as they are (RFC 3986, 3.4), and this is sent all day long.
    const asked = changesAsked(practiceId, query).toString();
    const url = `${type}?${asked.replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
    return { request: { method: 'GET', url } };
  });
  return { resourceType: 'Bundle', type: 'batch', entry };
}

/** Whether it is the batch that the server does not take. */
function isRefusal(failure: RemoteFailure, status: number | undefined): boolean {
  const isSaidOfIt = failure.kind === 'rejected' || failure.kind === 'conflict';
  return isSaidOfIt || status === 501 || isOfOneResource(failure);
}

/** Each entry by its own status; entries stand in the order of what was asked. */
function pagesOf({ body, date }: FhirAnswer, searches: readonly BatchedSearch[]): Pages {
  if (!isJson(body) || body.resourceType !== 'Bundle' || body.type !== 'batch-response') return [];
  const entries = objects(body.entry);
  if (entries.length !== searches.length) return [];
  const isInOrder = searches.every(({ type }, index) => isOf(type, entries[index]));
  if (!isInOrder) return [];
  return searches.map(({ type }, index) => {
    const { response, resource } = object(entries[index]);
    const isDone = statusOf(response).startsWith('2');
    const isSearchset = object(resource).type === 'searchset';
    return isDone && isSearchset ? searchPage({ body: resource, date }, type) : undefined;
  });
}

/** Another search's answer would look like one that found nothing. */
function isOf(type: string, entry: unknown): boolean {
  return objects(object(object(entry).resource).entry)
    .map(({ resource }) => object(resource).resourceType)
    .every((found) => found === type || found === 'OperationOutcome');
}

/** Nothing of it was worked off, and the searches by themselves are told when to come again. */
function isAllBusy({ body }: FhirAnswer): boolean {
  const statuses = objects(object(body).entry).map(({ response }) => statusOf(response));
  return statuses.length > 0 && statuses.every((status) => /^(429|503)/.test(status));
}

function statusOf(response: unknown): string {
  return text(object(response).status) ?? '';
}
