import { Desk, expect } from './desk.ts';
import type { Studio } from './studio.ts';

/** Patients with whom staff have to take care, and the questions before codes are made for them. */
export async function carefulPatients(studio: Studio, desk: Desk): Promise<void> {
  await desk.openOnlineServices('Pickerthwaite');
  await expect(desk.tab.getByText('recorded as deceased').first()).toBeVisible();
  await studio.take(desk.page, 'tab-deceased');
  await studio.take(desk.page, 'account-deceased', desk.account);
  await desk.openOnlineServices('Dunmore');
  await desk.recordIdentification('Passport');
  await desk.upToDate();
  await studio.take(desk.page, 'tab-restricted');
  await takeQuestion(studio, desk, 'This record is restricted', 'dialog-restricted');
}

async function takeQuestion(
  studio: Studio,
  desk: Desk,
  question: string,
  name: string,
): Promise<void> {
  await desk.button('Create Online Account').click();
  await expect(desk.dialog.getByText(question)).toBeVisible();
  await studio.take(desk.page, name, desk.dialog);
  await desk.closeDialog();
}

/** Every check marked as entered in error, though codes have been made. */
export async function identityWithdrawn(studio: Studio, desk: Desk): Promise<void> {
  await desk.openOnlineServices('Nightingale');
  await desk.recordIdentification('Passport');
  await desk.upToDate();
  await desk.button('Create Online Account').click();
  await expect(desk.dialog).toBeVisible();
  const yes = desk.dialog.getByRole('button', { name: 'Yes' });
  const close = desk.dialog.getByRole('button', { name: 'Close' });
  await expect(yes.or(close)).toBeVisible();
  if (await yes.isVisible()) await yes.click();
  await close.click();
  await expect(desk.dialog).toHaveCount(0);
  await desk.upToDate();
  await desk.button(/^Entered in error/).click();
  await desk.dialog.getByRole('textbox').fill('Recorded for the wrong patient.');
  await desk.dialog.getByRole('button', { name: /entered in error/i }).click();
  await expect(desk.tab.getByText('Nobody knows for certain').first()).toBeVisible();
  await desk.upToDate();
  await studio.take(desk.page, 'tab-identity-withdrawn');
  await studio.take(desk.page, 'account-identity-withdrawn', desk.account);
}

/** A switch-off that was not sent is discarded by somebody else; and then notes that can no longer be opened. */
export async function somebodyElsesChange(studio: Studio): Promise<void> {
  const browser = await studio.openBrowser();
  try {
    const desk = await Desk.open(browser, 'C');
    const { page } = desk;
    await desk.openOnlineServices('Pritchard');
    // What carries commands out is fetched when somebody starts to work.
    await desk.openIdentification();
    await desk.closeDialog();
    await page.route('**/fhir/R4/**', (route) =>
      route.request().method() === 'GET' ? route.fallback() : route.abort('connectionreset'),
    );
    await desk.changeService('Global', false, 'Asked at the desk');
    await desk.signInAs('Practice manager');
    await desk.openPatient('Pritchard');
    await desk.showTab('Online Services');
    await desk.button(/^Discard/).click();
    await desk.dialog.getByLabel('Reason').fill('Another patient of the same name had asked.');
    await studio.take(page, 'dialog-discard', desk.dialog);
    await desk.dialog.getByRole('button', { name: 'Discard', exact: true }).click();
    await expect(desk.dialog).toHaveCount(0);
    await page.unroute('**/fhir/R4/**');
    await desk.signInAs('Receptionist');
    await desk.openOnlineServices('Pritchard');
    await expect(desk.tab.getByText('Something you did was discarded')).toBeVisible();
    await studio.take(page, 'tab-told-at-sign-in');
    await desk.button('Acknowledge').click();
    await desk.changeService('Repeats', true, 'Agreed by telephone');
    await desk.upToDate();
    await takeUnreadable(studio, desk);
  } finally {
    await browser.close();
  }
}

/** The host has another storage key than the one that notes on this computer were sealed under. */
async function takeUnreadable(studio: Studio, desk: Desk): Promise<void> {
  const { page } = desk;
  await page.route('**/host-api/storage-key', (route) =>
    route.fulfill({ json: { key: 'A'.repeat(43) } }),
  );
  // Nothing comes anew from the shared record, where notes are not sealed. The host finds patients there.
  await page.route('**/fhir/R4/**', (route) =>
    route.request().url().includes('/Patient') ? route.fallback() : route.abort('connectionreset'),
  );
  await page.reload();
  await desk.openPatient('Pritchard');
  await desk.showTab('Online Services');
  await expect(desk.tab.getByText('Cannot be read on this computer').first()).toBeVisible();
  await studio.take(page, 'tab-unreadable');
}

/** The bar of unsaved edits as other screens show it, and a field that counts. */
export async function unsavedElsewhere(studio: Studio, desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.openOnlineServices('Pritchard');
  await desk.tab.getByLabel('Acutes: enabled').click();
  await desk.tab.getByLabel('Acutes: notes').fill('x'.repeat(503));
  await expect(desk.tab.getByText('You have 3 characters too many').first()).toBeVisible();
  await page.emulateMedia({ forcedColors: 'active' });
  await studio.take(page, 'tab-unsaved-forced-colours', 'screen');
  await page.emulateMedia({ forcedColors: 'none' });
  await page.getByRole('button', { name: 'Light or dark' }).click();
  // The button is at the top of the page, and the notes are to be seen.
  await desk.tab.getByLabel('Acutes: notes').focus();
  await studio.take(page, 'tab-unsaved-dark', 'screen');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await desk.button('Save').click();
  await expect(desk.tab.getByText(/3 characters too many\. Shorten/).first()).toBeVisible();
  await studio.take(page, 'tab-notes-too-long', 'screen');
  await desk.button('Cancel changes to services').click();
}
