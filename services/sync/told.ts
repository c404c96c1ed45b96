import type { InjectionToken } from 'tsyringe';
import type { Observable } from 'rxjs';

/** What listening to the server is good for at this moment. */
export interface Told {
  /** It is time to look. */
  readonly isNews: boolean;
  /** The server has told of each change of late, and can be heard: looks may be further apart. */
  readonly isReliable: boolean;
}

/**
 * Listens to what the server tells, for one session of a tab that leads. `came$` emits whenever a look brought what
 * others changed.
 */
export type Listen = (came$: Observable<unknown>) => Observable<Told>;

export const LISTEN: InjectionToken<Listen> = Symbol('Listen');
