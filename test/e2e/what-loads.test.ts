import { filesAt } from '../../scripts/check-size.mjs';
import { expect, test } from './server-fixture.ts';

test('a tab that is looked at loads what its budget counts, and nothing besides', async ({
  host,
  page,
}) => {
  await host.openActivated();
  // Anew, as at the beginning of a day: what the Control Panel needed is gone.
  const loaded = new Set<string>();
  page.on('requestfinished', (request) => {
    const [, file] = /\/plugin\/([^/?]+\.js)$/.exec(request.url()) ?? [];
    if (file !== undefined) loaded.add(file);
  });
  await page.reload();
  const tab = await host.openTab('Entwhistle');
  await tab.untilShared();
  await page.waitForLoadState('networkidle');

  // The reference host has a storage key.
  const uncounted = [...loaded].filter((file) => !filesAt('noted and sealed').includes(file));
  expect(uncounted).toEqual([]);
  for (const file of filesAt('tab in step')) expect(loaded).toContain(file);
});
