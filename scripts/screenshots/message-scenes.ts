import { expect } from './desk.ts';
import type { Stage } from './stage.ts';

/** What becomes of a reminder, as the tab says it and the stand-in for the message service shows it. */
export async function reminders({ studio, desk, site }: Stage): Promise<void> {
  await desk.openOnlineServices('Pritchard');
  await site.register(await desk.createWithCodes());
  await desk.status('Registered');
  await expect(desk.account).toContainText('Reminder due on');
  await desk.upToDate();
  await studio.takeEverywhere(desk.page, 'reminder-due', desk.account);
  await desk.button('Send reminder now').click();
  await expect(desk.account).toContainText('not known whether sent');
  const part = desk.account.locator('#reminders');
  await studio.take(desk.page, 'reminder-accepted', part);
  const messages = await desk.openOutbox();
  const screen = desk.page.locator('section.screen');
  await expect(messages.getByRole('button', { name: 'Fail' })).toBeVisible();
  await studio.takeEverywhere(desk.page, 'host-outbox', screen);
  await messages.getByRole('button', { name: 'Fail' }).click();
  await expect(messages.getByText('Failed', { exact: true })).toBeVisible();
  await desk.openOnlineServices('Pritchard');
  await expect(desk.account).toContainText('the message service could not send it');
  await studio.take(desk.page, 'reminder-failed', part);
  await desk.button('Send reminder now').click();
  await expect(desk.account).toContainText('not known whether sent');
  await desk.openOutbox();
  await messages.getByRole('button', { name: 'Deliver' }).click();
  await expect(messages.getByText('Sent', { exact: true })).toBeVisible();
  await desk.openOnlineServices('Pritchard');
  await expect(desk.account).toContainText('Reminder sent on');
  await studio.take(desk.page, 'reminder-sent', part);
}

/** A contact that is verified by a code, and one that the patient offers at the website. */
export async function contacts({ studio, desk, site }: Stage): Promise<void> {
  await desk.openOnlineServices('Entwhistle');
  await desk.button('Add… email address').click();
  await desk.dialog.getByLabel('Contact', { exact: true }).fill('harold@mail.example');
  await desk.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.dialog).toHaveCount(0);
  await desk.button('Verify… email address').click();
  await desk.dialog.getByRole('button', { name: 'Send code' }).click();
  const code = desk.dialog.getByLabel('Code that the patient reads out');
  await code.fill('000000');
  await desk.dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.dialog.getByText('4 more tries are possible.').first()).toBeVisible();
  await studio.takeEverywhere(desk.page, 'dialog-verify', desk.dialog);
  await desk.closeDialog();
  await desk.button('Edit… email address').click();
  await desk.dialog.getByLabel('Verified', { exact: true }).check();
  await desk.dialog
    .getByLabel('Why it counts as verified')
    .selectOption('The patient replied to our message');
  await studio.takeEverywhere(desk.page, 'dialog-verified-by-hand', desk.dialog);
  await desk.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(desk.dialog).toHaveCount(0);
  await site.register(await desk.createWithCodes());
  await site.activate();
  await site.trySigningIn('Heron42');
  await site.shows('Your services');
  await site.page.getByRole('link', { name: 'My contact details' }).click();
  await site.page.getByLabel('New email address').fill('harold.new@mail.example');
  await site.page.getByLabel('New mobile number').fill('07700 900123');
  await studio.take(site.page, 'site-contact-details', 'screen');
  await site.goOn('Send to my practice', 'Your services');
  await expect(desk.contacts).toContainText('Mobile number changed by the patient');
  await studio.takeEverywhere(desk.page, 'contacts-offered', desk.contacts);
}
