import { PULLED_KINDS, type RemoteFailure } from '../ports/remote-records.ts';
import type { SyncWork } from './sync-work.ts';

/** What is known of a server before anything is fetched from it. */
export interface FirstLook {
  /** Why nothing may be fetched yet, if so. */
  readonly failure?: RemoteFailure;
  /** There is no need to ask again. */
  readonly isOver: boolean;
}

/**
 * Before anything is fetched into a new database the server is asked for what nobody has. One that does not answer that
 * has still to keep practices apart page by page.
 */
export async function firstLook({ journal, remote, signal }: SyncWork): Promise<FirstLook> {
  for (const kind of PULLED_KINDS) {
    if ((await journal.cursor(kind)) !== undefined) return { isOver: true };
  }
  const heeds = await remote.heedsPractice(signal);
  if (heeds.ok) return { isOver: true };
  const { failure } = heeds;
  return isOfOneSearch(failure) ? { isOver: false } : { failure, isOver: false };
}

/** It says nothing of whether others could be answered. */
function isOfOneSearch(failure: RemoteFailure): boolean {
  if (failure.kind === 'unauthorised' || failure.reason.code === 'practices-mixed') return false;
  return failure.kind === 'rejected' || failure.reason.code === 'answer-without-end';
}
