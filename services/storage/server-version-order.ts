import type { ServerVersion } from '../ports/remote-records.ts';

/**
 * Whether `candidate` is a later version than `held`: by `lastUpdated`, then by `versionId` where both are numbers.
 * With the same time and ids that have no order, a different version counts as later: a search gives the current
 * version, and leaving it out would mean never seeing it.
 */
export function isLaterVersion(candidate: ServerVersion, held: ServerVersion): boolean {
  const byTime = compareInstants(candidate.lastUpdated, held.lastUpdated);
  if (byTime !== 0) return byTime > 0;
  if (isNumber(candidate.versionId) && isNumber(held.versionId)) {
    return BigInt(candidate.versionId) > BigInt(held.versionId);
  }
  return candidate.versionId !== held.versionId;
}

/** Negative, 0 or positive. Servers stamp to the microsecond or finer, which `Date` would cut off. */
function compareInstants(one: string, other: string): number {
  const byMillisecond = Date.parse(one) - Date.parse(other);
  if (byMillisecond !== 0) return byMillisecond;
  return Number(fraction(one)) - Number(fraction(other));
}

function fraction(instant: string): string {
  return `0${/\.\d+/.exec(instant)?.[0] ?? ''}`;
}

function isNumber(versionId: string): boolean {
  return /^\d+$/.test(versionId);
}
