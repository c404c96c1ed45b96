import type { Locator } from '@playwright/test';
import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

/** What the Patient tab has to say of whom. */
const FACTS: readonly (readonly [surname: string, label: string, value: string])[] = [
  ['Ashgrove', 'Temporary address', 'Ward House, Infirmary Road, Eastmere'],
  ['Ashgrove', 'Emergency contact', 'Rowan Ashgrove, 07700 900120'],
  ['Kaczmarek', 'Language', 'Polish'],
  ['Kaczmarek', 'Interpreter', 'Needed'],
  ['Farthingale', 'Removal under way', 'Since 01 Feb 2026: Transferred to Scotland'],
  ['Garrowby', 'Registered at', 'Millrace Practice (B99901)'],
];

test('the Patient tab shows what bears on online services', async ({ host }) => {
  await host.open(Staff.receptionist);
  for (const [surname, label, value] of FACTS) {
    await host.openPatient(surname);
    const panel = host.page.getByRole('tabpanel', { name: 'Patient' });
    const terms: Locator = panel.getByRole('term').filter({ hasText: label });
    const fact = terms.locator('xpath=following-sibling::dd[1]');
    await expect(fact, `${surname}: ${label}`).toContainText(value);
  }
});

test('a restricted record is marked wherever it is met, and the list tells nobody where they live', async ({
  host,
}) => {
  await host.open(Staff.receptionist);
  await host.page.getByLabel('Find patient').fill('Dunmore');
  await host.page.getByRole('button', { name: 'Find', exact: true }).click();
  const row = host.page.getByRole('row', { name: /DUNMORE/ });
  await expect(row).toContainText('Restricted record');
  await expect(row).not.toContainText('1993');
  // The link to the screen that is shown takes nothing away, at a fresh page neither.
  await host.page.getByRole('link', { name: 'Front screen' }).click();
  await expect(host.page).toHaveURL(/#\/$/);
  await expect(row).toBeVisible();
  await host.openPatient('Dunmore');
  const banner = host.page.getByRole('region', { name: 'Patient', exact: true });
  for (const tab of ['Patient', 'Address']) {
    await host.page.getByRole('tab', { name: tab, exact: true }).click();
    await expect(banner, tab).toContainText('Restricted record');
  }
});
