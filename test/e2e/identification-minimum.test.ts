import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('identification to the minimum: the practice asks for two documents, and the tab says what is missing', async ({
  workstationA,
  page,
}) => {
  await test.step('the system administrator chooses what is enough', async () => {
    await workstationA.signIn(Staff.administrator);
    await workstationA.openControlPanel();
    await page
      .getByLabel('Documents that are enough')
      .selectOption('One with a photo and one with the address');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(workstationA.main.getByText('Not saved yet')).toBeHidden();
    await workstationA.signIn(Staff.receptionist);
  });
  const tab = await workstationA.openTab('Entwhistle');

  await test.step('one document is not enough, and which is missing is said twice', async () => {
    await expect(tab.identification).toContainText(
      'Still missing: photo identity and proof of address, or vouching.',
    );
    await tab.recordIdentification('Passport');
    await expect(tab.identification).toContainText('Still missing: proof of address, or vouching.');
    await expect(tab.account).toContainText('Still missing: proof of address, or vouching.');
  });

  await test.step('a number in the free text is refused, and what was seen is taken', async () => {
    await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
    await expect(tab.dialog.getByLabel('Type', { exact: true })).toBeFocused();
    await tab.dialog.getByLabel('Type', { exact: true }).selectOption('Bank Statement');
    await tab.dialog.getByLabel('Freetext').fill('20-00-00 55779911');
    await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tab.dialog).toContainText('This looks like bank details.');
    await tab.dialog.getByLabel('Freetext').fill('Of last month');
    await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tab.dialog).toBeHidden();
  });

  await test.step('then nothing is missing, and the account can be created', async () => {
    await expect(tab.identification).not.toContainText('Still missing');
    await expect(tab.createButton).toBeEnabled();
  });
});
