import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { GOOD_LOGIN, type PatientSitePages } from './pages/patient-site.ts';
import type { ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

const WRONG = { ...GOOD_LOGIN, password: 'not my heron 1' };

/** A patient with an active account, and the tab that shows it. */
async function activeAccount(
  host: ReferenceHost,
  site: PatientSitePages,
): Promise<ReferenceHost['tab']> {
  const tab = await host.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  await site.register(tokenDetails(await readLetter(await host.printedLetter())));
  await site.activate();
  await expect(tab.pills).toHaveText('Active');
  return tab;
}

test('five wrong passwords lock the account; staff unlock it and the patient is in', async ({
  workstationA,
  patientSite,
}) => {
  const tab = await activeAccount(workstationA, patientSite);
  for (let time = 1; time <= 5; time += 1) await patientSite.signIn(WRONG);
  await expect(patientSite.problem).toContainText('Your account is locked');
  await expect(tab.pills).toHaveText('Locked');
  await expect(tab.account).toContainText('Five failed log-ins in a row locked the account.');
  await expect(tab.account).toContainText('Locked until');

  await tab.account.getByRole('button', { name: 'Unlock account' }).click();
  await expect(tab.pills).toContainText('Active');
  await tab.untilShared();
  await patientSite.signIn();
  await expect(patientSite.heading).toHaveText('Your services');
  await expect(tab.pills).toHaveText('Active');
});

test('an account that the practice disabled is not Locked on the tab, and the patient is told to phone', async ({
  workstationA,
  patientSite,
}) => {
  const tab = await activeAccount(workstationA, patientSite);
  await tab.tick('Global', false);
  await expect(tab.pills).toContainText('Disabled by practice');
  await expect(tab.pills).not.toContainText('Locked');
  await tab.untilShared();
  await patientSite.signIn();
  await expect(patientSite.problem).toContainText(
    'Your account is locked. Please phone your practice.',
  );

  await tab.tick('Global', true);
  await tab.untilShared();
  await expect(tab.pills).toHaveText('Active');
  await patientSite.signIn();
  await expect(patientSite.heading).toHaveText('Your services');
});

test('an account that is locked and disabled says both, and each ends by itself', async ({
  workstationA,
  openWorkstation,
  patientSite,
}) => {
  const tab = await activeAccount(workstationA, patientSite);
  const other = await (await openWorkstation('B')).openTab('Entwhistle');
  for (let time = 1; time <= 5; time += 1) await patientSite.signIn(WRONG);
  await expect(patientSite.problem).toContainText('It unlocks by itself at');
  await expect(tab.pills).toHaveText('Locked');
  await tab.tick('Global', false, 'Safeguarding');
  for (const each of [tab, other]) {
    await expect(each.pills).toContainText('Locked');
    await expect(each.pills).toContainText('Disabled by practice');
    await expect(each.account).toContainText('Locked until');
    await expect(each.account).toContainText('Reason: Safeguarding.');
  }
  await tab.untilShared();
  await patientSite.signIn();
  await expect(patientSite.problem).toContainText(
    'Your account is locked. Please phone your practice.',
  );

  await other.account.getByRole('button', { name: 'Unlock account' }).click();
  await expect(tab.pills).toContainText('Active');
  await expect(tab.pills).toContainText('Disabled by practice');
  await tab.tick('Global', true);
  await tab.untilShared();
  await expect(other.pills).toHaveText('Active');
  await patientSite.signIn();
  await expect(patientSite.heading).toHaveText('Your services');
});
