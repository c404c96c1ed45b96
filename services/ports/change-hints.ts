import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';

/**
 * What a server that tells of changes was heard to say. `open`: from now on it tells, and what changed before is to be
 * looked for. `changed`: there may be something new.
 */
export type ChangeHint = 'open' | 'changed';

/**
 * A server that tells this workstation of changes. A hint is a reason to look, and nothing else: what a server says of
 * the change itself is neither trusted nor handed on.
 */
export interface ChangeHints {
  /**
   * One connection, for as long as somebody listens. While it stands the server has been heard from in time. Completes
   * when it is over, or could not be made this time; errors with {@link TellsNothing} when asking again is of no use.
   */
  readonly connection$: Observable<ChangeHint>;
}

/** Why nothing is told: `unknown`, the server knows of no such thing; `refused`; `address`, one that is not to be used. */
export type NothingToldBecause = 'unknown' | 'refused' | 'address';

/** The server does not tell this person of changes: it is found out by looking. */
export class TellsNothing extends Error {
  override readonly name = 'TellsNothing';

  constructor(readonly because: NothingToldBecause) {
    super(because);
  }
}

export const CHANGE_HINTS: InjectionToken<ChangeHints> = Symbol('ChangeHints');
