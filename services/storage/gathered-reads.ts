import { Dexie } from 'dexie';
import { turnOfOthers } from '../streams/turn-of-others.ts';
import type { TableName, Tables } from './database-tables.ts';

/** A read and who waits for it. */
interface Asked {
  /** Never rejects: what it gives tells who waits. */
  readonly read: (tables: Tables) => PromiseLike<() => void>;
  readonly failed: (error: unknown) => void;
}

type Transaction = <T>(
  names: readonly TableName[],
  work: (tables: Tables) => PromiseLike<T>,
) => Promise<T>;

/**
 * Reads of the same tables that are asked for at one moment, in one transaction: each has its price, however little is read. Where
 * one throws nobody else fails.
 */
export class GatheredReads {
  private readonly groups = new Map<string, Asked[]>();

  constructor(private readonly transaction: Transaction) {}

  read<T>(names: readonly TableName[], work: (tables: Tables) => PromiseLike<T>): Promise<T> {
    return new Promise((done, failed) => {
      this.gather(names, { read: (tables) => outcomeOf(() => work(tables), done, failed), failed });
    });
  }

  private gather(names: readonly TableName[], asked: Asked): void {
    const key = names.join();
    const group = this.groups.get(key);
    if (group !== undefined) {
      group.push(asked);
      return;
    }
    const first = [asked];
    this.groups.set(key, first);
    void turnOfOthers().then(() => {
      this.groups.delete(key);
      return this.readTogether(names, first);
    });
  }

  private async readTogether(names: readonly TableName[], group: readonly Asked[]): Promise<void> {
    try {
      const told = await this.transaction(names, (tables) =>
        Dexie.Promise.all(group.map(({ read }) => read(tables))),
      );
      for (const tell of told) tell();
    } catch (error) {
      for (const { failed } of group) failed(error);
    }
  }
}

/** How it is told, once the transaction is over. */
async function outcomeOf<T>(
  work: () => PromiseLike<T>,
  done: (value: T) => void,
  failed: (error: unknown) => void,
): Promise<() => void> {
  try {
    const value = await work();
    return () => {
      done(value);
    };
  } catch (error) {
    return () => {
      failed(error);
    };
  }
}
