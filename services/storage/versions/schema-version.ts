import type { Transaction } from 'dexie';

/**
 * One step of the ladder. Once released it never changes: workstations that stayed off for a year climb every step.
 * Unsent work lives in the rows, so a step carries rows over and never drops any.
 */
export interface SchemaVersion {
  /** 1, 2, 3 … */
  readonly version: number;
  /** Dexie's table and index notation; tables that are not named stay as they are, those that are `null` go. */
  readonly stores: Readonly<Record<string, string | null>>;
  /**
   * Loads what carries rows over from the version before, in the upgrade's own transaction. Few workstations still have
   * to climb a step: those that do load it.
   */
  readonly carryOver?: () => Promise<{
    readonly carryOver: (transaction: Transaction) => PromiseLike<unknown>;
  }>;
}
