import { filter, map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { StaffNotice, StaffNotices } from '../ports/staff-notices.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';

/** {@link StaffNotices} in IndexedDB. */
@injectable()
export class DexieStaffNotices implements StaffNotices {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
  ) {}

  notices$(staffId: string): Observable<readonly StaffNotice[]> {
    return this.database
      .live(({ notices }) => notices.where('staffId').equals(staffId).sortBy('at'))
      .pipe(
        filter((answer) => answer.available),
        map(({ value }) => value),
      );
  }
}
