import type { ServerVersion } from '../ports/remote-records.ts';

/**
 * Whether `candidate` is a later version than `held`: by `lastUpdated`, then by `versionId` where both are numbers.
 * With the same time and ids that have no order, a different version counts as later: a search gives the current
 * version, and leaving it out would mean never seeing it.
 */
export function isLaterVersion(candidate: ServerVersion, held: ServerVersion): boolean {
  const byTime = Date.parse(candidate.lastUpdated) - Date.parse(held.lastUpdated);
  if (byTime !== 0) return byTime > 0;
  if (isNumber(candidate.versionId) && isNumber(held.versionId)) {
    return BigInt(candidate.versionId) > BigInt(held.versionId);
  }
  return candidate.versionId !== held.versionId;
}

function isNumber(versionId: string): boolean {
  return /^\d+$/.test(versionId);
}
