import { Dexie, liveQuery } from 'dexie';
import {
  Observable,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  map,
  of,
  switchMap,
  tap,
} from 'rxjs';
import { timer } from '../streams/sources.ts';
import { samePlainData } from '../domain/unsent-work/plain-data.ts';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';
import type { Tables } from './database-tables.ts';

/** What a live query says now, or why it cannot say anything. */
export type LiveAnswer<T> =
  | { readonly available: true; readonly value: T }
  | { readonly available: false; readonly reason: StorageReason };

/** What {@link recoveringQuery} needs to know of the database. */
export interface LiveSource {
  /** Opens the database if need be. */
  open(): Promise<Tables>;
  /** What an error means for who waits for the answer. */
  explain(error: unknown): StorageReason;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Runs a query at once and after every change of what it read, in this tab or another. An error becomes an answer too;
 * then it tries again, with growing pauses. Never errors, never ends, is never silent about a failure.
 * @param paceMs milliseconds from one reading to the next at the least: what changes in between is answered together
 */
export function recoveringQuery<T>(
  source: LiveSource,
  query: (tables: Tables) => Promise<T>,
  paceMs = 0,
): Observable<LiveAnswer<T>> {
  return defer(() => {
    let pauseMs = FIRST_PAUSE_MS;
    return defer(() => source.open()).pipe(
      switchMap((tables) => observedQuery(atPace(() => query(tables), paceMs))),
      tap(() => {
        pauseMs = FIRST_PAUSE_MS;
      }),
      map((value): LiveAnswer<T> => ({ available: true, value })),
      catchError((error: unknown, again) => {
        const pause = timer(pauseMs);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        const failed: LiveAnswer<T> = { available: false, reason: source.explain(error) };
        return concat(of(failed), pause.pipe(switchMap(() => again)));
      }),
    );
  }).pipe(distinctUntilChanged((one, other) => samePlainData(one, other)));
}

/**
 * Dexie's liveQuery, except that every failure of the query is an error: on its own it keeps quiet about a closed
 * database and an aborted transaction, and the screen would go stale unnoticed.
 */
function observedQuery<T>(query: () => Promise<T>): Observable<T> {
  return new Observable((subscriber) => {
    const outcomes = liveQuery(() =>
      query().then(
        (value) => ({ ok: true as const, value }),
        (error: unknown) => ({ ok: false as const, error }),
      ),
    );
    return outcomes.subscribe({
      next(outcome) {
        if (outcome.ok) subscriber.next(outcome.value);
        else subscriber.error(outcome.error);
      },
      error(error: unknown) {
        subscriber.error(error);
      },
    });
  });
}

/** Waits before it reads, the first time not at all. Whatever is asked meanwhile is answered by one read. */
function atPace<T>(query: () => Promise<T>, paceMs: number): () => Promise<T> {
  let readAt = -Infinity;
  let asked = 0;
  const read = (): Promise<T> => {
    readAt = performance.now();
    return query();
  };
  return () => {
    asked += 1;
    const mine = asked;
    const wait = readAt + paceMs - performance.now();
    if (wait <= 0) return read();
    // Dexie's own promise: what is read after any other is not watched. Only the answer that was asked for last counts.
    return new Dexie.Promise<void>((resolve) => setTimeout(resolve, wait)).then(() =>
      mine === asked ? read() : new Promise<never>(() => undefined),
    );
  };
}
