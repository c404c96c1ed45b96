import type { RemoteFailure, RemoteResult } from '../ports/remote-records.ts';
import { failed, type FhirHttp } from './fhir-http.ts';
import { isOfOneResource, rejected, WITHOUT_END } from './http-failure.ts';
import { type SearchEntry, type SearchPage } from './search-page.ts';
import { representation } from './representation.ts';

/** A page that could not be read, and how to ask for it otherwise. */
export interface UnreadPage {
  readonly http: FhirHttp;
  readonly search: (query: URLSearchParams) => Promise<RemoteResult<SearchPage>>;
  readonly type: string;
  readonly query: URLSearchParams;
  readonly page: { readonly ok: false; readonly failure: RemoteFailure };
  readonly signal: AbortSignal | undefined;
}

/** Tags and identifiers tell whose a resource is, also when no more of it can be read. */
const ELEMENTS: [string, string] = ['_elements', 'meta,identifier'];
/** Of this type nothing can be fetched; others may be in order. */
const ENDLESS = rejected({ code: 'answer-without-end' });

/** Ids and versions alone, where the server heeds that, and each resource by itself. */
export async function pageByResource(unread: UnreadPage): Promise<RemoteResult<SearchPage>> {
  const names = await unread.search(new URLSearchParams([...unread.query, ELEMENTS]));
  if (!names.ok) return isOfOneResource(names.failure) ? hopeless(unread.page) : names;
  const entries: SearchEntry[] = [];
  for (const name of names.value.entries) {
    const entry = await readEntry(name, unread);
    if (!entry.ok) return entry;
    entries.push(entry.value);
  }
  return { ok: true, value: { ...names.value, entries } };
}

/** A kind without end must not stop the others; what is no FHIR at all may be something else's answer. */
function hopeless(page: UnreadPage['page']): UnreadPage['page'] {
  return page.failure === WITHOUT_END ? { ok: false, failure: ENDLESS } : page;
}

/** What cannot be read by itself either keeps its place. */
async function readEntry(
  name: SearchEntry,
  { http, type, signal }: UnreadPage,
): Promise<RemoteResult<SearchEntry>> {
  if (name.lacks !== undefined) return { ok: true, value: name };
  const answer = await http.send({ method: 'GET', path: `${type}/${name.id}` }, signal);
  const entry = answer.ok ? representation(answer.value) : undefined;
  if (entry?.resource.resourceType === type && entry.id === name.id) {
    return { ok: true, value: { ...entry, lastUpdated: name.lastUpdated } };
  }
  const isItsOwn =
    answer.ok || answer.failure.kind === 'rejected' || isOfOneResource(answer.failure);
  return isItsOwn ? { ok: true, value: { ...name, lacks: ['content'] } } : failed(answer);
}
