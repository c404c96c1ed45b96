import type { Provenance } from 'fhir/r4';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import type { PatientSitePages } from './pages/patient-site.ts';
import { expect, test } from './server-fixture.ts';

const NOTE = 'Mother of two asked Dr Rees';
const LOCKED = 'Your account is locked. Please phone your practice.';

/** Everything that the site's server tells the patient's browser. */
function answersOf({ page }: PatientSitePages): readonly Promise<string>[] {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''));
  });
  return answers;
}

test('services and disabling: a reason at the practice, and never a word of it at the website', async ({
  workstationA,
  openWorkstation,
  patientSite,
  sharedRecord,
}) => {
  const tabA = await workstationA.openTab('Entwhistle');
  const answers = answersOf(patientSite);

  await test.step('a patient is signed in, and two workstations show their account', async () => {
    await tabA.createShared('harold@mail.example');
    await tabA.printLetter();
    await patientSite.register(tokenDetails(await readLetter(await workstationA.printedLetter())));
    await patientSite.activate();
    await patientSite.signIn();
    await expect(patientSite.services.filter({ hasText: 'appointments' })).toBeVisible();
  });
  const tabB = await (await openWorkstation('B')).openTab('Entwhistle');
  await expect(tabB.pills).toHaveText('Active');

  await test.step('switching a service off takes a reason, which is asked for in its row', async () => {
    await tabA.services.getByLabel('Appointments: enabled').uncheck();
    await tabA.saveBar.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tabA.reasonFor('Appointments')).toBeFocused();
    await expect(tabA.services).toContainText('Choose why Appointments is switched off.');
    await tabA.tick('Appointments', false, 'Missed appointments', 'Missed three');
  });

  await test.step('the other workstation shows it; at the website the service goes by itself', async () => {
    await expect(tabB.services).toContainText(/Off since .*Reason: Missed appointments\./);
    await expect(tabB.services.getByLabel('Appointments: notes')).toHaveValue('Missed three');
    await expect(patientSite.services.filter({ hasText: 'appointments' })).toHaveCount(0);
    await expect(patientSite.services.first()).toBeVisible();
  });

  await test.step('Global off ends the open session, and says what the website says', async () => {
    await tabA.tick('Global', false, 'Safeguarding', NOTE);
    await expect(patientSite.heading).toHaveText('Sign in');
    await expect(patientSite.notice).toHaveText(LOCKED);
    await patientSite.signIn();
    await expect(patientSite.problem).toContainText(LOCKED);
    await expect(tabB.account).toContainText('Reason: Safeguarding.');
    await expect(tabB.services).toContainText('Global is off: the tick has no effect');
  });

  await test.step('on again at the other workstation: same username, no reason or note any more', async () => {
    await tabB.tick('Global', true);
    await tabB.untilShared();
    await patientSite.signIn();
    await expect(patientSite.heading).toHaveText('Your services');
    await expect(tabA.pills).toHaveText('Active');
    await expect(tabA.services.getByLabel('Global: notes')).toHaveValue('');
    await expect(tabA.services).not.toContainText('Safeguarding');
  });

  await test.step('the history keeps both; the website was told neither', async () => {
    await expect(tabB.sync).not.toContainText('audit entr');
    const rows = await sharedRecord.all<Provenance>('Provenance');
    const why = rows.flatMap(({ reason }) => reason?.[0]?.text ?? []);
    expect(why.filter((text) => text.includes(NOTE))).toHaveLength(2);
    const told = (await Promise.all(answers)).join('\n');
    expect(told).toContain('Your account is locked');
    for (const secret of [NOTE, 'Missed three', /safeguarding/i, /missed.appointments/i]) {
      expect(told).not.toMatch(secret);
    }
  });
});

test('services and disabling: what one workstation switches off, another that has not seen it does not switch on', async ({
  workstationA,
  openWorkstation,
  page,
}) => {
  const tabA = await workstationA.openTab('Entwhistle');
  await tabA.createShared('harold@mail.example');
  await tabA.tick('Global', false, 'Misuse');
  await tabA.untilShared();
  const tabB = await (await openWorkstation('B')).openTab('Entwhistle');
  await expect(tabB.account).toContainText('Reason: Misuse.');

  await test.step('A, offline, switches on what it has seen', async () => {
    await page.context().setOffline(true);
    await tabA.tick('Global', true);
    await expect(tabA.pills).toContainText('Not sent yet');
  });

  await test.step('B, meanwhile, switches it on and, for a graver reason, off again', async () => {
    await tabB.tick('Global', true);
    await tabB.untilShared();
    await tabB.tick('Global', false, 'Safeguarding');
    await tabB.untilShared();
  });

  await test.step('off it stays at both, and nobody is asked anything', async () => {
    await page.context().setOffline(false);
    await tabA.untilShared();
    for (const tab of [tabA, tabB]) {
      await expect(tab.account).toContainText('Reason: Safeguarding.');
      await expect(tab.services.getByLabel('Global: enabled')).not.toBeChecked();
    }
  });
});

test('services and disabling by keyboard alone, at 320 pixels', async ({ workstationA, page }) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await page.setViewportSize({ width: 320, height: 700 });
  await tab.services.getByLabel('Repeats: enabled').focus();
  await page.keyboard.press('Space');
  await expect(tab.reasonFor('Repeats')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(tab.reasonFor('Repeats')).toBeFocused();
  await page.keyboard.type('Patient opted');
  await expect(tab.reasonFor('Repeats')).toHaveValue('patient-opted-out');
  await page.keyboard.press('Tab');
  await expect(tab.services.getByLabel('Repeats: notes')).toBeFocused();
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
  expect(wide, 'nothing sticks out').toBe(false);
  await page.keyboard.press('Enter');
  await expect(tab.saveBar).toBeHidden();
  await expect(tab.services).toContainText('Reason: Patient opted out.');
});
