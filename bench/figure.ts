/**
 * What a benchmark says: one figure, what it is measured against in the same run, and the goal. Every part of the
 * benchmark gives rows of this shape; the table, `--json` and the exit code are made from nothing else.
 */

import type { OutsideServer } from '../fhir-servers/access/server-options.ts';

/** One measured figure. Whatever follows from it (ratio, met or not) is computed, never stored. */
export interface Figure {
  /** What was measured, in the reader's words, with its size: `first pull, 10,000 accounts`. */
  readonly name: string;
  /** The figure, in `unit`. */
  readonly figure: number;
  readonly unit: Unit;
  /** The same work without us, measured in the same run and in the same unit. */
  readonly baseline?: { readonly name: string; readonly figure: number };
  /** Left out for a figure that is only told. */
  readonly goal?: Goal;
}

export type Unit = 'ms' | 's' | 'kB' | 'MB' | '%' | '1/s' | '1/min' | 'kB/min' | 'times';

/** The goal is on the figure itself, or on the figure divided by its baseline. */
export interface Goal {
  readonly of: 'figure' | 'ratio';
  readonly atMost: number;
}

/**
 * One part of `npm run bench`: chosen by its name (`npm run bench -- store`), its sizes by options
 * (`npm run bench -- store --accounts 100000`).
 */
export interface Part {
  readonly name: string;
  /** One line for the list of parts. */
  readonly about: string;
  /** Each option with the size used when it is not given; all parts with their own sizes end within five minutes. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Measures; throws where it cannot. A part that can goes by the server of others (`outside`), if one is named. */
  measure(
    sizes: Readonly<Record<string, number>>,
    outside?: OutsideServer,
  ): Promise<readonly Figure[]>;
}

/** The figure divided by its baseline; undefined without a baseline. */
export function ratioOf({ figure, baseline }: Figure): number | undefined {
  return baseline === undefined ? undefined : figure / baseline.figure;
}

/** Whether the goal is met; undefined without a goal. A ratio that is not known is not met. */
export function isMet(measured: Figure): boolean | undefined {
  if (measured.goal === undefined) return undefined;
  const value = measured.goal.of === 'figure' ? measured.figure : ratioOf(measured);
  return value !== undefined && value <= measured.goal.atMost;
}
