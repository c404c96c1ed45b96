import { firstValueFrom, Observable } from 'rxjs';
import { timer } from './sources.ts';

/** The first value of the source. Rejects with a {@link NoAnswer} when none has come within so many milliseconds. */
export function firstWithin<T>(source: Observable<T>, ms: number): Promise<T> {
  const inTime = new Observable<T>((subscriber) => {
    subscriber.add(
      timer(ms).subscribe(() => {
        subscriber.error(new NoAnswer());
      }),
    );
    subscriber.add(source.subscribe(subscriber));
  });
  return firstValueFrom(inTime);
}

/** Nothing came in time. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
