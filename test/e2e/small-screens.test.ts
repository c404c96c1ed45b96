import type { Page } from '@playwright/test';
import { ReferenceHost } from './pages/reference-host.ts';
import { expect, test as base } from './server-fixture.ts';

const PHONE = { width: 320, height: 568 };
/** 1280 by 800 at 200 %. */
const ZOOMED = { width: 640, height: 400 };

const test = base.extend<{ readonly small: ReferenceHost }>({
  small: async ({ openContext }, use) => {
    const context = await openContext({ viewport: PHONE });
    const host = new ReferenceHost(await context.newPage());
    await host.openActivated();
    await use(host);
  },
});

async function expectNoSidewaysScrolling(page: Page, state: string): Promise<void> {
  const beyond = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(beyond, `${state}: wider than the screen by`).toBeLessThanOrEqual(0);
}

test('on a screen of 320 by 568 Create is in sight as soon as the tab is', async ({ small }) => {
  const tab = await small.openTab('Entwhistle');
  await tab.recordIdentification();
  await tab.untilShared();
  // Somebody opens the patient afresh: nothing has been scrolled yet.
  await small.openTab('Entwhistle');
  await expect(tab.createButton).toBeEnabled();
  await expect(tab.createButton).toBeInViewport({ ratio: 1 });
});

for (const viewport of [PHONE, ZOOMED]) {
  test(`nothing is wider than a screen of ${viewport.width} pixels`, async ({ small }) => {
    const { page, tab } = small;
    await page.setViewportSize(viewport);
    await page.getByRole('link', { name: 'Front screen' }).click();
    await page.getByRole('button', { name: 'List all' }).click();
    await expect(page.getByRole('table')).toBeVisible();
    await expectNoSidewaysScrolling(page, 'front screen');
    await small.openControlPanel();
    await expectNoSidewaysScrolling(page, 'Control Panel');
    await small.openTab('Featherstonehaugh');
    await expect(tab.createButton).toBeVisible();
    await expectNoSidewaysScrolling(page, 'Online Services');
    for (const name of ['Patient', 'Address']) {
      await page.getByRole('tab', { name, exact: true }).click();
      await expectNoSidewaysScrolling(page, name);
    }
  });
}
