import type { QuestionnaireResponse } from 'fhir/r4';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { Staff, type ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

const EXPIRY = 'Days until unused letters expire';

/** The Control Panel page, as a system administrator. */
async function controlPanel(host: ReferenceHost): Promise<void> {
  await host.signIn(Staff.administrator);
  await host.openControlPanel();
}

async function save(host: ReferenceHost): Promise<void> {
  await host.page.getByRole('button', { name: 'Save', exact: true }).click();
}

/** Saves, and waits until nothing is left to be saved. */
async function saved(host: ReferenceHost): Promise<void> {
  await save(host);
  await expect(host.main.getByText('The settings were saved.')).not.toHaveCount(0);
  await expect(host.main.getByText('Not saved yet')).toBeHidden();
}

test('settings: another workstation goes by a change at once, and the Control Panel says whose it was', async ({
  workstationA,
  openWorkstation,
  sharedRecord,
}) => {
  const workstationB = await openWorkstation('B');
  const tabB = await workstationB.openTab('Entwhistle');
  const acutes = tabB.services.getByRole('row', { name: /^Acutes/ });
  await expect(acutes).not.toContainText('Not offered');

  await controlPanel(workstationA);
  await workstationA.page.getByLabel('Acutes', { exact: true }).uncheck();
  await workstationA.page.getByLabel(EXPIRY, { exact: true }).fill('30');
  await saved(workstationA);
  await expect(workstationA.main).toContainText(/Changed by .+ on /);

  await expect(acutes).toContainText('Not offered');
  await controlPanel(workstationB);
  await expect(workstationB.page.getByLabel(EXPIRY, { exact: true })).toHaveValue('30');
  const responses = await sharedRecord.all<QuestionnaireResponse>('QuestionnaireResponse');
  expect(responses.map(({ subject }) => subject)).toEqual([undefined]);
  expect(workstationA.loads + workstationB.loads, 'no page was reloaded').toBe(2);
});

test('settings: two change the same at once; who comes second is told, and loses nothing', async ({
  workstationA,
  openWorkstation,
}) => {
  const workstationB = await openWorkstation('B');
  await controlPanel(workstationA);
  await controlPanel(workstationB);
  const here = workstationA.page.getByLabel(EXPIRY, { exact: true });
  await here.fill('21');
  await workstationB.page.getByLabel(EXPIRY, { exact: true }).fill('30');
  await workstationB.page
    .getByLabel('Days to activate a registered account', { exact: true })
    .fill('10');
  await saved(workstationB);
  await expect(workstationA.main).toContainText('changed this since you began. It is now: 30.');
  await save(workstationA);
  await expect(workstationA.main).toContainText(`has changed “${EXPIRY}” to 30 since you began`);
  await expect(here).toHaveValue('21');
  await saved(workstationA);
  await expect(workstationB.page.getByLabel(EXPIRY, { exact: true })).toHaveValue('21');
  await expect(
    workstationA.page.getByLabel('Days to activate a registered account', { exact: true }),
    'what else they changed stays',
  ).toHaveValue('10');
});

test('settings: without a network nothing is saved, nothing is lost, and nothing is sent later', async ({
  host: workstationA,
  context,
  sharedRecord,
}) => {
  await workstationA.open(Staff.administrator);
  // Saved before, so that what saves has loaded.
  await workstationA.setActivated(true);
  const days = workstationA.page.getByLabel(EXPIRY, { exact: true });
  await days.fill('21');
  await context.setOffline(true);
  await save(workstationA);
  await expect(workstationA.main).toContainText('settings are saved only while it can be');
  await expect(days).toHaveValue('21');
  await context.setOffline(false);
  expect(await sharedRecord.all('QuestionnaireResponse')).toEqual([]);
  await saved(workstationA);
  expect(await sharedRecord.all('QuestionnaireResponse')).toHaveLength(1);
});

test('settings: a preset ticks the services of a patient in one click, and saves nothing', async ({
  workstationA,
}) => {
  await controlPanel(workstationA);
  const { page } = workstationA;
  await page.getByRole('button', { name: 'Add “Appointments and repeats only”' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.getByLabel('Repeats', { exact: true }).first().uncheck();
  await saved(workstationA);

  await workstationA.signIn(Staff.receptionist);
  const tab = await workstationA.openTab('Entwhistle');
  const ticked = (service: string) => tab.services.getByLabel(`${service}: enabled`);
  await expect(ticked('Acutes')).toBeChecked();
  await tab.services.getByRole('button', { name: 'Appointments and repeats only' }).click();
  await expect(ticked('Appointments')).toBeChecked();
  await expect(ticked('Acutes')).not.toBeChecked();
  await expect(ticked('Patient Messaging')).not.toBeChecked();
  await expect(ticked('Repeats'), 'the practice does not offer it').not.toBeChecked();
  await expect(tab.services).toContainText('they cannot be ticked here now: Repeats.');
  await expect(tab.saveBar).toContainText('Not saved yet');
});

test('settings: patients read the welcome message, and see only services that are offered', async ({
  workstationA,
  patientSite,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  const letter = await readLetter(await workstationA.printedLetter());
  await patientSite.register(tokenDetails(letter));
  await patientSite.activate();
  await patientSite.signIn();
  await expect(patientSite.services).toContainText(['Order repeat prescriptions']);
  const message = patientSite.page.getByRole('region', { name: 'Message from your practice' });
  await expect(message).toHaveCount(0);

  await controlPanel(workstationA);
  const { page } = workstationA;
  await page.getByLabel('Welcome message').fill('We are closed on <b>1 March</b>.\nCroeso!');
  await page.getByLabel('Repeats', { exact: true }).first().uncheck();
  await saved(workstationA);

  await patientSite.signIn();
  await expect(message.getByRole('paragraph')).toHaveText([
    'We are closed on <b>1 March</b>.',
    'Croeso!',
  ]);
  await expect(patientSite.services.first()).toBeVisible();
  await expect(patientSite.services.filter({ hasText: 'Order repeat prescriptions' })).toHaveCount(
    0,
  );
});
