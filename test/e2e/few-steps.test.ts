import type { Page } from '@playwright/test';
import { Keyboard } from './pages/keyboard.ts';
import { expect, test } from './server-fixture.ts';

/** Presses of mouse and keys, as the page hears them from a person: what a program does by itself is not counted. */
async function countSteps(
  page: Page,
): Promise<{ clicks(): Promise<number>; keys(): Promise<number> }> {
  await page.evaluate(() => {
    const steps = { pointerdown: 0, keydown: 0 };
    for (const kind of ['pointerdown', 'keydown'] as const) {
      const count = ({ isTrusted }: Event): void => {
        if (isTrusted) steps[kind] += 1;
      };
      window.addEventListener(kind, count, { capture: true });
    }
    Object.assign(window, { steps });
  });
  const counted = (kind: 'pointerdown' | 'keydown'): Promise<number> =>
    page.evaluate((of) => {
      const { steps } = window as unknown as { readonly steps: Readonly<Record<string, number>> };
      return steps[of] ?? 0;
    }, kind);
  return { clicks: () => counted('pointerdown'), keys: () => counted('keydown') };
}

test.describe('from the patient who was found to the printed letter', () => {
  test.beforeEach(async ({ host }) => {
    await host.openActivated();
    await host.openTab('Entwhistle');
    await host.tab.addEmail({ value: 'harold@mail.example', verified: true });
    await host.tab.untilShared();
    await host.openPatient('Entwhistle');
  });

  test('with the mouse it takes six clicks', async ({ host, page }) => {
    const { tab } = host;
    const steps = await countSteps(page);
    await host.onlineServicesTab.click();
    await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
    await tab.dialog.getByRole('option', { name: 'Passport', exact: true }).click();
    await tab.dialog.getByRole('button', { name: 'Save and create account' }).click();
    await tab.letterIsThere();
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    const atTheHost = page.getByRole('dialog', { name: 'Print', exact: true });
    await atTheHost.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(tab.dialog).toBeHidden();
    await expect(tab.account).toContainText('Letters made 1');
    expect(await steps.clicks()).toBeLessThanOrEqual(6);
    expect(await steps.keys()).toBe(0);
  });

  test('with the keyboard it takes thirty keys', async ({ host, page }) => {
    const { tab } = host;
    const keys = new Keyboard(page);
    const steps = await countSteps(page);
    await keys.tabTo(page.getByRole('tab', { name: 'Patient', exact: true }));
    await keys.press('ArrowLeft');
    await expect(host.onlineServicesTab).toBeFocused();
    await keys.use(tab.identification.getByRole('button', { name: 'Add… identification' }));
    await expect(tab.dialog.getByLabel('Type', { exact: true })).toBeFocused();
    await keys.type('Pa');
    await keys.use(tab.dialog.getByRole('button', { name: 'Save and create account' }));
    await tab.letterIsThere();
    await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeFocused();
    await keys.press('Enter');
    const atTheHost = page.getByRole('dialog', { name: 'Print', exact: true });
    await keys.use(atTheHost.getByRole('button', { name: 'Print', exact: true }));
    await expect(tab.dialog).toBeHidden();
    await expect(tab.account).toContainText('Letters made 1');
    expect(await steps.keys()).toBeLessThanOrEqual(30);
    expect(await steps.clicks()).toBe(0);
  });
});
