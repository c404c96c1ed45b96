import type { Consent, Task } from 'fhir/r4';
import type { Page } from '@playwright/test';
import type { ReferenceHost } from './pages/reference-host.ts';
import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';
import type { SharedRecord } from './shared-record.ts';

const FHIR = '**/fhir/R4/**';
const NOT_SHARED = /kept on this computer and not shared yet/;

/** A patient of whom everything is ready but the account, all of it shared. */
async function prepare(host: ReferenceHost): Promise<ReferenceHost['tab']> {
  const tab = await host.openTab('Entwhistle');
  await tab.addEmail({ value: 'harold@mail.example', verified: true });
  await tab.recordIdentification();
  await tab.untilShared();
  return tab;
}

/** The account, its codes and its services are on the server, each once. */
async function expectOneAccount(sharedRecord: SharedRecord): Promise<void> {
  expect(await sharedRecord.accounts()).toHaveLength(1);
  expect(await sharedRecord.all<Task>('Task')).toHaveLength(1);
  expect(await sharedRecord.all<Consent>('Consent')).toHaveLength(1);
}

async function cutOffFhir(page: Page, { afterWriting }: { afterWriting: boolean }): Promise<void> {
  await page.route(FHIR, async (route) => {
    if (afterWriting && route.request().method() !== 'GET') await route.fetch();
    await route.abort('connectionreset');
  });
}

test('an account made while the network is cut is kept, told truthfully, and sent once', async ({
  workstationA,
  sharedRecord,
  context,
}) => {
  const tab = await prepare(workstationA);
  await context.setOffline(true);
  await tab.create();
  await expect(tab.sync).toContainText('Offline: the shared record cannot be reached.');
  await expect(tab.sync).toContainText(NOT_SHARED);
  await expect(tab.pills).toContainText('Not sent yet');
  await expect(tab.account).toContainText('The codes do not work on the website yet');
  await expect(tab.unsentWork.first()).toContainText('Create online account');
  expect(await sharedRecord.accounts()).toHaveLength(0);

  await context.setOffline(false);
  await tab.untilShared();
  await expect(tab.pills).toHaveText('Created');
  await expect(tab.account).not.toContainText('do not work on the website yet');
  await expectOneAccount(sharedRecord);
});

test('a letter is printed while the network is cut, and the tab says beforehand that it can be', async ({
  workstationA,
  context,
}) => {
  const tab = await prepare(workstationA);
  await context.setOffline(true);
  await expect(tab.account).toContainText('The letter can be printed now');
  await tab.createButton.click();
  await tab.letterIsThere();
  await expect(tab.dialog).toContainText('do not work on the website yet');
  await tab.printShownLetter();
  await expect(tab.account).toContainText('Letters made 1');
  await context.setOffline(false);
  await tab.untilShared();
});

test('what was carried out but never answered is not made twice, and not claimed before it is known', async ({
  workstationA,
  sharedRecord,
  page,
}) => {
  const tab = await prepare(workstationA);
  await cutOffFhir(page, { afterWriting: true });
  await tab.create();
  await expect(tab.sync).toContainText('Offline: the shared record cannot be reached.');
  await expect(tab.sync).toContainText(NOT_SHARED);
  await expect.poll(() => sharedRecord.accounts()).toHaveLength(1);
  await expect(tab.pills).toContainText('Not sent yet');

  await page.unrouteAll({ behavior: 'wait' });
  await tab.untilShared();
  await expect(tab.pills).toHaveText('Created');
  await expectOneAccount(sharedRecord);
});

test('work left unsent when the page was closed is sent when the same person is back', async ({
  workstationA,
  sharedRecord,
  context,
}) => {
  const tab = await prepare(workstationA);
  await context.setOffline(true);
  await tab.create();
  await expect(tab.sync).toContainText(NOT_SHARED);
  await workstationA.page.close();

  await context.setOffline(false);
  const page = await context.newPage();
  // Nobody opens a patient: starting the host is enough.
  await page.goto('/');
  await expect.poll(() => sharedRecord.accounts()).toHaveLength(1);
  await expect.poll(() => sharedRecord.all<Consent>('Consent')).toHaveLength(1);
  await expectOneAccount(sharedRecord);
});

test('nobody’s work is sent under another person’s name', async ({
  workstationA,
  sharedRecord,
  page,
}) => {
  const tab = await prepare(workstationA);
  // Only the shared record is out of reach: people can still sign in.
  await cutOffFhir(page, { afterWriting: false });
  await tab.create();
  await expect(tab.sync).toContainText(NOT_SHARED);
  await workstationA.signIn(Staff.manager);
  await page.unrouteAll({ behavior: 'wait' });
  await workstationA.openTab('Entwhistle');
  await expect(tab.unsentWork.first()).toContainText(
    'Waits until Aisha Kelsall signs in here again.',
  );
  expect(await sharedRecord.accounts()).toHaveLength(0);

  await workstationA.signIn(Staff.receptionist);
  await workstationA.openTab('Entwhistle');
  await tab.untilShared();
  await expectOneAccount(sharedRecord);
});

