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

  /** Saved at one workstation: these operations will carry it to the others. */
  saved(operations: readonly string[], others: readonly string[], savedAt: number): void {
    const { isAway: isFromAway } = this;
    for (const desk of others) {
      const own = this.awaited.get(desk) ?? new Map<string, Awaited>();
      const change = { savedAt, isFromAway, missing: new Set(operations) };
      for (const operation of operations) own.set(operation, change);
      this.awaited.set(desk, own);
    }
  }

  /** A workstation has stored what this operation made. */
  arrived(desk: string, operation: string): void {
    const own = this.awaited.get(desk);
    const change = own?.get(operation);
    if (change === undefined) return;
    own?.delete(operation);
    change.missing.delete(operation);
    if (change.missing.size > 0) return;
    const now = performance.now();
    this.lags.push({ ms: now - change.savedAt, isFromAway: change.isFromAway });
    if (change.isFromAway) this.lastFromAway = now;
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
