import { Dexie, type DBCore, type Middleware, type Transaction } from 'dexie';
import { BehaviorSubject, of, switchMap, type Observable } from 'rxjs';
import { inject, injectable, type InjectionToken } from 'tsyringe';
import type { StorageReason } from '../domain/unsent-work/reasons.ts';
import { LOG, STORAGE_LOCATION, type Log, type StorageLocation } from '../ports/remote-access.ts';
import { TEXT_SEALS, type TextSeals } from '../ports/text-seals.ts';
import type { TableName, Tables } from './database-tables.ts';
import { DatabaseUnavailable, fixedVersionFactory } from './fixed-version-factory.ts';
import { recoveringQuery, type LiveAnswer } from './live-query-stream.ts';
import { GatheredReads } from './gathered-reads.ts';
import { RightOfWay } from './right-of-way.ts';
import { storageFailure } from './storage-failure.ts';
import type { SchemaVersion } from './versions/schema-version.ts';
import { VERSION_1 } from './versions/version-1.ts';
import { VERSION_2 } from './versions/version-2.ts';
import { VERSION_3 } from './versions/version-3.ts';
import { VERSION_4 } from './versions/version-4.ts';
import { VERSION_5 } from './versions/version-5.ts';
import { VERSION_6 } from './versions/version-6.ts';
import { VERSION_7 } from './versions/version-7.ts';

/** One for each activation. */
export const ONLINE_SERVICES_DATABASE: InjectionToken<OnlineServicesDatabase> =
  Symbol('OnlineServicesDatabase');

/** Every version of the database there ever was, oldest first. A new one is added at the end, in a file of its own. */
const SCHEMA_LADDER: readonly SchemaVersion[] = [
  VERSION_1,
  VERSION_2,
  VERSION_3,
  VERSION_4,
  VERSION_5,
  VERSION_6,
  VERSION_7,
];

type Access =
  { readonly usable: true } | { readonly usable: false; readonly reason: StorageReason };

/** Dexie keeps a native version of ten times its own, to leave room between. */
const NATIVE_STEP = 10;

/** What staff do names the table of operations, also where it has none to write; the exchange seldom does. */
function isStaffs(tables: readonly string[]): boolean {
  return tables.includes('operations');
}

/**
 * What staff are told is saved must survive a power cut. The rest can be fetched again, or is found out again by
 * sending once more, and need not wait for the disk.
 */
const STRICT_FOR_STAFF: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'durability',
  create: (core) => ({
    ...core,
    transaction: (stores, mode) =>
      core.transaction(stores, mode, {
        durability: isStaffs(stores) ? 'strict' : 'relaxed',
      }),
  }),
};

const openConnections = new Set<Dexie>();

/**
 * The practice's records at one workstation, in IndexedDB. Opens at first use; opens again by itself after the browser
 * or somebody clearing site data has closed it, and is then empty, so that the pull starts anew. Stops for good when a
 * newer version of the product opens the same database: old code never writes into a newer database.
 */
@injectable()
export class OnlineServicesDatabase {
  /** A getter, so that a test can add the version to come. */
  protected get ladder(): readonly SchemaVersion[] {
    return SCHEMA_LADDER;
  }

  private readonly access$ = new BehaviorSubject<Access>({ usable: true });
  private readonly rightOfWay = new RightOfWay();
  private readonly reads = new GatheredReads((names, work) => this.readNow(names, work));
  private dexie: Dexie | undefined;

  constructor(
    @inject(STORAGE_LOCATION) private readonly location: StorageLocation,
    @inject(LOG) private readonly log: Log,
    /** What people typed is sealed by these before it is written, and opened after it was read. */
    @inject(TEXT_SEALS) readonly seals: TextSeals,
  ) {}

  /** Databases open on this page, for the test that looks for leaks. */
  static get openCount(): number {
    return openConnections.size;
  }

  /**
   * Runs `work` in one transaction over the tables named: all of it is written, or nothing; of this tab's, staff's goes
   * first. Name no more than are needed: who reads one of them waits. `work` must await nothing but the tables:
   * anything else ends the transaction half way. Rejects when storage fails ({@link storageFailure} knows the error) or
   * `work` does.
   */
  write<T>(names: readonly TableName[], work: (tables: Tables) => Promise<T>): Promise<T> {
    if (isStaffs(names)) return this.writeAhead(names, work);
    return this.rightOfWay.giveWay(() => this.writeNow(names, work));
  }

  /** As {@link write}, before the exchange writes any further: somebody waits for it. */
  writeAhead<T>(names: readonly TableName[], work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.ahead(() => this.writeNow(names, work));
  }

  /** Runs work that ends in a write of staff's: from its beginning on, the exchange writes nothing. */
  ahead<T>(work: () => Promise<T>): Promise<T> {
    return this.rightOfWay.pass(work);
  }

  /** As {@link write}, for reading: the tables named as they were at one moment. */
  read<T>(names: readonly TableName[], work: (tables: Tables) => PromiseLike<T>): Promise<T> {
    return this.reads.read(names, work);
  }

