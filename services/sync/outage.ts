import type { RemoteFailure } from '../ports/remote-records.ts';

/** Whether nothing can be reached. A server that does not let this page write is there, and a part that is missing says nothing of it. */
export function isOutage(failure: RemoteFailure | undefined): boolean {
  return (
    failure?.kind === 'unreachable' &&
    failure.reason.code !== 'page-not-let-write' &&
    !isPartMissing(failure)
  );
}

/** Whether a part of this program is missing that would have done it. */
export function isPartMissing(failure: RemoteFailure | undefined): boolean {
  return failure?.kind === 'unreachable' && failure.reason.code === 'part-not-loaded';
}
