import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './pages/axe.ts';
import { Staff, type ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

const AS_OF = /^As of \d/;

/** The page, when it has counted. */
async function openUptake({ page, main }: ReferenceHost): Promise<void> {
  await page.getByRole('link', { name: 'Front screen' }).click();
  await page.getByRole('link', { name: 'Uptake of online services' }).click();
  await expect(main.getByText(AS_OF)).toBeVisible();
}

function section(main: Locator, name: string): Locator {
  return main.getByRole('region', { name });
}

/** What all tables of the page say, each opened. */
async function figures(page: Page): Promise<readonly string[]> {
  for (const summary of await page.locator('summary').all()) await summary.click();
  return page.getByRole('table').allInnerTexts();
}

test('a practice manager sees how far the practice is, the same at two workstations, and takes it out', async ({
  workstationA,
  openWorkstation,
}) => {
  await (await workstationA.openTab('Entwhistle')).createShared('harold@mail.example');
  await (await workstationA.openTab('Pritchard')).createShared('sian@mail.example');
  const workstationB = await openWorkstation('B');
  await workstationA.signIn(Staff.manager);
  const { main, page } = workstationA;
  await openUptake(workstationA);
  const statuses = section(main, 'Accounts now').getByRole('listitem');
  await expect(statuses.filter({ hasText: 'Created' })).toHaveText(/Created\s*2/);
  await expect(section(main, 'Access to the record')).toContainText('No account is in use yet');
  await expect(section(main, 'Letters and codes')).toContainText(/Codes issued\s*2/);

  // Somebody else makes an account meanwhile; the figures stand as of their time till they are counted again.
  await (await workstationB.openTab('Reed')).createShared('reed@mail.example');
  await expect(statuses.filter({ hasText: 'Created' })).toHaveText(/Created\s*2/);
  await expect(async () => {
    await main.getByRole('button', { name: 'Count again' }).click();
    const [soon, codes] = [{ timeout: 1000 }, section(main, 'Letters and codes')];
    await expect(statuses.filter({ hasText: 'Created' })).toHaveText(/Created\s*3/, soon);
    // They are fetched after the account that they belong to.
    await expect(codes).toContainText(/Codes issued\s*3/, soon);
  }).toPass();
  await openUptake(workstationB);
  expect(await figures(workstationB.page)).toEqual(await figures(page));
  await expect(section(main, 'By usual GP').getByRole('table')).toContainText(/Dr|No usual GP/);

  const saving = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Export CSV…' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('online-services-uptake.csv');
  const csv = await readFile(await saved.path(), 'utf8');
  expect(csv).toContain('Created,3');
  expect(csv).not.toMatch(/entwhistle|pritchard|reed/i);
  const savingPdf = page.waitForEvent('download');
  await main.getByRole('button', { name: 'Save as PDF…' }).click();
  const pdf = await readFile(await (await savingPdf).path());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test.describe('looked at with axe', () => {
  test.use({ bypassCSP: true });

  test('the page of figures keeps nobody out, with its tables and at 320 pixels', async ({
    workstationA,
  }) => {
    const { main, page } = workstationA;
    await openUptake(workstationA);
    await expect(main.getByText('The practice has no online accounts yet.')).toBeVisible();
    await expectAccessible(page, 'a practice without accounts');
    await (await workstationA.openTab('Entwhistle')).createShared('harold@mail.example');
    await openUptake(workstationA);
    await figures(page);
    await expectAccessible(page, 'with all tables');
    await main.getByRole('button', { name: 'What is this? Uptake of online services' }).click();
    await expectAccessible(page, 'with its help');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectAccessible(page, 'at 320 pixels');
  });
});
