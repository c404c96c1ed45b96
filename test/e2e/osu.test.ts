import { PRACTICES } from '../../demo/reference-host/server/practices.ts';
import { expect, test } from './server-fixture.ts';
import { Staff, type ReferenceHost } from './pages/reference-host.ts';
import type { PatientSitePages } from './pages/patient-site.ts';
import type { SharedRecord } from './shared-record.ts';

const [{ id: PRACTICE_ID } = { id: '' }] = PRACTICES;
const LOGIN = { username: 'Heron42', password: 'heron flies 42' };
const SIAN = { given: 'sian', family: 'PRITCHARD', birthDate: '14/5/1979', postcode: 'zz993vz' };

/** The practice lets patients make a basic account; the receptionist is back at the desk. */
async function allowBasicAccounts(host: ReferenceHost): Promise<void> {
  await host.signIn(Staff.administrator);
  await host.allowBasicAccounts();
  await host.signIn(Staff.receptionist);
}

/** Somebody of the same name and birth date as Siân Pritchard. */
async function addNamesake(record: SharedRecord): Promise<void> {
  const { meta: _meta, identifier: _identifier, ...sian } = await record.patient('Pritchard');
  await record.seed([
    {
      ...sian,
      id: 'namesake',
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990009988' }],
      address: [{ use: 'home', line: ['7 Other Lane'], city: 'Hollin', postalCode: 'ZZ99 7AA' }],
    } as never,
  ]);
}

async function booked({ page }: PatientSitePages): Promise<string> {
  await page.getByRole('link', { name: 'Your appointments' }).click();
  await page
    .getByRole('button', { name: /^Book / })
    .first()
    .click();
  const mine = page.getByRole('region', { name: 'Booked' }).getByRole('button');
  await expect(mine).toHaveCount(1);
  return (await mine.textContent()) ?? '';
}

test('a patient makes a basic account, books an appointment, is upgraded, and goes on with the same username', async ({
  workstationA,
  patientSite,
}) => {
  await allowBasicAccounts(workstationA);
  await patientSite.apply({ ...SIAN, practiceId: PRACTICE_ID, ...LOGIN });
  await expect(patientSite.heading).toHaveText('Your practice has been asked');
  await patientSite.trySignIn(LOGIN);
  await expect(patientSite.notice).toContainText('has not decided yet');

  await workstationA.openApplications();
  await expect(
    workstationA.main.getByText('1 application was dealt with by itself.'),
  ).toBeVisible();
  await patientSite.trySignIn(LOGIN);
  await expect(patientSite.services).toHaveText(['Book and cancel appointments']);
  const appointment = await booked(patientSite);
  await patientSite.page
    .getByRole('button', { name: /^Book / })
    .first()
    .click();
  await expect(patientSite.problem).toContainText('You have an appointment already.');

  const tab = await workstationA.openTab('Pritchard');
  await expect(tab.pills).toContainText('Online Services User');
  await expect(tab.services.getByLabel('Repeats: enabled')).toBeDisabled();
  await tab.recordIdentification();
  await tab.upgrade('Finch7');
  await expect(tab.dialog).toContainText('somebody else made the account');
  await tab.dialog.getByRole('button', { name: 'Cancel' }).click();
  await tab.upgrade('heron42');
  await expect(tab.dialog).toBeHidden();
  await expect(tab.pills).toHaveText('Active');
  await tab.untilShared();

  await patientSite.trySignIn(LOGIN);
  await expect(patientSite.services).toContainText([
    ...['Book and cancel appointments', 'Order repeat prescriptions'],
  ]);
  await patientSite.page.getByRole('link', { name: 'Your appointments' }).click();
  const mine = patientSite.page.getByRole('region', { name: 'Booked' }).getByRole('button');
  await expect(mine).toHaveText(appointment);
});

test('two patients of one name and birth date are never matched by themselves: staff match the right one', async ({
  workstationA,
  patientSite,
  sharedRecord,
}) => {
  await allowBasicAccounts(workstationA);
  await addNamesake(sharedRecord);
  await patientSite.apply({ ...SIAN, practiceId: PRACTICE_ID, ...LOGIN });
  await workstationA.openApplications();
  const { main, page } = workstationA;
  await expect(main.getByText('More than one patient may be meant.')).toBeVisible();
  expect(await sharedRecord.accounts()).toHaveLength(0);

  const right = main.getByRole('table').filter({ hasText: 'ZZ99 3VZ' });
  await expect(main.getByRole('table')).toHaveCount(2);
  await expect(main.getByRole('table').filter({ hasText: 'ZZ99 7AA' })).toContainText('Differs');
  await right.locator('..').getByRole('button', { name: 'Match to this patient…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Match' }).click();
  await expect(main.getByText('No application waits for staff.')).toBeVisible();
  const [account, ...others] = await sharedRecord.accounts();
  expect(others).toHaveLength(0);
  const { id } = await sharedRecord.patient('Pritchard');
  expect(account?.link?.[0]?.target.reference).toBe(`Patient/${id ?? ''}`);
  await patientSite.trySignIn(LOGIN);
  await expect(patientSite.services).toHaveText(['Book and cancel appointments']);
});

test('who is rejected learns that the account could not be made, and nothing else; nor does the form tell who is known', async ({
  workstationA,
  patientSite,
  sharedRecord,
}) => {
  const typed = { ...SIAN, practiceId: PRACTICE_ID, ...LOGIN };
  await patientSite.apply(typed);
  await expect(patientSite.problem).toContainText('makes no accounts without a letter');
  await allowBasicAccounts(workstationA);
  await patientSite.apply({ ...typed, family: 'Nobody' });
  await expect(patientSite.heading).toHaveText('Your practice has been asked');

  await workstationA.openApplications();
  const { main } = workstationA;
  await expect(main.getByText('Nobody at this practice has exactly these details.')).toBeVisible();
  await main.getByText('Reject…').click();
  await main.getByLabel('Reason', { exact: true }).selectOption('Not found here');
  await main.getByRole('button', { name: 'Reject sian Nobody' }).click();
  await expect(main.getByText('No application waits for staff.')).toBeVisible();
  expect(await sharedRecord.accounts()).toHaveLength(0);
  await patientSite.trySignIn(LOGIN);
  await expect(patientSite.notice).toHaveText(
    'The practice could not make the account. Please phone your practice.',
  );
});
