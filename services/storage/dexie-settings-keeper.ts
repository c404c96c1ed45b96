import { inject, injectable } from 'tsyringe';
import { ok, type Result } from '../domain/result.ts';
import type { RemoteRecord } from '../ports/remote-records.ts';
import type { HeldSettings, SharedSettingsKeeper } from '../ports/shared-settings.ts';
import { heldSettings } from './dexie-shared-settings.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { refusingStorageFailures } from './storage-failure.ts';
import { takeSettings } from './taking-settings.ts';

/** {@link SharedSettingsKeeper} in IndexedDB. */
@injectable()
export class DexieSettingsKeeper implements SharedSettingsKeeper {
  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
  ) {}

  held(): Promise<Result<HeldSettings | undefined>> {
    return refusingStorageFailures(async () =>
      ok(await this.database.read(['meta'], heldSettings)),
    );
  }

  keep(given: RemoteRecord<'practice-settings'>): Promise<Result<void>> {
    return refusingStorageFailures(async () => {
      await this.database.writeAhead(['meta'], (tables) =>
        takeSettings(tables, [given], 'answered'),
      );
      return ok();
    });
  }
}
