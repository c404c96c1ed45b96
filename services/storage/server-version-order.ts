import type { ServerVersion } from '../ports/remote-records.ts';

/** How a version came to us, and so how much it says about what the server has now. */
export type VersionSource =
  /** A search found it: the index may lag behind. */
  | 'found'
  /** The answer to a write. */
  | 'answered'
  /** Read by itself: what the server has now. */
  | 'read';

/**
 * Whether a version takes the place of the one held. Version numbers grow with every change of a resource; time stamps
 * do not when the server's clock is set back, so they alone never make a version older. What was found and looks older
 * is left to be read.
 */
export function takesPlaceOf(
  candidate: ServerVersion,
  held: ServerVersion,
  source: VersionSource,
): boolean {
  if (source === 'read') return true;
  const byNumber = numberOf(candidate, held);
  if (byNumber !== undefined) return byNumber > 0n;
  return source === 'answered' || candidate.lastUpdated > held.lastUpdated;
}

/** Whether both are one version of one resource. */
export function isSameVersion(one: ServerVersion, other: ServerVersion): boolean {
  return one.id === other.id && one.versionId === other.versionId;
}

/** By how much the candidate's number is the greater; `undefined` where numbers say nothing. */
function numberOf(candidate: ServerVersion, held: ServerVersion): bigint | undefined {
  // A resource that was deleted and made anew counts from the beginning.
  if (candidate.id !== held.id) return undefined;
  const [one, other] = [numeric(candidate.versionId), numeric(held.versionId)];
  return one === undefined || other === undefined ? undefined : one - other;
}

/** Some servers give the whole ETag, `W/"3"`, as the version. */
function numeric(versionId: string): bigint | undefined {
  const digits = /^(?:W\/)?"?(\d+)"?$/.exec(versionId)?.[1];
  return digits === undefined ? undefined : BigInt(digits);
}
