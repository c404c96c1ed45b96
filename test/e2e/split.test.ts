import { expect, test } from './server-fixture.ts';
import { expectAccessible } from './pages/axe.ts';
import { Staff, type ReferenceHost } from './pages/reference-host.ts';
import { readLetter, tokenDetails } from './letter-on-paper.ts';

/** Who has an account at the old practice; the record at the new one differs for the third and fourth, and lacks the last. */
const MOVERS = [
  'Pritchard',
  'Wójcik-Brzęczkowski',
  'Entwhistle',
  'Brackenbury',
  'Callister',
  'Reed',
];
const NEW = 'Brook Lane Surgery, Hollinbeck';
const AT_NEW = {
  administrator: 'Graham Oakley, System administrator',
  manager: 'Deborah Finch, Practice manager',
  receptionist: 'Sunita Rao, Receptionist',
} as const;

/** The page, opened by somebody who may. */
async function openSplit({ page, main }: ReferenceHost): Promise<void> {
  await page.getByRole('link', { name: 'Front screen' }).click();
  await page.getByRole('link', { name: 'Practice split and merge' }).click();
  await expect(main.getByRole('heading', { name: 'Transfer out' })).toBeVisible();
}

async function atNewPractice(host: ReferenceHost): Promise<void> {
  const practice = host.page.getByLabel('Practice', { exact: true });
  const option = practice.locator('option', { hasText: 'Brook Lane Surgery' });
  await practice.selectOption((await option.textContent()) ?? NEW);
  await host.signIn(AT_NEW.administrator as Staff);
  await host.setActivated(true);
  await host.signIn(AT_NEW.manager as Staff);
}

async function lookOut({ main }: ReferenceHost): Promise<void> {
  await main.getByLabel('Code of the new practice').fill('a99969');
  await main.getByLabel('Name of the new practice').fill('Brook Lane Surgery');
  await main.getByLabel('Day of the split or merge', { exact: true }).fill(today());
  await main.getByRole('button', { name: 'Look who would go' }).click();
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

test('a practice splits: accounts are handed over, taken in, taken back and matched by hand, and a patient learns where theirs is', async ({
  workstationA,
  openWorkstation,
  patientSite,
  sharedRecord,
}) => {
  test.slow();
  for (const [index, surname] of MOVERS.entries()) {
    const tab = await workstationA.openTab(surname);
    await tab.createShared(`p${index}@mail.example`);
    if (index === 0) {
      await tab.printLetter();
      await patientSite.register(
        tokenDetails(await readLetter(await workstationA.printedLetter())),
      );
      await patientSite.activate();
      await patientSite.signIn();
      await patientSite.signOut();
    }
  }
  await sharedRecord.changePatient('Reed', (patient) => ({ ...patient, deceasedBoolean: true }));
  await workstationA.page.getByRole('link', { name: 'Front screen' }).click();
  await workstationA.page.getByRole('link', { name: 'Practice split and merge' }).click();
  await expect(workstationA.main.getByText('Your role may not do this.')).toBeVisible();
  await workstationA.signIn(Staff.manager);
  await openSplit(workstationA);
  const { main } = workstationA;

  await test.step('who would go, and who stays', async () => {
    await lookOut(workstationA);
    await expect(
      main.getByText('5 accounts would go to Brook Lane Surgery.', { exact: true }),
    ).toBeVisible();
    await expect(main.getByText('1 would stay')).toBeVisible();
    await expectAccessible(workstationA.page, 'transfer out, looked at');
  });

  await test.step('they are handed over, as the look said', async () => {
    await main.getByRole('button', { name: 'Hand over 5 accounts' }).click();
    const job = main.getByRole('article', { name: 'Transfer out to Brook Lane Surgery (A99969)' });
    await expect(job).toContainText('Finished');
    await job.getByRole('button', { name: /^Compare/ }).click();
    await expect(job).toContainText('What came of it is what the look before said, for all 6.');
    await expect(main.getByText('5 accounts are handed over and not taken in.')).toBeVisible();
  });

  await test.step('one is taken back', async () => {
    const row = main.getByRole('listitem').filter({ hasText: /CALLISTER/i });
    await row.getByRole('button', { name: /^Take back/ }).click();
    await workstationA.page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await expect(main.getByText('4 accounts are handed over and not taken in.')).toBeVisible();
    const tab = await workstationA.openTab('Callister');
    await expect(tab.pills).not.toContainText('Disabled');
  });

  await test.step('at the old practice the account says where it went', async () => {
    const tab = await workstationA.openTab('Pritchard');
    await expect(tab.pills).toContainText('Moved');
    await tab.untilShared();
  });

  await test.step('a patient who signs in is told where to', async () => {
    await patientSite.signIn();
    await expect(patientSite.problem).toContainText('moved to Brook Lane Surgery');
  });

  const b = await openWorkstation('B');
  await atNewPractice(b);
  await openSplit(b);

  await test.step('the new practice takes in who fits, and sees the others beside the record', async () => {
    await b.main.getByRole('button', { name: 'Look what has arrived' }).click();
    await expect(b.main.getByText('2 accounts would be taken in.').first()).toBeVisible();
    await expect(b.main.getByText('2 transfers are for you to decide')).toBeVisible();
    await expectAccessible(b.page, 'transfer in, looked at');
    await b.main.getByRole('button', { name: 'Take in 2 accounts' }).click();
    const job = b.main.getByRole('article', { name: 'Transfer in' });
    await expect(job).toContainText('Finished');
  });

  await test.step('one is matched by hand, and one given back', async () => {
    await b.main.getByRole('button', { name: 'Look what has arrived' }).click();
    const other = b.main.getByRole('article', { name: /ENTWHISTLE/i });
    await other.getByRole('button', { name: 'It is this patient…' }).click();
    await b.page.getByRole('dialog').getByRole('button', { name: 'Take in' }).click();
    await expect(other).toHaveCount(0);
    const brackenbury = b.main.getByRole('article', { name: /BRACKENBURY/i });
    await brackenbury.getByText('Give back…').click();
    await brackenbury
      .getByLabel('Why it is given back')
      .selectOption({ label: 'Details do not agree' });
    await brackenbury.getByRole('button', { name: /^Give back/ }).click();
    await expect(brackenbury).toHaveCount(0);
  });

  await test.step('the accounts are there, with new letters to print', async () => {
    const tab = await b.openTab('Pritchard');
    await expect(tab.pills).toContainText('Created');
    await tab.untilShared();
  });

  await test.step('the old practice sees what was given back, and nothing of those taken in', async () => {
    await openSplit(b);
    await b.main.getByRole('button', { name: 'Look what has arrived' }).click();
    await expect(b.main.getByText('No transfer waits for this practice.').first()).toBeVisible();
    await expect(b.main.getByText(/being taken in/)).toHaveCount(0);
    await openSplit(workstationA);
    await expect(main.getByText('1 account is handed over and not taken in.')).toBeVisible();
    await expect(
      main.getByText(/Given back by the new practice: details do not agree/),
    ).toBeVisible();
  });
});
