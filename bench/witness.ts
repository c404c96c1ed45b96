import type { Page } from '@playwright/test';
import type { Figure } from './figure.ts';
import { longestApartFrom, longestOf, type Pause } from './pauses.ts';

/**
 * A page's longest block beside that of a page which did nothing meanwhile. When neither could do anything, the
 * machine had other things to do: that time is left out.
 */
export async function witnessed<T extends { readonly pauses: readonly Pause[] }>(
  witness: Page,
  name: string,
  measure: () => Promise<T>,
): Promise<{ readonly measured: T; readonly blocks: readonly Figure[] }> {
  await witness.evaluate(() => globalThis.witnessPage.watch());
  const measured = await measure();
  const idle = await witness.evaluate(() => globalThis.witnessPage.pauses());
  const baseline = { name: 'a page that does nothing, meanwhile', figure: longestOf(idle) };
  return {
    measured,
    blocks: [
      {
        name: `${name}: longest block, while that page went on`,
        figure: longestApartFrom(measured.pauses, idle),
        unit: 'ms',
        baseline,
        goal: { of: 'figure', atMost: 50 },
      },
      {
        name: 'the same, also while it did not',
        figure: longestOf(measured.pauses),
        unit: 'ms',
        baseline,
      },
    ],
  };
}
