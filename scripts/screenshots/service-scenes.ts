import { expect } from './desk.ts';
import type { Stage } from './stage.ts';

/** The groups of settings, one by one. */
export async function settings({ studio, desk }: Stage): Promise<void> {
  await desk.signInAs('System administrator');
  await desk.openControlPanel();
  const { page } = desk;
  await page.getByRole('button', { name: 'Add “Appointments and repeats only”' }).click();
  const groups = page.locator('os-online-services-settings section.card');
  await expect(groups.first()).toBeVisible();
  for (const group of await groups.all()) {
    const name = (await group.getAttribute('aria-labelledby')) ?? 'activation';
    await studio.take(page, `settings-${name}`, group);
  }
  await page.getByLabel('Days until unused letters expire', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The settings were not saved.').first()).toBeVisible();
  await studio.take(page, 'settings-refused', 'screen');
}

/** Services: a preset, why something is off, and what is asked before the record is shown. */
export async function services({ studio, desk }: Stage): Promise<void> {
  await desk.changeSettings(async (page) => {
    await page.getByRole('button', { name: 'Add “Appointments and repeats only”' }).click();
    await page.locator('[id="service-detailed-coded-record"]').check();
    await page.getByRole('button', { name: 'Add a preset', exact: true }).click();
    const whole = page.locator('fieldset.preset').last();
    await whole.getByLabel('Name').fill('With the record');
    for (const view of ['Appointments', 'Summary Data', 'Detailed Coded Record'])
      await whole.getByLabel(view, { exact: true }).check();
  });
  await desk.openOnlineServices('Pritchard');
  await desk.createWithCodes();
  await desk.tab.getByLabel('Repeats: enabled').uncheck();
  await desk.tab.getByLabel('Repeats: why it is switched off').selectOption('Patient opted out');
  await studio.takeEverywhere(desk.page, 'services-presets-and-reasons', desk.services);
  await desk.button('Cancel changes to services').click();
  await desk.openOnlineServices('Dunmore');
  await desk.recordIdentification();
  await desk.upToDate();
  await desk.button('With the record').click();
  await expect(desk.dialog).toContainText('asks for a review before access');
  await studio.takeEverywhere(desk.page, 'dialog-record-access-both', desk.dialog);
  await desk.closeDialog();
  const summary = desk.tab.getByLabel('Summary Data: enabled');
  await summary.check();
  await expect(desk.dialog).toContainText('asks for a review before access');
  await studio.takeEverywhere(desk.page, 'dialog-record-access', desk.dialog);
  await desk.dialog.getByRole('button', { name: 'Not now', exact: true }).click();
  await expect(desk.services).toContainText('Access decided: not now.');
  await studio.take(
    desk.page,
    'services-access-decided',
    desk.services.getByRole('row', { name: /^Summary Data/ }),
  );
}
