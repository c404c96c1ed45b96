/**
 * The version an ETag names: `W/"3"`, `"3"` and, from servers that forget the quotes, `3` are the same version.
 */
export function versionOfEtag(etag: string | null): string | undefined {
  const version = /^\s*(?:W\/)?(?:"([^"]+)"|([\w.-]+))\s*$/i.exec(etag ?? '');
  return version?.[1] ?? version?.[2];
}

/** What `If-Match` says for a version; FHIR's ETags are weak (R4, 3.1.0.5). */
export function etagOfVersion(versionId: string): string {
  return `W/"${versionId}"`;
}
