import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { UnsentTotals, UnsentWork } from '../ports/outbox.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { unsentTotals } from './unsent-totals.ts';

/** {@link UnsentWork} in IndexedDB. Loads nothing that only sending needs. */
@injectable()
export class DexieUnsentWork implements UnsentWork {
  readonly totals$: Observable<UnsentTotals>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) database: OnlineServicesDatabase) {
    this.totals$ = database.live(unsentTotals).pipe(
      filter((answer) => answer.available),
      map((answer) => answer.value),
    );
  }
}
