import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Left out: the browser's own PDF viewer, which is no page of ours. */
const RUN = `axe.run({ exclude: [['iframe[title="Preview of the letter"]']] }, { iframes: false })
  .then(({ passes, violations }) => passes.length === 0 ? ['nothing was checked'] : violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, target, failureSummary }) => [id, target.flat().join(' >> '), html, failureSummary])))`;

/**
 * Nothing that axe knows of keeps anybody out of the page as it is now, and nothing makes it scroll sideways. The
 * page's context must have been opened with `bypassCSP`, because axe is put into the page from outside.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const isThere: boolean = await page.evaluate("typeof axe === 'object'");
  if (!isThere) await page.evaluate(AXE);
  expect.soft(await page.evaluate(RUN), state).toEqual([]);
  const tooWide: unknown = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect.soft(tooWide, `${state}: scrolls sideways by so many pixels`).toBeLessThanOrEqual(0);
}
