import type { RemoteResult } from '../ports/remote-records.ts';
import { failed, type FhirHttp } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { isJson, object, objects } from './mapping/reading.ts';
import { operationOf } from './resource-mapping.ts';
import { nextLink } from './search-page.ts';

const NO_HISTORY = rejected({ code: 'history-not-told' });

/** How servers say that they keep or show no history: R4 makes it optional. */
const NOT_OFFERED: ReadonlySet<number | undefined> = new Set([404, 405, 501]);
/** A hundred versions each: a record is changed some dozen times in its life. */
const MOST_PAGES = 50;
/** Nothing is known of the operation; the caller goes by the current version alone. */
const UNKNOWN = { ok: true, value: false } as const;

/**
 * Whether some version of the instance at `path` (`Type/id`) was made by the operation. Follows the pages of the
 * history, but only on the same server: the access token goes nowhere else.
 * On a server without history no operation is found.
 */
export async function historyHolds(
  http: FhirHttp,
  path: string,
  operationId: string,
  signal?: AbortSignal,
): Promise<RemoteResult<boolean>> {
  let page: string | undefined = `${path}/_history?_count=100`;
  for (let pages = 1; page !== undefined; pages += 1) {
    // Each may name another, for ever.
    if (pages > MOST_PAGES) return { ok: false, failure: NO_HISTORY };
    const answer = await http.send({ method: 'GET', path: page }, signal);
    if (!answer.ok) return NOT_OFFERED.has(answer.status) ? UNKNOWN : failed(answer);
    const { body } = answer.value;
    if (!isJson(body) || body.resourceType !== 'Bundle') return { ok: false, failure: NO_HISTORY };
    const versions = objects(body.entry).map((entry) => object(entry.resource));
    if (versions.some((version) => operationOf(version) === operationId)) {
      return { ok: true, value: true };
    }
    const next = nextLink(body);
    page = next === undefined ? undefined : within(http.baseUrl, next);
    if (next !== undefined && page === undefined) return { ok: false, failure: NO_HISTORY };
  }
  return { ok: true, value: false };
}

/** The part of an address after the server's base; `undefined` when it is elsewhere. */
function within(baseUrl: string, address: string): string | undefined {
  const base = `${new URL(baseUrl, globalThis.location.href).href}/`;
  const { href } = new URL(address, base);
  return href.startsWith(base) ? href.slice(base.length) : undefined;
}
