import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { UnsentTotals, UnsentWork } from '../ports/outbox.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { unsentTotals } from './unsent-totals.ts';

/** While much is done or sent, each of it changes the totals: they are told at this pace, in milliseconds. */
const PACE_MS = 100;

/** {@link UnsentWork} in IndexedDB. Loads nothing that only sending needs. */
@injectable()
export class DexieUnsentWork implements UnsentWork {
  readonly totals$: Observable<UnsentTotals>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) database: OnlineServicesDatabase) {
    this.totals$ = database.live(unsentTotals, PACE_MS).pipe(
      filter((answer) => answer.available),
      map((answer) => answer.value),
    );
  }
}
