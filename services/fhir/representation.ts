import { versionOfEtag } from './etag.ts';
import type { FhirAnswer } from './fhir-http.ts';
import { isJson, object } from './mapping/reading.ts';
import { searchEntry, type SearchEntry } from './search-page.ts';

/** The resource an answer carries; some servers tell its version in the ETag only. */
export function representation({ body, etag }: FhirAnswer): SearchEntry | undefined {
  if (!isJson(body) || body.resourceType === 'OperationOutcome') return undefined;
  const versionId = versionOfEtag(etag);
  const meta = { ...(versionId === undefined ? {} : { versionId }), ...object(body.meta) };
  return searchEntry({ ...body, meta });
}