test('ten fast clicks make one account', async ({ workstationA, sharedRecord }) => {
  const tab = await prepare(workstationA);
  await tab.createButton.click({ clickCount: 10 });
  await tab.closeNewLetter();
  await expect(tab.pills).toContainText('Created');
  await tab.untilShared();
  await expectOneAccount(sharedRecord);
});

test('two workstations make an account for one patient: one stands, the other is told', async ({
  workstationA,
  openWorkstation,
  sharedRecord,
}) => {
  const tabA = await prepare(workstationA);
  const workstationB = await openWorkstation('B');
  const tabB = await workstationB.openTab('Entwhistle');
  await expect(tabB.createButton).toBeEnabled();
  // What dialogs and commands need is loaded once somebody works on the tab.
  await tabB.startIdentification();
  await tabB.untilShared();
  await workstationB.page.context().setOffline(true);

  await tabA.create();
  await tabA.untilShared();
  const accountId = /\d{4} \d{4} \d{4}/.exec(await tabA.account.innerText())?.[0] ?? 'none';
  await tabB.create();
  await expect(tabB.sync).toContainText(NOT_SHARED);
  await expect(tabB.account).not.toContainText(accountId);

  await workstationB.page.context().setOffline(false);
  await expect(tabB.sync).toContainText('needs your decision.');
  await expect(tabB.unsentWork).toContainText(
    'This patient’s online account had already been created elsewhere. That account stands, and the one made here was dropped.',
  );
  await expect(tabB.account).toContainText(accountId);
  await expectOneAccount(sharedRecord);

  await tabB.sync.getByRole('button', { name: /^Acknowledge/ }).click();
  await tabB.untilShared();
  await expect(tabB.pills).toHaveText('Created');
  await expectOneAccount(sharedRecord);
});

test('when what can be done does not load, the tab says so, and offers it as soon as it can', async ({
  workstationA: _activates,
  openWorkstation,
  complaints,
}) => {
  const workstation = await openWorkstation('B');
  const { page } = workstation;
  await page.route('**/plugin/after-paint-*.js', (route) => route.abort());
  await page.reload();
  const tab = await workstation.openTab('Entwhistle');
  await expect(workstation.main).toContainText('buttons are missing here');
  // Nothing has ever been fetched here, so nothing is said of what is not here.
  await expect(tab.account).toContainText('may not be shown yet');
  await expect(tab.account.getByRole('button')).toHaveText(['What is this?']);
  // The piece that did not load is what this is about.
  complaints.length = 0;
  await page.unrouteAll({ behavior: 'wait' });
  await expect(tab.account.getByRole('button', { name: 'Create Online Account' })).toBeVisible();
  await expect(workstation.main).not.toContainText('buttons are missing here');
  await expect(tab.account).toContainText('This patient has no online account.');
});

test('when what carries work out does not load, who tries is told, and it is done at the next try', async ({
  workstationA,
  sharedRecord,
  page,
  complaints,
}) => {
  await prepare(workstationA);
  await page.route('**/plugin/command-container-*.js', (route) => route.abort());
  await page.reload();
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createButton.click();
  await expect(tab.account).toContainText('This part of Online Services could not be loaded.');
  // The piece that did not load is what this is about.
  complaints.length = 0;
  await page.unrouteAll({ behavior: 'wait' });
  await tab.create();
  await tab.untilShared();
  await expectOneAccount(sharedRecord);
});

test('when what sections do does not load, who presses a button is told, and it is done at the next press', async ({
  workstationA,
  sharedRecord,
  page,
  complaints,
}) => {
  await prepare(workstationA);
  await page.route('**/plugin/dialog-elements-*.js', (route) => route.abort());
  await page.reload();
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createButton.click();
  await expect(tab.account).toContainText('This part of Online Services could not be loaded.');
  await expect(workstationA.main).toContainText('buttons that open a window do not work yet');
  // The piece that did not load is what this is about.
  complaints.length = 0;
  await page.unrouteAll({ behavior: 'wait' });
  await expect(workstationA.main).not.toContainText('buttons that open a window do not work yet');
  await tab.create();
  await expect(tab.account).not.toContainText('could not be loaded');
  await tab.untilShared();
  await expectOneAccount(sharedRecord);
});
