import { expect, type Desk } from './desk.ts';
import type { Studio } from './studio.ts';

/** Edits that are not saved: the bar that stays in sight, and the question before leaving. */
export async function unsavedChanges(studio: Studio, desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.openOnlineServices('Pritchard');
  const tick = desk.tab.getByLabel('Acutes: enabled');
  const wasTicked = await tick.isChecked();
  await tick.setChecked(!wasTicked);
  await expect(desk.button('Cancel changes to services')).toBeVisible();
  await page.evaluate('scrollTo(0, 0)');
  await studio.take(page, 'tab-unsaved', 'screen');
  await page.setViewportSize({ width: 320, height: 700 });
  await studio.take(page, 'tab-unsaved-narrow-320', 'screen');
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('link', { name: 'Front screen' }).click();
  await expect(page.getByRole('dialog', { name: 'Save your changes?' })).toBeVisible();
  await studio.take(page, 'host-unsaved', desk.dialog);
  await page.getByRole('button', { name: 'Don’t save' }).click();
  await expect(page.getByLabel('Find patient')).toBeVisible();
}
