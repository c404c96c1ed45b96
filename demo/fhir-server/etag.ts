import { refused } from './outcomes.ts';

const ENTITY_TAG = /^(?:W\/)?"([^"]+)"$/i;
const BARE_VERSION = /^[A-Za-z0-9\-.]{1,64}$/;

/** The entity tag of a version, as FHIR writes it: weak (https://hl7.org/fhir/R4/http.html#concurrency). */
export function etagOf(versionId: string): string {
  return `W/"${versionId}"`;
}

/**
 * The version that an `If-Match` asks for. Weak, strong and bare tags are understood alike; the
 * router by itself reads quoted ones and ignores the rest, which would turn a guarded update into
 * an unguarded one.
 * @returns `undefined` when there is no condition: no header, or `*` (an update needs the resource
 * to exist anyway).
 * @throws an outcome of status 400 when the condition cannot be read.
 */
export function versionOfIfMatch(header: string | undefined): string | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const value = header.trim();
  const version = ENTITY_TAG.exec(value)?.[1] ?? BARE_VERSION.exec(value)?.[0];
  if (version === undefined) {
    throw refused(400, 'invalid', `If-Match must name one version, such as W/"1"; got: ${value}`);
  }
  return version;
}
