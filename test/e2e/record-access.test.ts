import { expect, test } from './server-fixture.ts';

test('record access: what speaks for care is asked first, and the decision stays beside the service', async ({
  workstationA,
  openWorkstation,
}) => {
  const tab = await workstationA.openTab('Dunmore');
  const summary = tab.services.getByLabel('Summary Data: enabled');

  await test.step('the record asks for a review, and access takes a reason', async () => {
    await tab.recordIdentification();
    await summary.check();
    await expect(tab.dialog).toContainText('asks for a review before access');
    await expect(tab.dialog).toContainText('The record is marked as restricted.');
    await expect(tab.dialog).not.toContainText(/pressure|abuse|coerc/i);
    await tab.dialog.getByRole('button', { name: 'Give access' }).click();
    await expect(tab.dialog).toContainText('Write why access is right all the same');
    await tab.dialog.getByRole('button', { name: 'Not now', exact: true }).click();
    await expect(tab.services).toContainText('Access decided: not now. Not saved yet.');
    await expect(summary).not.toBeChecked();
  });

  await test.step('a clinician decides otherwise, and who decided is seen elsewhere too', async () => {
    await summary.check();
    await tab.dialog.getByLabel(/Why access is right/).fill('Dr Rees has reviewed the record');
    await tab.dialog.getByRole('button', { name: 'Give access' }).click();
    await tab.createButton.click();
    await tab.dialog.getByRole('button', { name: 'Yes' }).click();
    await expect(tab.pills).toContainText('Created');
    await tab.dialog.getByRole('button', { name: 'Close' }).click();
    await tab.untilShared();
    const there = await (await openWorkstation('B')).openTab('Dunmore');
    await there.services.hover();
    await expect(there.services).toContainText('Access given: Aisha Kelsall');
    await expect(there.services).toContainText('Dr Rees has reviewed the record');
    await expect(there.services).toContainText('Access stays as it is until you change it.');
  });
});
