import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import type { OnlineServicesTab } from './pages/online-services-tab.ts';
import { GOOD_LOGIN } from './pages/patient-site.ts';
import { Staff, type ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

const WRONG = { ...GOOD_LOGIN, password: 'not my heron 1' };
const PATIENT = 'Entwhistle';

/** Opens the history; ends when all of it has been read. */
async function openHistory({ account, dialog }: OnlineServicesTab): Promise<Locator> {
  await account.getByRole('button', { name: 'History…' }).click();
  const history = dialog.filter({ has: dialog.page().getByRole('heading', { name: 'History' }) });
  await expect(history.locator('#count')).toHaveText(/^\d+ entries$/);
  return history;
}

/** What happened, oldest first, as it is said. */
async function told(history: Locator): Promise<readonly string[]> {
  const lines = await history.locator('.entry .what > span:first-child').allTextContents();
  return lines.map((line) => line.trim()).reverse();
}

/** The same with who and where, newest first, without openings of the history itself. */
async function everything(history: Locator): Promise<readonly string[]> {
  const entries = await history.locator('.entry').allTextContents();
  return entries
    .map((entry) => entry.replaceAll(/\s+/g, ' ').trim())
    .filter((entry) => !/History of the account opened|tab opened/.test(entry));
}

async function refusedPrint(host: ReferenceHost): Promise<void> {
  // Whoever has a page in their hands can call the command past its button: that is refused, and noted.
  await host.page.getByRole('button', { name: 'Print letter…' }).focus();
  await host.page.keyboard.press('Control+Alt+l');
  await expect(host.notifications).toContainText(/used|codes/i);
}

test('the whole story of an account, from two workstations and the website, in order and the same on both', async ({
  workstationA,
  openWorkstation,
  patientSite,
}) => {
  const tabA = await workstationA.openTab(PATIENT);
  await tabA.createShared('harold@mail.example');
  await tabA.printLetter();
  await patientSite.register(tokenDetails(await readLetter(await workstationA.printedLetter())));
  await patientSite.activate();
  await expect(tabA.pills).toHaveText('Active');
  await expect(tabA.account).toContainText('Never used');
  await patientSite.signIn();
  await expect(tabA.account).toContainText('Last used');
  await patientSite.signOut();
  for (let time = 1; time <= 5; time += 1) await patientSite.signIn(WRONG);
  await expect(tabA.pills).toHaveText('Locked');

  const workstationB = await openWorkstation('B');
  await workstationB.signIn(Staff.manager);
  const tabB = await workstationB.openTab(PATIENT);
  await tabB.account.getByRole('button', { name: 'Unlock account' }).click();
  await expect(tabB.pills).toContainText('Active');
  await tabB.untilShared();
  await tabB.tick('Repeats', false);
  await tabB.untilShared();
  await tabB.tick('Repeats', true);
  await tabB.untilShared();
  await refusedPrint(workstationB);
  await tabB.untilShared();

  const onB = await openHistory(tabB);
  const story = await told(onB);
  const steps = [
    /tab opened/,
    /contact|email/i,
    /Identity check recorded/,
    /Online account created/,
    /letter looked at/,
    /letter goes to the printer/,
    /letter printed/,
    /Registered on the website with the codes of the letter/,
    /Activated the account/,
    /Signed in for the first time/,
    ...[1, 2, 3, 4].map((tries) => new RegExp(`Wrong password \\(${tries} of 5\\)`)),
    /Account locked after five wrong passwords, until/,
    /nlocked/,
    /Repeats off/,
    /Repeats on/,
    /Refused/,
    /History of the account opened/,
  ];
  let from = 0;
  for (const step of steps) {
    const place = story.findIndex((line, index) => index >= from && step.test(line));
    expect(place, `${step.source} in ${story.join('\n')}`).toBeGreaterThanOrEqual(from);
    from = place + 1;
  }
  await expect(onB).toContainText('Martin Dewhirst, at workstation');
  await expect(onB).toContainText('The patient, on the patient website');
  const asB = await everything(onB);
  await onB.getByRole('button', { name: 'Close' }).click();
  await tabB.untilShared();

  const onA = await openHistory(tabA);
  expect(await everything(onA)).toEqual(asB);
  await onA.getByLabel('Kind').selectOption('Refusals');
  await expect(onA.locator('#count')).toHaveText(/^\d+ of \d+ entries$/);
  // The receptionist sees it, and does not take it out.
  await expect(onA.getByRole('button', { name: 'Save as CSV…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(onA).toContainText('Your role may not do this.');
});

test('the manager takes the history out as it is looked through, as CSV and as PDF', async ({
  workstationA,
}) => {
  const tab = await workstationA.openTab(PATIENT);
  await tab.createShared('harold@mail.example');
  await workstationA.signIn(Staff.manager);
  await workstationA.openTab(PATIENT);
  const history = await openHistory(tab);
  await history.getByLabel('Kind').selectOption('Identification');
  const saving = workstationA.page.waitForEvent('download');
  await history.getByRole('button', { name: 'Save as CSV…' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('online-services-history.csv');
  const csv = await readFile(await saved.path(), 'utf8');
  expect(csv).toContain('Exported by,Martin Dewhirst');
  expect(csv).toContain('only Identification');
  expect(csv).toContain('Identity check recorded');
  expect(csv).not.toContain('Online account created');
  await expect(history).toContainText('CSV saved.');

  const savingPdf = workstationA.page.waitForEvent('download');
  await history.getByRole('button', { name: 'Save as PDF…' }).click();
  const pdf = await readFile(await (await savingPdf).path());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await history.getByRole('button', { name: 'Close' }).click();
  await tab.untilShared();
  const again = await openHistory(tab);
  await expect(again).toContainText('goes to a CSV file');
});

test('without a network what is here is shown, and that it may not be all; then the rest comes', async ({
  workstationA,
}) => {
  const { page } = workstationA;
  const tab = await workstationA.openTab(PATIENT);
  await tab.createShared('harold@mail.example');
  await page.context().setOffline(true);
  await tab.account.getByRole('button', { name: 'History…' }).click();
  await expect(tab.dialog).toContainText('what is shown may not be all');
  await expect(tab.dialog).toContainText('Online account created');
  await expect(tab.dialog).toContainText('Not sent yet');
  await page.context().setOffline(false);
  await tab.dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(tab.dialog.locator('#count')).toHaveText(/^\d+ entries$/);
});
