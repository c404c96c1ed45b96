import type { HasOperation, RemoteResult } from '../ports/remote-records.ts';
import { failed, type FhirHttp } from './fhir-http.ts';
import { rejected } from './http-failure.ts';
import { isJson, object, objects, operationOf } from './mapping/reading.ts';
import { followed, ownBasePath, pageLink } from './page-link.ts';

const NO_HISTORY = rejected({ code: 'history-not-told' });

/** How servers say that they keep or show no history: R4 makes it optional. */
export const NOT_OFFERED: ReadonlySet<number | undefined> = new Set([404, 405, 501]);
const PAGE_SIZE = 100;
/** A hundred versions each: a record is changed some dozen times in its life. */
const MOST_PAGES = 50;
const UNKNOWN = { ok: true, value: 'unknown' } as const;

/**
 * Whether some version of the instance at `path` (`Type/id`) was made by the operation. Follows the pages of the
 * history, always at our own base address. Servers may end a history without a word after so many versions: it proves
 * that the operation is not there only where it goes back to the version that this was first sent on or, where that is
 * not known, is no full page.
 */
export async function historyHolds(
  http: FhirHttp,
  path: string,
  operation: { readonly id: string; readonly sentOn?: string },
  signal?: AbortSignal,
): Promise<RemoteResult<HasOperation>> {
  const { sentOn } = operation;
  let page = `${path}/_history?_count=${PAGE_SIZE}`;
  let ownPath: string | undefined;
  let isWhole = false;
  for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
    const answer = await http.send({ method: 'GET', path: page }, signal);
    if (!answer.ok) return NOT_OFFERED.has(answer.status) ? UNKNOWN : failed(answer);
    const { body } = answer.value;
    if (!isJson(body) || body.resourceType !== 'Bundle') break;
    const versions = objects(body.entry).map((entry) => object(entry.resource));
    if (versions.some((version) => operationOf(version) === operation.id)) {
      return { ok: true, value: 'yes' };
    }
    isWhole ||=
      sentOn === undefined
        ? versions.length < PAGE_SIZE
        : versions.some(({ meta }) => object(meta).versionId === sentOn);
    const next = pageLink(body, 'next');
    if (next === undefined || (isWhole && sentOn !== undefined)) {
      return { ok: true, value: isWhole ? 'no' : 'unknown' };
    }
    ownPath ??= ownBasePath(body, path);
    const ourBase = new URL(http.baseUrl, globalThis.location.href).href;
    const following = followed(next, ourBase, ownPath);
    if (following === undefined) break;
    page = following;
  }
  // Each page may name another, for ever.
  return { ok: false, failure: NO_HISTORY };
}
