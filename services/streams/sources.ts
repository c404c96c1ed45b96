import { Observable } from 'rxjs';

/** Emits once after `firstMs` milliseconds and then, where `everyMs` is given, after each further `everyMs`. */
export function timer(firstMs: number, everyMs?: number): Observable<void> {
  return new Observable((subscriber) => {
    const ring = (): void => {
      // Before it is told, so that whoever lets go while being told stops this one too.
      if (everyMs !== undefined) waiting = setTimeout(ring, everyMs);
      subscriber.next();
      if (everyMs === undefined) subscriber.complete();
    };
    let waiting = setTimeout(ring, firstMs);
    return () => {
      clearTimeout(waiting);
    };
  });
}

/**
 * The source, begun again whenever it has completed, as long as `goesOn` says so. The source must not complete while it
 * is being subscribed to.
 */
export function repeating<T>(
  source: Observable<T>,
  goesOn: () => boolean = () => true,
): Observable<T> {
  return new Observable((subscriber) => {
    const begin = (): void => {
      subscriber.add(
        source.subscribe({
          next: (value) => {
            subscriber.next(value);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
          complete: () => {
            if (subscriber.closed) return;
            if (goesOn()) begin();
            else subscriber.complete();
          },
        }),
      );
    };
    begin();
  });
}

/** The events of this name, as long as somebody listens. */
export function eventsOf(target: EventTarget, name: string): Observable<Event> {
  return new Observable((subscriber) => {
    const hear = (event: Event): void => {
      subscriber.next(event);
    };
    target.addEventListener(name, hear);
    return () => {
      target.removeEventListener(name, hear);
    };
  });
}

/** The stream and nothing behind it: an Observable shows whoever holds it what it was made from. */
export function onlyStream<T>(stream$: Observable<T>): Observable<T> {
  return new Observable((subscriber) => stream$.subscribe(subscriber));
}
