import type { BrowserContext } from '@playwright/test';
import { expect, type Desk } from './desk.ts';
import { readCodes, showLetter, type LetterCodes } from './letter-codes.ts';
import type { Studio } from './studio.ts';
import { Website } from './website.ts';

const SIAN = { name: 'Pritchard', patientId: '9990000018' };

/** The host before Online Services is activated, and activating it. */
export async function activating(studio: Studio, desk: Desk): Promise<void> {
  await studio.take(desk.page, 'front-screen', 'screen');
  await desk.page.getByRole('button', { name: 'List all' }).click();
  await expect(desk.page.getByRole('table', { name: 'Patients found' })).toBeVisible();
  await studio.take(desk.page, 'patients-found');
  await desk.openPatient(SIAN.name);
  await studio.take(desk.page, 'patient-tab');
  await desk.showTab('Address');
  await studio.take(desk.page, 'address-tab');
  await desk.openControlPanel();
  await studio.take(desk.page, 'control-panel-read-only');
  await desk.signInAs('System administrator');
  await expect(desk.page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await desk.activate();
  await studio.take(desk.page, 'control-panel');
  await desk.openOnlineServices(SIAN.name);
  await studio.take(desk.page, 'tab-administrator');
  await desk.signInAs('Receptionist');
  await desk.openOnlineServices(SIAN.name);
  await expect(desk.button('Add… identification')).toBeEnabled();
}

/** From no account to a letter in hand. */
export async function creating(studio: Studio, desk: Desk): Promise<LetterCodes> {
  await desk.openOnlineServices(SIAN.name);
  await studio.take(desk.page, 'tab-no-account');
  await desk.button('Add… email address').click();
  await desk.dialog.getByLabel('Contact', { exact: true }).fill('sian.pritchard@');
  await desk.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.dialog.getByText('This could not be done')).toBeVisible();
  await studio.take(desk.page, 'dialog-communication', desk.dialog);
  await desk.closeDialog();
  await desk.button('Add… identification').click();
  await studio.take(desk.page, 'dialog-identification', desk.dialog);
  await desk.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.dialog.getByText('This could not be done')).toBeVisible();
  await studio.take(desk.page, 'dialog-identification-error', desk.dialog);
  await desk.closeDialog();
  await desk.recordIdentification('Birth Certificate', 'Copy seen');
  await desk.button(/^Entered in error/).click();
  await desk.dialog.getByRole('textbox').fill('Not the original');
  await studio.take(desk.page, 'dialog-entered-in-error', desk.dialog);
  await desk.dialog.getByRole('button', { name: /entered in error/i }).click();
  await expect(desk.dialog).toHaveCount(0);
  await desk.recordIdentification('Passport');
  await desk.upToDate();
  await studio.take(desk.page, 'tab-identified');
  await desk.create();
  await desk.upToDate();
  await desk.status('Created');
  await studio.take(desk.page, 'tab-created');
  await desk.openLetter();
  return await takeLetter(studio, desk);
}

async function takeLetter(studio: Studio, desk: Desk): Promise<LetterCodes> {
  await desk.previewDrawn();
  await studio.take(desk.page, 'dialog-letter', desk.dialog);
  const pdf = await desk.saveLetter();
  await desk.dialog.getByRole('button', { name: 'Print' }).click();
  const print = desk.page.getByRole('dialog', { name: 'Print', exact: true });
  await expect(print).toBeVisible();
  await studio.take(desk.page, 'host-print', 'screen');
  await print.getByRole('button', { name: 'Cancel' }).click();
  await expect(print).toHaveCount(0);
  await desk.closeDialog();
  const table = await studio.openBrowser({ viewport: { width: 900, height: 1272 } });
  try {
    const page = await table.newPage();
    await showLetter(page, pdf);
    await studio.take(page, 'letter');
    return await readCodes(pdf);
  } finally {
    await table.close();
  }
}

/** The patient's side, and what the tab makes of it by itself. */
export async function registering(
  studio: Studio,
  desk: Desk,
  home: BrowserContext,
  codes: LetterCodes,
): Promise<void> {
  const site = await Website.open(home);
  await studio.take(site.page, 'site-start', 'screen');
  await site.goTo('register', 'Register');
  await studio.take(site.page, 'site-register', 'screen');
  await site.fillLinkageKeyDetails(codes);
  await studio.take(site.page, 'site-linkage-key', 'screen');
  await site.fillTokenDetails(SIAN.patientId, codes);
  await studio.take(site.page, 'site-token', 'screen');
  await site.goOn('Continue', 'Choose a username and password');
  await site.chooseLogin('Heron42');
  await studio.take(site.page, 'site-choose-login', 'screen');
  await site.goOn('Register', 'Check your email');
  await studio.take(site.page, 'site-check-email', 'screen');
  await desk.status('Registered');
  await desk.upToDate();
  await studio.take(desk.page, 'tab-registered');
  await site.activate();
  await desk.status('Active');
  await desk.upToDate();
  await studio.take(desk.page, 'tab-active');
  await site.trySigningIn('Heron42');
  await site.shows('Your services');
  await studio.take(site.page, 'site-signed-in', 'screen');
  await site.goOn('Sign out', 'Use your practice’s services online');
  await site.lockOut('Heron42');
  await studio.take(site.page, 'site-locked', 'screen');
  await desk.status('Locked');
  await desk.upToDate();
  await studio.take(desk.page, 'tab-locked');
  await desk.button('Unlock account').click();
  await desk.status('Active');
  await desk.changeService('Global', false, 'Asked by telephone');
  await desk.upToDate();
  await studio.take(desk.page, 'tab-disabled');
  await desk.changeService('Global', true, '');
  await desk.upToDate();
  await desk.button('History…').click();
  await expect(desk.dialog.getByText('Signed in for the first time')).toBeVisible();
  await studio.take(desk.page, 'dialog-history', desk.dialog);
  await desk.closeDialog();
  await desk.button('Reset online account…').click();
  await expect(desk.dialog.getByRole('combobox')).toBeVisible();
  await studio.take(desk.page, 'dialog-reset', desk.dialog);
  await desk.closeDialog();
}
