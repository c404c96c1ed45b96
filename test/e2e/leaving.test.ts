import { expect, test } from './server-fixture.ts';

test('leaving: access ends by itself, nothing comes back by itself, and a changed name is told', async ({
  workstationA,
  sharedRecord,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();

  await test.step('the record has another surname: the letter no longer says what the record says', async () => {
    await sharedRecord.changePatient('Entwhistle', (patient) => ({
      ...patient,
      name: (patient.name ?? []).map((name) => ({ ...name, family: 'Entwhistle-Shaw' })),
    }));
    await expect(tab.account).toContainText('The letter was made for another surname.');
  });

  await test.step('the patient leaves while the tab is open: codes end, the account is disabled, and it says why', async () => {
    await sharedRecord.changePatient('Entwhistle-Shaw', (patient) => ({
      ...patient,
      active: false,
    }));
    await expect(tab.panel).toContainText('This patient is no longer registered here.');
    await expect(tab.pills).toContainText('Disabled');
    await expect(tab.printButton).toBeDisabled();
    await tab.untilShared();
  });

  await test.step('the patient comes back: nothing is given back, and the tab says what it takes', async () => {
    await sharedRecord.changePatient('Entwhistle-Shaw', (patient) => ({
      ...patient,
      active: true,
    }));
    await expect(tab.account).toContainText('The account ended when the patient left');
    await expect(tab.pills).toContainText('Disabled');
  });

  await test.step('identified again, and Global ticked, the same account is enabled', async () => {
    await tab.recordIdentification('Driving Licence');
    await expect(tab.account).not.toContainText('The account ended when the patient left');
    await tab.tick('Global', true);
    await tab.untilShared();
    await expect(tab.pills).not.toContainText('Disabled');
    expect(await sharedRecord.accounts()).toHaveLength(1);
  });
});
