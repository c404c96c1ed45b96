import { NO_JOURNAL, type Journal } from './journal.ts';
import { failed } from './outcomes.ts';
import { TokenIndex } from './token-index.ts';
import { deepFreeze, isLive, type LiveVersion, type Version } from './version.ts';

export interface ResourceStoreOptions {
  /** Default: the system clock. Given by tests to freeze time. */
  readonly now?: () => Date;
  readonly journal?: Journal;
  /** Transactions already in the journal, oldest first. */
  readonly transactions?: readonly (readonly Version[])[];
  /** Told of each transaction after it was committed. */
  readonly onCommit?: (versions: readonly Version[]) => void;
}

/** What can be read: the committed state, or a transaction's own view of it. */
export interface VersionReader {
  /** All versions of a resource, oldest first; empty when there never was one. */
  versionsOf(resourceType: string, id: string): readonly Version[];
  /** The ids of a type that ever existed, in order of creation. */
  idsOf(resourceType: string): Iterable<string>;
  /** The ids of a type that ever had a token, see {@link TokenIndex}; `undefined` where there is no index for it. */
  idsWith(resourceType: string, code: string, token: string): ReadonlySet<string> | undefined;
  /** The ids of a type of which there is a version of this time or later. */
  idsSince(resourceType: string, stamp: string): ReadonlySet<string>;
}

/** The writes of one transaction, seen by itself only until they are committed. */
export class WriteUnit implements VersionReader {
  readonly #committed: VersionReader;
  readonly #stamp: string;
  readonly #own = new Map<string, Version[]>();
  readonly #tokens = new TokenIndex();
  readonly written: Version[] = [];

  constructor(committed: VersionReader, stamp: string) {
    this.#committed = committed;
    this.#stamp = stamp;
  }

  versionsOf(resourceType: string, id: string): readonly Version[] {
    const own = this.#own.get(`${resourceType}/${id}`) ?? [];
    return [...this.#committed.versionsOf(resourceType, id), ...own];
  }

  idsOf(resourceType: string): Iterable<string> {
    return new Set([...this.#committed.idsOf(resourceType), ...ids(this.written, resourceType)]);
  }

  idsWith(resourceType: string, code: string, token: string): ReadonlySet<string> | undefined {
    const committed = this.#committed.idsWith(resourceType, code, token);
    const own = this.#tokens.idsWith(resourceType, code, token);
    return committed && own && new Set([...committed, ...own]);
  }

  idsSince(resourceType: string, stamp: string): ReadonlySet<string> {
    const own = this.#stamp < stamp ? [] : this.written;
    return new Set([...this.#committed.idsSince(resourceType, stamp), ...ids(own, resourceType)]);
  }

  /** Adds the next version. Version and time are the server's: what the resource said is replaced. */
  put<T extends LiveVersion['resource']>(resource: T, id: string): T & { id: string } {
    const next = this.#next(resource.resourceType, id);
    const meta = { ...resource.meta, versionId: next.versionId, lastUpdated: next.lastUpdated };
    const stored = deepFreeze(structuredClone({ ...resource, id, meta }));
    this.#add({ ...next, resource: stored });
    return stored;
  }

  /** Adds a tombstone. */
  delete(resourceType: string, id: string): void {
    this.#add(this.#next(resourceType, id));
  }

  #add(version: Version): void {
    const key = `${version.resourceType}/${version.id}`;
    this.#own.set(key, [...(this.#own.get(key) ?? []), version]);
    this.#tokens.add(version);
    this.written.push(version);
  }

  #next(resourceType: string, id: string): Version {
    const versionId = String(this.versionsOf(resourceType, id).length + 1);
    return { resourceType, id, versionId, lastUpdated: this.#stamp };
  }
}

/**
 * Every version of every resource, in memory, behind a journal. Transactions run one at a time;
 * readers outside see the state between transactions. All versions of one transaction share one
 * `lastUpdated`; it never goes backwards, whatever the clock does.
 */
export class ResourceStore implements VersionReader {
  /** All versions, in the order they were committed. */
  readonly #log: Version[] = [];
  readonly #types = new Map<string, Map<string, Version[]>>();
  readonly #tokens = new TokenIndex();
  readonly #journal: Journal;
  readonly #now: () => Date;
  readonly #onCommit: (versions: readonly Version[]) => void;
  #lastStamp = '';
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ResourceStoreOptions = {}) {
    this.#now = options.now ?? (() => new Date());
    this.#journal = options.journal ?? NO_JOURNAL;
    this.#onCommit = options.onCommit ?? (() => undefined);
    for (const versions of options.transactions ?? []) this.#apply(versions);
  }

  get log(): readonly Version[] {
    return this.#log;
  }

  versionsOf(resourceType: string, id: string): readonly Version[] {
    return this.#types.get(resourceType)?.get(id) ?? [];
  }

  idsOf(resourceType: string): Iterable<string> {
    return this.#types.get(resourceType)?.keys() ?? [];
  }

  idsSince(resourceType: string, stamp: string): ReadonlySet<string> {
    return new Set(ids(this.#log.slice(this.#placeOf(stamp)), resourceType));
  }

  idsWith(resourceType: string, code: string, token: string): ReadonlySet<string> | undefined {
    return this.#tokens.idsWith(resourceType, code, token);
  }

  /**
   * Runs one transaction: what `work` writes is committed when it resolves, and none of it when it
   * throws or the journal cannot be written (an outcome of status 500). `work` must not call this again: it would wait
   * for itself.
   */
  transact<T>(work: (unit: WriteUnit) => Promise<T> | T): Promise<T> {
    const run = this.#queue.then(() => this.#runAlone(work));
    this.#queue = run.catch(() => {
      // The caller has the failure; the queue only needs to know that this turn is over.
    });
    return run;
  }

  /** Waits for running transactions and lets go of the journal. */
  async close(): Promise<void> {
    await this.#queue;
    await this.#journal.close();
  }

  /** Of the first version of this time or later: time never goes backwards, so it is found by halves. */
  #placeOf(stamp: string): number {
    let [from, to] = [0, this.#log.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if ((this.#log[middle]?.lastUpdated ?? '') < stamp) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  async #runAlone<T>(work: (unit: WriteUnit) => Promise<T> | T): Promise<T> {
    const now = this.#now().toISOString();
    const unit = new WriteUnit(this, now > this.#lastStamp ? now : this.#lastStamp);
    const result = await work(unit);
    if (unit.written.length > 0) {
      await this.#journal.append(unit.written).catch((cause: unknown) => {
        throw failed('The change could not be stored.', cause);
      });
      this.#apply(unit.written);
      this.#onCommit(unit.written);
    }
    return result;
  }

  #apply(versions: readonly Version[]): void {
    for (const version of versions) {
      const ids = this.#types.get(version.resourceType) ?? new Map<string, Version[]>();
      this.#types.set(version.resourceType, ids);
      const history = ids.get(version.id) ?? [];
      ids.set(version.id, history);
      history.push(deepFreeze(version));
      this.#tokens.add(version);
      this.#log.push(version);
      if (version.lastUpdated > this.#lastStamp) this.#lastStamp = version.lastUpdated;
    }
  }
}

function ids(versions: readonly Version[], resourceType: string): readonly string[] {
  return versions.filter((version) => version.resourceType === resourceType).map(({ id }) => id);
}

/** The newest version for which `counts` holds, if that is not a tombstone. */
export function liveVersion(
  versions: readonly Version[],
  counts: (version: Version) => boolean = () => true,
): LiveVersion | undefined {
  const newest = versions.findLast(counts);
  return isLive(newest) ? newest : undefined;
}
