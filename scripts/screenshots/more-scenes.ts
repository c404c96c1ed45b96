import type { BrowserContext } from '@playwright/test';
import { Desk, expect } from './desk.ts';
import type { Studio } from './studio.ts';

/** Patients for whom something is different. */
export async function otherPatients(studio: Studio, desk: Desk): Promise<void> {
  await desk.openOnlineServices('Grimshall');
  await studio.take(desk.page, 'tab-ineligible');
  await desk.openOnlineServices('Ackerby, Joan');
  await expect(desk.tab.getByText(/also held by/)).toBeVisible();
  await studio.take(desk.page, 'tab-shared-email');
  await studio.take(desk.page, 'contacts-shared-mailbox', desk.contacts);
  await desk.openOnlineServices('Featherstonehaugh');
  await studio.take(desk.page, 'tab-long-name');
  await desk.openOnlineServices('Entwhistle');
  await desk.recordIdentification('Driving Licence');
  await desk.upToDate();
  await desk.button('Create Online Account').click();
  await expect(desk.dialog.getByText('Do you still want to continue?')).toBeVisible();
  await studio.take(desk.page, 'dialog-no-email', desk.dialog);
  await desk.closeDialog();
}

/** The network cut before *Create*. */
export async function workingOffline(
  studio: Studio,
  desk: Desk,
  browser: BrowserContext,
): Promise<void> {
  await desk.openOnlineServices('Brzęczkowski');
  await desk.recordIdentification('Passport');
  await desk.upToDate();
  await browser.setOffline(true);
  await desk.create();
  await expect(desk.tab.getByText('Waiting').first()).toBeVisible();
  await studio.take(desk.page, 'tab-offline');
  await studio.takeEverywhere(desk.page, 'sharing-offline', desk.sharing);
  await browser.setOffline(false);
  await desk.upToDate();
}

/** Two workstations at work on the same patient while one is cut off. */
export async function twoWorkstations(studio: Studio, first: Desk): Promise<void> {
  const browser = await studio.openBrowser();
  try {
    const second = await Desk.open(browser, 'B');
    await first.openOnlineServices('Brzęczkowski');
    await second.openOnlineServices('Brzęczkowski');
    // Commands and the practice's key are fetched when first needed; without them, working offline is refused.
    await second.openLetter();
    await second.closeDialog();
    await browser.setOffline(true);
    await second.changeService('Repeats', true, 'Asked at the desk');
    await first.changeService('Repeats', true, 'Reviewed by Dr Hale');
    await first.upToDate();
    await browser.setOffline(false);
    await expect(second.tab.getByText('Changed elsewhere too')).toBeVisible();
    await studio.take(second.page, 'tab-conflict');
    await studio.takeEverywhere(second.page, 'sharing-conflict', second.sharing);

    await first.openOnlineServices('Tess');
    await first.recordIdentification('Passport');
    await first.upToDate();
    await second.openPatient('Tess');
    await second.showTab('Online Services');
    await expect(second.tab.getByRole('row', { name: 'Passport' })).toBeVisible();
    await browser.setOffline(true);
    await second.create();
    await first.create();
    await first.upToDate();
    await browser.setOffline(false);
    await expect(second.tab.getByText('Made elsewhere first')).toBeVisible();
    await expect(second.button('Print letter…')).toBeEnabled();
    await expect(second.page.getByText('No connection to the server')).toHaveCount(0);
    await studio.take(second.page, 'tab-superseded');
    await studio.take(second.page, 'sharing-superseded', second.sharing);
  } finally {
    await browser.close();
  }
}

/** A server that does not do all that is needed, as it is first met. */
export async function lackingServer(studio: Studio): Promise<void> {
  const browser = await studio.openBrowser();
  try {
    // Only what it says of itself is another's.
    await browser.route(/\/metadata\?/, async (route) => {
      const answer = await route.fetch();
      const statement = (await answer.json()) as { readonly rest: readonly object[] };
      const rest = statement.rest.map((each) => ({ ...each, interaction: [{ code: 'batch' }] }));
      await route.fulfill({ response: answer, json: { ...statement, rest } });
    });
    const desk = await Desk.open(browser, 'C');
    await desk.openOnlineServices('Pritchard');
    await desk.openControlPanel();
    await desk.signInAs('System administrator');
    await expect(desk.page.getByText('but not fully')).toBeVisible();
    await studio.take(desk.page, 'control-panel-server');
    await studio.take(desk.page, 'settings-server', desk.page.locator('#server'));
  } finally {
    await browser.close();
  }
}

/** All accounts of the practice, whoever they are by now. */
export async function accountsOfThePractice(studio: Studio, desk: Desk): Promise<void> {
  const { page } = desk;
  await page.getByRole('link', { name: 'Front screen' }).click();
  await page.getByRole('link', { name: 'Accounts of the practice' }).click();
  await page.getByRole('button', { name: /^All accounts, \d/ }).click();
  await expect(page.getByRole('grid', { name: 'All accounts' })).toBeVisible();
  await expect(page.getByRole('grid').getByRole('button').first()).toBeVisible();
  await studio.take(page, 'accounts', 'screen');
  await page.setViewportSize({ width: 320, height: 860 });
  await studio.take(page, 'accounts-narrow-320');
  await page.setViewportSize({ width: 1280, height: 860 });
}

/** The same tab on other screens. */
export async function otherScreens(studio: Studio, desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.openOnlineServices('Pritchard');
  await page.setViewportSize({ width: 640, height: 860 });
  await studio.take(page, 'tab-zoom-200');
  await page.setViewportSize({ width: 320, height: 700 });
  await studio.take(page, 'tab-narrow-320');
  await desk.button('Add… identification').click();
  await studio.take(page, 'dialog-narrow-320', 'screen');
  await desk.closeDialog();
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.emulateMedia({ forcedColors: 'active' });
  await studio.take(page, 'tab-forced-colours');
  await page.emulateMedia({ forcedColors: 'none' });
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await studio.take(page, 'tab-dark');
  await desk.button('Add… identification').click();
  await studio.take(page, 'dialog-dark', desk.dialog);
  await desk.closeDialog();
}