  /**
   * The query's answer now and after every change, see {@link recoveringQuery}; says so when the database is closed.
   */
  live<T>(query: (tables: Tables) => Promise<T>, paceMs?: number): Observable<LiveAnswer<T>> {
    const source = {
      open: async () => tablesOf(await this.open()),
      explain: (error: unknown) => this.explain(error),
    };
    return this.access$.pipe(
      switchMap((access): Observable<LiveAnswer<T>> =>
        access.usable
          ? recoveringQuery(source, query, paceMs)
          : of({ available: false, reason: access.reason }),
      ),
    );
  }

  /** Ends all use. Whoever watches is told; whoever writes is refused. */
  close(): void {
    this.shut({ code: 'closed-on-page' });
  }

  private async readNow<T>(
    names: readonly TableName[],
    work: (tables: Tables) => PromiseLike<T>,
  ): Promise<T> {
    const dexie = await this.open();
    const tables = tablesOf(dexie);
    return dexie.transaction('r', [...names], async () => work(tables));
  }

  private async writeNow<T>(
    names: readonly TableName[],
    work: (tables: Tables) => Promise<T>,
  ): Promise<T> {
    const dexie = await this.open();
    const tables = tablesOf(dexie);
    return dexie.transaction('rw', [...names], async (transaction) => {
      this.requireOwnVersion(transaction);
      return work(tables);
    });
  }

  private async open(): Promise<Dexie> {
    this.requireAccess();
    const dexie = (this.dexie ??= this.create());
    try {
      await dexie.open();
    } catch (error) {
      if (error instanceof DatabaseUnavailable) this.shut(error.reason);
      throw error;
    }
    this.requireAccess();
    openConnections.add(dexie);
    return dexie;
  }

  private create(): Dexie {
    const newest = Math.max(...this.ladder.map(({ version }) => version));
    const factory = browserFactory();
    const dexie = new Dexie(this.location.databaseName, {
      ...(factory && { indexedDB: fixedVersionFactory(factory, newest * NATIVE_STEP) }),
      // Dexie's cache tells subscribers of this tab about a change before it is committed. The build leaves it out.
      cache: 'disabled',
    });
    dexie.use(STRICT_FOR_STAFF);
    for (const { version, stores, carryOver: load } of this.ladder) {
      const step = dexie.version(version).stores({ ...stores });
      if (load === undefined) continue;
      step.upgrade(async (transaction) => {
        const { carryOver } = await Dexie.waitFor(load());
        return carryOver(transaction);
      });
    }
    dexie.on('versionchange', (event) => this.makeWay(dexie, event));
    dexie.on('close', () => {
      this.noteClosed(dexie);
    });
    return dexie;
  }

  /** Another page wants to upgrade or delete the database. `false` keeps Dexie's own answer from running. */
  private makeWay(dexie: Dexie, event: IDBVersionChangeEvent): false {
    if (event.newVersion) {
      this.log.write('warn', 'A newer version opens the database.');
      this.shut({ code: 'newer-version-in-use' });
    } else {
      this.log.write('warn', 'The database is deleted.');
      dexie.close({ disableAutoOpen: false });
    }
    return false;
  }

  private noteClosed(dexie: Dexie): void {
    if (!openConnections.delete(dexie)) return;
    queueMicrotask(() => {
      // Queries ask again: that opens the database anew, or tells staff why not.
      if (this.access$.value.usable) this.access$.next({ usable: true });
    });
  }

  private shut(reason: StorageReason): void {
    if (this.access$.value.usable) this.access$.next({ usable: false, reason });
    this.dexie?.close({ disableAutoOpen: true });
  }

  private requireAccess(): void {
    const access = this.access$.value;
    if (!access.usable) throw new DatabaseUnavailable(access.reason);
  }

  /** Second lock of the fence: whatever opened the database, rows are written into our own version of it only. */
  private requireOwnVersion(transaction: Transaction): void {
    const { version } = transaction.idbtrans.db;
    const own = Math.max(...this.ladder.map((step) => step.version)) * NATIVE_STEP;
    if (version !== own) throw new DatabaseUnavailable({ code: 'newer-version-in-use' });
  }

  private explain(error: unknown): StorageReason {
    const failure = storageFailure(error);
    const name = error instanceof Error ? error.name : typeof error;
    this.log.write(failure ? 'warn' : 'error', 'A query of the database failed.', { name });
    return failure?.reason ?? { code: 'storage-unreadable' };
  }
}

/** Every table by its name. Dexie knows tables only at run time; the ladder says which there are and what they hold. */
function tablesOf(dexie: Dexie): Tables {
  return Object.fromEntries(dexie.tables.map((table) => [table.name, table])) as unknown as Tables;
}

/** `undefined` where a browser is set up to have none; Dexie then says so when it opens. */
function browserFactory(): IDBFactory | undefined {
  return globalThis.indexedDB;
}
