import { Observable, ReplaySubject, share } from 'rxjs';
import type { HostObservable } from '../../plugin/host-api.ts';
import { FailureKind, ok, refuse, type Result } from '../domain/result.ts';

/** A host value as a stream that starts with the current value. */
export function fromHost<T>(source: HostObservable<T>): Observable<T> {
  return new Observable<T>((subscriber) => {
    const handle = source.subscribe((value) => {
      subscriber.next(value);
    });
    return () => {
      handle.dispose();
    };
  });
}

/** Shared by all who look, subscribed to the host only while somebody does. */
export function shared<T>(source: Observable<T>): Observable<T> {
  return source.pipe(share({ connector: () => new ReplaySubject(1) }));
}

/** Turns a host's expected refusal into a failure. Anything else it throws is a bug and goes on. */
export async function asResult<T>(call: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await call());
  } catch (error) {
    if (isHostError(error))
      return refuse(FailureKind.hostRefused, { code: 'host-said', text: error.message });
    throw error;
  }
}

/** By name, because host and plugin do not share classes. */
function isHostError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'HostError';
}
