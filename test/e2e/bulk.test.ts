import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './pages/axe.ts';
import { Staff, type ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

const THREE = ['Entwhistle', 'Pritchard', 'Reed'] as const;

/** Chooses everybody of the list of all accounts. */
async function chooseAll({ main }: ReferenceHost, count: number): Promise<void> {
  await main.getByRole('button', { name: /^All accounts/ }).click();
  await expect(main.getByRole('grid', { name: 'All accounts' }).getByRole('row')).toHaveCount(
    count + 1,
  );
  await main.getByRole('button', { name: `Choose all ${count}` }).click();
  await expect(main.getByText(`${count} accounts chosen`).first()).toBeVisible();
}

/** What is told of the one job there is. */
function jobOf(main: Locator): Locator {
  return main.getByRole('article', { name: 'Disable accounts: Misuse' });
}

/** Patients are read no further, until the page is closed. */
async function holdPatients(page: Page): Promise<void> {
  await page.route('**/fhir/R4/Patient/*', () => new Promise(() => undefined));
}

test('many accounts are disabled at once: looked at first, interrupted, resumed, and seen at another workstation', async ({
  workstationA,
  openWorkstation,
  sharedRecord,
}) => {
  for (const [index, surname] of THREE.entries()) {
    await (await workstationA.openTab(surname)).createShared(`p${index}@mail.example`);
  }
  const { main, page } = workstationA;
  // Whoever is open while they are said to have died is disabled by that.
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(page.getByLabel('Find patient')).toBeVisible();
  await sharedRecord.changePatient('Reed', (patient) => ({ ...patient, deceasedBoolean: true }));
  await workstationA.signIn(Staff.manager);
  await workstationA.openAccounts();

  await test.step('who would be done, and why the others would not', async () => {
    await chooseAll(workstationA, 3);
    await main.getByRole('button', { name: 'Disable…' }).click();
    await main.getByLabel('Reason for disabling').selectOption('Misuse');
    await main.getByRole('button', { name: 'Look who would be done' }).click();
    await expect(main.getByText('2 accounts would be disabled.', { exact: true })).toBeVisible();
    await expect(main.getByText('1 left out')).toBeVisible();
    await main.getByText(/recorded as deceased.*\(1\)/).click();
    await expect(main.getByText(/REED/i).last()).toBeVisible();
  });

  await test.step('the page is closed in the middle, and opened again', async () => {
    await holdPatients(page);
    await main.getByRole('button', { name: 'Disable 2 accounts' }).click();
    await expect(jobOf(main)).toContainText('Running');
    await page.goto('about:blank');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await workstationA.open(Staff.manager);
    await workstationA.openAccounts();
    await expect(jobOf(main)).toContainText('Interrupted');
  });

  await test.step('another workstation sees that it is not finished, and cannot go on with it', async () => {
    const workstationB = await openWorkstation('B');
    await workstationB.openAccounts();
    await expect(
      workstationB.main.getByText(/Disable accounts.*begun by Martin Dewhirst/),
    ).toBeVisible();
    await expect(workstationB.main.getByRole('button', { name: /^Resume/ })).toHaveCount(0);
  });

  await test.step('resumed, it comes to its end, and says what became of everybody', async () => {
    await main.getByRole('button', { name: /^Resume/ }).click();
    await expect(jobOf(main)).toContainText('Finished');
    await expect(jobOf(main)).toContainText('2 done, 1 left out');
    await main.getByRole('button', { name: /^Report/ }).click();
    await expect(main.getByText('Done (2)')).toBeVisible();
    const downloading = page.waitForEvent('download');
    await main.getByRole('button', { name: /^Save report as CSV/ }).click();
    const report = await readFile(await (await downloading).path(), 'utf8');
    expect(report).toMatch(/ENTWHISTLE.*Done/i);
    expect(report).toMatch(/REED.*Left out/i);
    await expect(main.getByRole('button', { name: 'Disabled, 2' })).toBeVisible();
  });

  await test.step('the history of a patient says that they were one of many', async () => {
    const accounts = await sharedRecord.accounts();
    expect(accounts.filter(({ active }) => active === false)).toHaveLength(2);
    const tab = await workstationA.openTab('Pritchard');
    await expect(tab.pills).toContainText('Disabled');
  });
});

/** Confirms at the host's printer. */
async function print(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Print' });
  await dialog.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test('accounts are created for three, and their letters printed; a batch is printed once more', async ({
  workstationA,
  sharedRecord,
}) => {
  for (const surname of THREE) {
    await (await workstationA.openTab(surname)).recordIdentification();
  }
  await workstationA.signIn(Staff.manager);
  await workstationA.openAccounts();
  const { main, page } = workstationA;

  await test.step('the patients without an account are listed, and three accounts created', async () => {
    await main.getByRole('button', { name: /^No account yet/ }).click();
    await expect(main.getByRole('button', { name: 'Look again' })).toBeVisible();
    await main.getByRole('button', { name: /^Choose all \d/ }).click();
    await expect(main.getByText(/\d+ patients chosen/).first()).toBeVisible();
    await main.getByRole('button', { name: 'Create accounts…' }).click();
    await main.getByLabel('Also those without a verified email address').check();
    await main.getByRole('button', { name: 'Look who would be done' }).click();
    await expect(main.getByText('3 accounts would be created.', { exact: true })).toBeVisible();
    await expect(main.getByText(/identity .*\(\d+\)/i).first()).toBeVisible();
    await main.getByRole('button', { name: 'Create 3 accounts' }).click();
    const job = main.getByRole('article', { name: 'Create accounts' });
    await expect(job).toContainText('3 done');
    await expect.poll(async () => (await sharedRecord.accounts()).length).toBe(3);
  });

  await test.step('their letters are printed, behind a list', async () => {
    await main.getByRole('button', { name: /^Print these letters/ }).click();
    await main.getByLabel('Letters in a batch').selectOption('10');
    await main.getByLabel('Order').last().selectOption('Name');
    await expect(main.getByRole('button', { name: 'Changes not sent yet, 0' })).toBeVisible();
    await main.getByRole('button', { name: 'Look who would be done' }).click();
    await expect(
      main.getByText('3 letters would be printed. In 1 batch.', { exact: true }),
    ).toBeVisible();
    await main.getByRole('button', { name: 'Print 3 letters' }).click();
    await print(page);
    const job = main.getByRole('article', { name: 'Print letters', exact: true });
    await expect(job).toContainText('Finished');
    await expect(job).toContainText('3 done, 0 left out');
  });

  await test.step('the batch is printed once more, with the same codes', async () => {
    const job = main.getByRole('article', { name: 'Print letters', exact: true });
    await job.getByRole('button', { name: /^Report/ }).click();
    await expect(job).toContainText('Batch 1 of 1: 3 letters printed');
    await job.getByRole('button', { name: 'Print once more…: batch 1' }).click();
    await expect(
      main.getByText('Copies of 3 letters would be printed. In 1 batch.', { exact: true }),
    ).toBeVisible();
    await main.getByRole('button', { name: 'Print copies of 3 letters' }).click();
    await print(page);
    const again = main.getByRole('article', { name: 'Print letters once more: batch 1' });
    await expect(again).toContainText('3 done, 0 left out');
  });

  await test.step('each patient’s history says so', async () => {
    const tab = await workstationA.openTab('Pritchard');
    await expect(tab.pills).toContainText('Created');
  });
});

test.describe('looked at with axe', () => {
  test.use({ bypassCSP: true });

  test('choosing and looking keep nobody out, with the keyboard and at 320 pixels', async ({
    workstationA,
  }) => {
    await (await workstationA.openTab('Entwhistle')).createShared('harold@mail.example');
    await workstationA.signIn(Staff.manager);
    await workstationA.openAccounts();
    const { main, page } = workstationA;
    const box = main.getByRole('checkbox', { name: /^Choose .*entwhistle/i });
    await box.focus();
    await page.keyboard.press('Space');
    await expect(main.getByText('1 account chosen').first()).toBeVisible();
    await main.getByRole('button', { name: 'Disable…' }).click();
    await main.getByRole('button', { name: 'Look who would be done' }).click();
    await expect(main.getByText('Choose a reason.')).toBeVisible();
    await expectAccessible(page, 'a reason is missing');
    await main.getByLabel('Reason for disabling').selectOption('Misuse');
    await main.getByRole('button', { name: 'Look who would be done' }).click();
    await expect(main.getByText('1 account would be disabled.', { exact: true })).toBeVisible();
    await expectAccessible(page, 'what would be done');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectAccessible(page, 'at 320 pixels');
    await main.getByRole('button', { name: 'Disable 1 account' }).click();
    await expect(jobOf(main)).toContainText('Finished');
    await page.setViewportSize({ width: 1280, height: 900 });
    await main.getByRole('button', { name: /^Report/ }).click();
    await expectAccessible(page, 'a job at its end');
  });
});
