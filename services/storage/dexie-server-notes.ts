import { defer, map, of, switchMap, type Observable } from 'rxjs';
import { inject, injectable } from 'tsyringe';
import { ok, type Result } from '../domain/result.ts';
import { STORAGE_LOCATION, type StorageLocation } from '../ports/remote-access.ts';
import type { ServerNote, ServerNotes } from '../ports/server-look.ts';
import type { Tables } from './database-tables.ts';
import { isKeptHere } from './kept-here.ts';
import {
  ONLINE_SERVICES_DATABASE,
  type OnlineServicesDatabase,
} from './online-services-database.ts';
import { refusingStorageFailures } from './storage-failure.ts';

/** {@link ServerNotes} in IndexedDB. Who only asks makes no database where there is none. */
@injectable()
export class DexieServerNotes implements ServerNotes {
  readonly note$: Observable<ServerNote | undefined>;

  constructor(
    @inject(ONLINE_SERVICES_DATABASE) private readonly database: OnlineServicesDatabase,
    @inject(STORAGE_LOCATION) { databaseName }: StorageLocation,
  ) {
    const live$ = database
      .live(noteOf)
      .pipe(map((answer) => (answer.available ? answer.value : undefined)));
    this.note$ = defer(() => isKeptHere(databaseName)).pipe(
      switchMap((isKept) => (isKept ? live$ : of(undefined))),
    );
  }

  read(): Promise<ServerNote | undefined> {
    return this.database.read(['meta'], noteOf);
  }

  async put(value: ServerNote): Promise<void> {
    await this.database.write(['meta'], ({ meta }) => meta.put({ name: 'server', value }));
  }

  acknowledge(): Promise<Result<void>> {
    return refusingStorageFailures(async () => {
      await this.database.write(['meta'], async (tables) => {
        const value = await noteOf(tables);
        if (value === undefined) return;
        await tables.meta.put({ name: 'server', value: { ...value, acknowledged: true } });
      });
      return ok();
    });
  }
}

async function noteOf({ meta }: Pick<Tables, 'meta'>): Promise<ServerNote | undefined> {
  const row = await meta.get('server');
  return row?.name === 'server' ? row.value : undefined;
}
