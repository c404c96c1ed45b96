import type { Page } from '@playwright/test';
import type { Figure } from './figure.ts';

/**
 * A page's longest block beside that of a page which did nothing meanwhile: the machine may have had other things to
 * do.
 */
export async function witnessed<T extends { readonly longestBlock: number }>(
  witness: Page,
  name: string,
  measure: () => Promise<T>,
): Promise<{ readonly measured: T; readonly block: Figure }> {
  await witness.evaluate(() => globalThis.witnessPage.watch());
  const measured = await measure();
  const figure = await witness.evaluate(() => globalThis.witnessPage.longestBlock());
  return {
    measured,
    block: {
      name: `${name}: longest block`,
      figure: measured.longestBlock,
      unit: 'ms',
      baseline: { name: 'a page that does nothing, meanwhile', figure },
      goal: { of: 'figure', atMost: 50 },
    },
  };
}
