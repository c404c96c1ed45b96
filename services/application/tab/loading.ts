import {
  catchError,
  concat,
  defer,
  map,
  of,
  ReplaySubject,
  share,
  startWith,
  switchMap,
  type Observable,
} from 'rxjs';
import { timer } from '../../streams/sources.ts';

/** A part of the product that looking does not wait for. */
export interface Loading<T> {
  readonly part?: T;
  readonly hasFailed: boolean;
}

export const NOT_ASKED_FOR: Loading<never> = { hasFailed: false };

/** Until what could not be loaded is asked for again. */
const LOAD_AGAIN_AFTER_MS = 3_000;

/** Kept once it is there. Whatever kept it from loading, it is asked for again, and until then that is known. */
export function loading<T>(source: () => Promise<T>): Observable<Loading<T>> {
  return defer(() => source()).pipe(
    map((part): Loading<T> => ({ part, hasFailed: false })),
    catchError((_error: unknown, again$) => {
      const later$ = timer(LOAD_AGAIN_AFTER_MS).pipe(switchMap(() => again$));
      return concat(of<Loading<T>>({ hasFailed: true }), later$);
    }),
    startWith<Loading<T>>(NOT_ASKED_FOR),
    share({ connector: () => new ReplaySubject(1), resetOnComplete: false }),
  );
}
