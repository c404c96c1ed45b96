import { filesAt } from '../../scripts/check-size.mjs';
import { expect, test } from './server-fixture.ts';

test('a tab that is looked at loads what its budget counts, and nothing besides', async ({
  host,
  page,
}) => {
  await host.openActivated();
  // Anew, as at the beginning of a day: what the Control Panel needed is gone, also what was still on its way.
  await page.goto('about:blank');
  const loaded = new Set<string>();
  page.on('requestfinished', (request) => {
    const [, file] = /\/plugin\/([^/?]+\.js)$/.exec(request.url()) ?? [];
    if (file !== undefined) loaded.add(file);
  });
  await page.goto('/');
  const tab = await host.openTab('Entwhistle');
  await tab.untilShared();
  await page.waitForLoadState('networkidle');

  // The reference host has a storage key and sends messages; its server tells of changes, and is looked at for the first time.
  // What was changed just before comes once more.
  // What makes letters is fetched when there is nothing else to do.
  const counted = new Set([
    ...filesAt('reminding'),
    ...filesAt('changes found'),
    'letter-worker.js',
  ]);
  const uncounted = [...loaded].filter((file) => !counted.has(file));
  expect(uncounted).toEqual([]);
  for (const file of filesAt('tab in step')) expect(loaded).toContain(file);
});
