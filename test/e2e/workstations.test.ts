import { linkageKeyDetails, readLetter, tokenDetails } from './letter-on-paper.ts';
import { ReferenceHost, Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('the tab comes and goes with the switch in the Control Panel', async ({
  host,
  openWorkstation,
}) => {
  const reception = await openWorkstation('B');
  await reception.openPatient('Entwhistle');
  await expect(reception.onlineServicesTab).toHaveCount(0);

  await host.open(Staff.administrator);
  await host.setActivated(true);
  await expect(reception.onlineServicesTab).toBeVisible();
  await reception.onlineServicesTab.click();
  await expect(reception.tab.createButton).toBeVisible();

  await host.setActivated(false);
  await expect(reception.onlineServicesTab).toHaveCount(0);
  await expect(reception.tab.panel).toHaveCount(0);
  expect(reception.loads + host.loads, 'no page was reloaded').toBe(2);
});

test('another workstation shows the same account and prints the same codes', async ({
  workstationA,
  openWorkstation,
  patientSite,
}) => {
  const tabA = await workstationA.openTab('Entwhistle');
  await tabA.createShared('harold@mail.example');
  await tabA.printLetter();
  const letter = await readLetter(await workstationA.printedLetter());

  const workstationB = await openWorkstation('B');
  const tabB = await workstationB.openTab('Entwhistle');
  await expect(tabB.pills).toHaveText('Created');
  await expect(tabB.account).toContainText(letter.accountId);
  await expect(tabB.account).toContainText('by Aisha Kelsall');
  await tabB.printLetter();
  const copy = await readLetter(await workstationB.printedLetter());
  expect(copy.text).toContain('Copy 1');
  expect(tokenDetails(copy)).toEqual(tokenDetails(letter));
  expect(linkageKeyDetails(copy)).toEqual(linkageKeyDetails(letter));

  await patientSite.register(tokenDetails(copy));
  await expect(tabA.pills).toHaveText('Registered');
  await patientSite.activate();
  await expect(tabA.pills).toHaveText('Active');
  await expect(tabB.pills).toHaveText('Active');
  // Codes that were used are gone: there is nothing left to print.
  await expect(tabA.printButton).toBeDisabled();
  await expect(tabB.printButton).toBeDisabled();
});

test('the person chosen last is the one signed in, however fast one chooses', async ({
  page,
  host,
}) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/host-api/sign-in', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  await host.staff.selectOption(Staff.manager);
  await host.staff.selectOption(Staff.administrator);
  await expect(host.staff.locator('option:checked')).toHaveText(Staff.nobody);
  release();
  await expect(host.staff.locator('option:checked')).toHaveText(Staff.administrator);
  await host.setActivated(true);
  await page.reload();
  await expect(new ReferenceHost(page).staff.locator('option:checked')).toHaveText(
    Staff.administrator,
  );
});
