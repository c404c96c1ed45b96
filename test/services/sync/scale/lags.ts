import { spreadOf, type Spread } from './percentiles.ts';

/** How long changes take from one workstation's storage to the others'. In milliseconds. */
export interface LagFigures {
  readonly lag: Spread;
  /**
   * Changes times workstations that never saw them by themselves: a later one of the same record came first, or
   * somebody else's account of the patient stood before.
   */
  readonly overtaken: number;
}

interface Awaited {
  readonly savedAt: number;
  isFromAway: boolean;
  /** Operations that have not come yet. */
  readonly missing: Set<string>;
}

/** Follows every saved change to every other workstation of its practice. */
export class Lags {
  /** Desk, then operation, to the change that it waits for. */
  private readonly awaited = new Map<string, Map<string, Awaited>>();
  private readonly lags: { readonly ms: number; readonly isFromAway: boolean }[] = [];
  private lastFromAway: number | undefined;
  /** Changes whose operations are not known yet, and what has come meanwhile: desk and operation, and when. */
  private unnamed = 0;
  private readonly early = new Map<string, Map<string, number>>();
  private isAway = false;

  /** The server goes away: what has not come through by then waits for it too. */
  away(): void {
    this.isAway = true;
    for (const own of this.awaited.values()) {
      for (const change of own.values()) change.isFromAway = true;
    }
  }

  /** It is back. */
  back(): void {
    this.isAway = false;
  }

  /**
   * Saved at one workstation now: the operations that will carry it to the others are looked up. The quickest come before
   * they are known.
   */
  async saved(operations: Promise<readonly string[]>, others: readonly string[]): Promise<void> {
    const { isAway: isFromAway } = this;
    const savedAt = performance.now();
    this.unnamed += 1;
    try {
      const named = await operations;
      for (const desk of others) this.await(desk, { savedAt, isFromAway, missing: new Set(named) });
    } finally {
      this.unnamed -= 1;
      if (this.unnamed === 0) this.early.clear();
    }
  }

  /** A workstation has stored what this operation made. */
  arrived(desk: string, operation: string): void {
    const now = performance.now();
    const change = this.awaited.get(desk)?.get(operation);
    if (change !== undefined) this.came(desk, operation, change, now);
    else if (this.unnamed > 0) inMap(this.early, desk).set(operation, now);
  }

  private await(desk: string, change: Awaited): void {
    const own = inMap(this.awaited, desk);
    const early = this.early.get(desk);
    for (const operation of change.missing) own.set(operation, change);
    const come = [...change.missing].flatMap((operation) => {
      const at = early?.get(operation);
      return at === undefined ? [] : [{ operation, at }];
    });
    come.sort((one, other) => one.at - other.at);
    for (const { operation, at } of come) this.came(desk, operation, change, at);
  }

  private came(desk: string, operation: string, change: Awaited, at: number): void {
    this.awaited.get(desk)?.delete(operation);
    change.missing.delete(operation);
    if (change.missing.size > 0) return;
    this.lags.push({ ms: at - change.savedAt, isFromAway: change.isFromAway });
    if (change.isFromAway) this.lastFromAway = at;
  }

  /** Of what found the server there, or of what had to wait for it to be back. */
  figures(which: 'there' | 'away'): LagFigures {
    const isFromAway = which === 'away';
    const left = [...this.awaited.values()].flatMap((own) => [...new Set(own.values())]);
    return {
      lag: spreadOf(this.lags.filter((each) => each.isFromAway === isFromAway).map(({ ms }) => ms)),
      overtaken: left.filter((each) => each.isFromAway === isFromAway).length,
    };
  }

  /** When the last change that was saved while the server was away had reached everybody, if there was one. */
  get levelAt(): number | undefined {
    return this.lastFromAway;
  }
}

function inMap<T>(maps: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const map = maps.get(key) ?? new Map<string, T>();
  maps.set(key, map);
  return map;
}
