import type { StorageReason } from '../domain/unsent-work/reasons.ts';

/** The database is closed to this page for good: disposed, or a newer version of the product uses it. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';

  constructor(readonly reason: StorageReason) {
    super(reason.code);
  }
}

/** The part of IDBFactory that Dexie uses. */
export type DatabaseFactory = Pick<IDBFactory, 'open' | 'deleteDatabase' | 'databases' | 'cmp'>;

/**
 * A factory that opens one version only. Left alone, Dexie opens a database newer than the code as it is found, and
 * may add the tables it misses: old code would then write old rows into it. Here that attempt ends with
 * {@link DatabaseUnavailable}, before the database has been touched.
 */
export function fixedVersionFactory(factory: IDBFactory, nativeVersion: number): DatabaseFactory {
  return {
    open(name, version) {
      if (version !== nativeVersion) {
        throw new DatabaseUnavailable({ code: 'newer-version-in-use' });
      }
      return factory.open(name, version);
    },
    deleteDatabase: (name) => factory.deleteDatabase(name),
    databases: () => factory.databases(),
    cmp: (first, second) => factory.cmp(first, second),
  };
}
