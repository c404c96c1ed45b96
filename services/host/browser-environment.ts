import { injectable } from 'tsyringe';
import { fromEvent, map, merge, startWith, type Observable } from 'rxjs';
import { dateOf } from '../domain/calendar.ts';
import type { CalendarDate, Instant } from '../domain/records.ts';
import type { Environment } from '../ports/practice-host.ts';
import { shared } from './from-host.ts';

/** Time, ids and network as the browser has them. */
@injectable()
export class BrowserEnvironment implements Environment {
  readonly online$: Observable<boolean> = shared(
    merge(fromEvent(globalThis, 'online'), fromEvent(globalThis, 'offline')).pipe(
      startWith(undefined),
      map(() => navigator.onLine),
    ),
  );

  now(): Instant {
    return new Date().toISOString();
  }

  today(): CalendarDate {
    return dateOf(this.now());
  }

  /** Nobody tells this workstation the server's time. */
  isTimeTrusted(): boolean {
    return false;
  }

  elapsed(): number {
    return performance.now();
  }

  newId(): string {
    return crypto.randomUUID();
  }
}
