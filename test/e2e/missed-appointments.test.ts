import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('missed appointments: over the limit Appointments goes off by itself, and staff have a way back', async ({
  workstationA,
  openWorkstation,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');

  await test.step('the practice sets a limit', async () => {
    await workstationA.signIn(Staff.administrator);
    await workstationA.openControlPanel();
    const { page } = workstationA;
    await page.getByLabel('Missed appointments over which Appointments is switched off').fill('2');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(workstationA.main.getByText('The settings were saved.')).not.toHaveCount(0);
    await workstationA.signIn(Staff.receptionist);
  });

  const again = await workstationA.openTab('Entwhistle');
  const appointments = again.services.getByLabel('Appointments: enabled');
  await test.step('opened again, Appointments is off, with the reason and a note', async () => {
    await expect(again.services).toContainText('Reason: Missed appointments over the limit.');
    await expect(appointments).not.toBeChecked();
    await expect(again.services.getByLabel('Appointments: notes')).toHaveValue(/^3 missed since /);
    await expect(again.pills).toContainText('Created');
  });

  await test.step('on again takes a note, and the same appointments do not count again', async () => {
    await appointments.check();
    await again.saveBar.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(again.services).toContainText('why Appointments is switched on again');
    await again.services.getByLabel('Appointments: notes').fill('Came to talk about it');
    await again.saveBar.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(again.saveBar).toBeHidden();
    await again.untilShared();
    const there = await (await openWorkstation('B')).openTab('Entwhistle');
    await there.untilShared();
    await expect(there.services.getByLabel('Appointments: enabled')).toBeChecked();
  });
});
