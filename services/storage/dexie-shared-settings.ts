import { map, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import type { HeldSettings, SharedSettingsReader } from '../ports/shared-settings.ts';
import type { Tables } from './database-tables.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';

/** {@link SharedSettingsReader} in IndexedDB. */
@injectable()
export class DexieSharedSettings implements SharedSettingsReader {
  readonly held$: Observable<HeldSettings | undefined>;

  constructor(@inject(ONLINE_SERVICES_DATABASE) database: OnlineServicesDatabase) {
    this.held$ = database
      .live(heldSettings)
      .pipe(map((answer) => (answer.available ? answer.value : undefined)));
  }
}

/** What is held. Inside a transaction, or as a query. */
export async function heldSettings({
  meta,
}: Pick<Tables, 'meta'>): Promise<HeldSettings | undefined> {
  const row = await meta.get('settings');
  return row?.name === 'settings' ? row.value : undefined;
}
