import { inject, injectable } from 'tsyringe';
import { map, merge, startWith, type Observable } from 'rxjs';
import { dateOf } from '../domain/calendar.ts';
import type { CalendarDate, Instant } from '../domain/records.ts';
import { CLOCK, type Clock } from '../ports/clock.ts';
import type { Environment } from '../ports/practice-host.ts';
import { eventsOf } from '../streams/sources.ts';
import { shared } from './from-host.ts';

/** The clock's time, and ids and network as the browser has them. */
@injectable()
export class BrowserEnvironment implements Environment {
  readonly online$: Observable<boolean> = shared(
    merge(eventsOf(globalThis, 'online'), eventsOf(globalThis, 'offline')).pipe(
      startWith(undefined),
      map(() => navigator.onLine),
    ),
  );

  constructor(@inject(CLOCK) private readonly clock: Clock) {}

  now(): Instant {
    return new Date(this.clock.now()).toISOString();
  }

  today(): CalendarDate {
    return dateOf(this.now());
  }

  isTimeTrusted(): boolean {
    return this.clock.isTrusted();
  }

  elapsed(): number {
    return this.clock.elapsed();
  }

  newId(): string {
    return crypto.randomUUID();
  }
}
