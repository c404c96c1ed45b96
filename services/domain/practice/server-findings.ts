/**
 * What a look at the FHIR server, without writing anything, found that will not work there. Codes are those of
 * `npm run fhir:check` where both find the same.
 */
export type ServerFinding =
  | { readonly code: 'not-r4'; readonly fhirVersion: string }
  /** Said by the server of itself (CapabilityStatement): it has no resources of these types. */
  | { readonly code: 'types-not-offered'; readonly types: readonly string[] }
  /** Said by itself: it does not create under a condition. */
  | { readonly code: 'conditional-create-not-offered'; readonly types: readonly string[] }
  /** Said by itself: it keeps no versions, so cannot tell an update of an old one. */
  | { readonly code: 'versions-not-kept'; readonly types: readonly string[] }
  /** Said by itself: it does no transactions. Only the patient website sends them. */
  | { readonly code: 'no-transaction' }
  /** It does not allow them to pages of this origin (CORS), while it can be read. */
  | { readonly code: 'headers-refused'; readonly headers: readonly string[] }
  | { readonly code: 'last-updated-ignored' }
  | { readonly code: 'sort-ignored' }
  | { readonly code: 'count-ignored' }
  /** A page ends after so many entries, without a next link though there are more. */
  | { readonly code: 'page-cut-unsaid'; readonly given: number }
  | { readonly code: 'elements-refused'; readonly status: number }
  | { readonly code: 'no-history'; readonly status: number }
  /** A history ends, without a next link though there are more versions. */
  | { readonly code: 'history-cut' }
  /** Links to the next page name another address than the host's. */
  | { readonly code: 'next-elsewhere' }
  | { readonly code: 'no-batch' }
  /** Its answers do not say what time it is, or a page of this origin may not read it. */
  | { readonly code: 'no-date' }
  /** By so many seconds this computer's clock is ahead of the server's, or behind it (negative). */
  | { readonly code: 'clock-differs'; readonly seconds: number };

/** With these the product does not work; without the others it works less well. */
const GRAVE: ReadonlySet<ServerFinding['code']> = new Set([
  'not-r4',
  'types-not-offered',
  'conditional-create-not-offered',
  'versions-not-kept',
  'headers-refused',
  'last-updated-ignored',
  'sort-ignored',
  'page-cut-unsaid',
]);

/** Whether the product does not work with a server of which that was found. */
export function isGrave({ code }: ServerFinding): boolean {
  return GRAVE.has(code);
}
