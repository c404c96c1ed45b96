import { type Desk, expect } from './desk.ts';
import { fillPractice } from './full-practice.ts';
import { holdRequests } from './holding.ts';
import type { Stage } from './stage.ts';

const ACCOUNTS = 180;

/** How far the practice is: nothing to count, counting, all figures, and why there are none. */
export async function uptake({ studio, desk, record }: Stage): Promise<void> {
  const { page } = desk;
  const view = page.locator('os-practice-uptake');
  const printed = view.locator('#codes li', { hasText: 'Letter printed or saved' });
  await desk.signInAs('Practice manager');
  await openUptake(desk);
  await expect(view).toContainText('The practice has no online accounts yet.');
  await studio.take(page, 'uptake-none', view);

  const letters = await fillPractice(record, ACCOUNTS);
  // Letters come last.
  await expect(async () => {
    await openUptake(desk);
    await expect(printed).toContainText(`${letters}`, { timeout: 1000 });
  }).toPass();
  await studio.takeEveryWay(page, 'uptake', view);

  const table = view.locator('#gps details');
  await table.locator('summary').click();
  await studio.take(page, 'uptake-table', view.locator('#gps'));
  await table.locator('summary').click();

  // The record of no patient is read, so that counting by usual GP waits.
  const letGo = await holdRequests(page);
  await view.getByRole('button', { name: 'Count again' }).click();
  await expect(view.locator('#progress')).toBeVisible();
  await studio.take(page, 'uptake-counting', 'screen');
  letGo();
  await expect(view.locator('#progress')).toHaveCount(0);

  await page.evaluate(STORAGE_AWAY);
  await view.getByRole('button', { name: 'Count again' }).click();
  await expect(view).toContainText('The figures could not be counted.');
  await studio.take(page, 'uptake-stopped', 'screen');
  await page.reload();

  await desk.signInAs('Nobody');
  await openUptake(desk);
  await expect(view).toContainText('Sign in to see how far the practice is.');
  await studio.take(page, 'uptake-signed-out', view);
}

async function openUptake({ page }: Desk): Promise<void> {
  await page.getByRole('link', { name: 'Front screen' }).click();
  await page.getByRole('link', { name: 'Uptake of online services' }).click();
  const heading = page.getByRole('heading', { level: 1, name: 'Uptake of online services' });
  await expect(heading).toBeVisible();
}

/** As if the browser could not read what it holds. A text, as what compiles it puts names into functions that no page has. */
const STORAGE_AWAY = `
  for (const { prototype } of [IDBObjectStore, IDBIndex]) {
    for (const reads of ['get', 'getAll', 'getAllKeys', 'openCursor', 'openKeyCursor']) {
      prototype[reads] = () => {
        throw new DOMException('The storage is away.', 'UnknownError');
      };
    }
  }
`;
