import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('only a system administrator changes the practice’s settings', async ({ host }) => {
  await host.open(Staff.receptionist);
  await host.openControlPanel();
  for (const person of [Staff.receptionist, Staff.manager]) {
    await host.signIn(person);
    await expect(host.activation).toBeDisabled();
    await expect(host.main.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await expect(host.main).toContainText(/System administrator/i);
  }
  await host.signIn(Staff.administrator);
  await expect(host.activation).toBeEnabled();
  await host.setActivated(true);
});

test('the practice’s server refuses settings from anybody else, whatever the page does', async ({
  page,
  host,
}) => {
  // A page that believes its receptionist to be an administrator.
  await page.route('**/host-api/sign-in', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as { readonly permissions: readonly string[] };
    const permissions = [...answer.permissions, 'onlineServices.administer'];
    await route.fulfill({ response, json: { ...answer, permissions } });
  });
  await host.open(Staff.receptionist);
  await host.openControlPanel();
  await host.activation.check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(host.main).toContainText('The settings were not saved.');
  await page.reload();
  await expect(host.activation).not.toBeChecked();
});

test('a system administrator sees the tab and changes nothing on it', async ({ workstationA }) => {
  const { tab } = workstationA;
  await workstationA.signIn(Staff.administrator);
  await workstationA.openTab('Entwhistle');
  await expect(tab.createButton).toBeDisabled();
  await expect(tab.account).toContainText('Your role may not do this.');
  await expect(tab.identification.getByRole('button', { name: /^Add/ })).toBeDisabled();
  await expect(tab.contacts.getByLabel('Email')).toBeDisabled();
});

test('when somebody else signs in, an open dialog closes and nothing of it is saved unasked', async ({
  workstationA,
}) => {
  const { tab, page } = workstationA;
  await workstationA.openTab('Entwhistle');
  await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
  await tab.dialog.getByLabel('Type', { exact: true }).selectOption('Passport');
  // A modal dialog keeps the mouse from the switcher.
  await page.evaluate(() => {
    const staff = document.querySelector<HTMLSelectElement>('#staff');
    if (staff === null) throw new Error('There is no staff switcher.');
    staff.value = '';
    staff.dispatchEvent(new Event('change'));
  });
  await page.getByRole('button', { name: 'Don’t save' }).click();
  await expect(tab.dialog).toHaveCount(0);
  await expect(page.getByLabel('Find patient')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/Entwhistle/i);
  await workstationA.signIn(Staff.manager);
  await workstationA.openTab('Entwhistle');
  await expect(tab.identification).toContainText('Nothing recorded yet.');
});

test('a dialog for one patient never outlives the opening of another', async ({
  workstationA,
  sharedRecord,
}) => {
  const { tab, page } = workstationA;
  const other = await sharedRecord.patient('Nightingale-Frost');
  await workstationA.openTab('Entwhistle');
  await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
  await tab.dialog.getByLabel('Type', { exact: true }).selectOption('Passport');
  // The host opens another patient beneath the dialog, as when a phone system brings up the caller's record.
  await page.evaluate((id) => {
    location.hash = `#/patient/${id}/onlineServices.tab`;
  }, other.id ?? '');
  await page.getByRole('button', { name: 'Don’t save' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('NIGHTINGALE-FROST');
  await expect(tab.dialog).toHaveCount(0);
  await workstationA.openTab('Nightingale-Frost');
  await expect(tab.identification).toContainText('Nothing recorded yet.');
  await workstationA.openTab('Entwhistle');
  await expect(tab.identification).toContainText('Nothing recorded yet.');
});
