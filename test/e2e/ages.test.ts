import type { FhirResource, Patient, Person, Task } from 'fhir/r4';
import { addDays, dateOf } from '../../services/domain/calendar.ts';
import { ACCOUNT_EXTENSION } from '../../services/fhir/vocabulary.ts';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { expect, onlyOnTheEmbeddedServer, test, type DemoOfTest } from './server-fixture.ts';

const LOCKED = 'Your account is locked. Please phone your practice.';
const TODAY = dateOf(new Date().toISOString());
const LONG_AGO = `${addDays(TODAY, -200)}T09:00:00.000Z`;

/** As if the days between had passed: what the server holds is of so long ago. */
async function put(demo: DemoOfTest, resource: FhirResource): Promise<void> {
  const address = `${demo.url}/fhir/R4/${resource.resourceType}/${resource.id ?? ''}`;
  const response = await fetch(address, {
    method: 'PUT',
    headers: {
      Authorization: `Bearer ${demo.serviceToken}`,
      'Content-Type': 'application/fhir+json',
      'If-Match': `W/"${resource.meta?.versionId ?? ''}"`,
    },
    body: JSON.stringify(resource),
  });
  expect(response.ok, await response.text()).toBe(true);
}

/** The account as it would be by now, with the 16th birthday on that day. */
function olderAccount(person: Person, suspendOn: string): Person {
  const extension = (person.extension ?? []).map((each) =>
    each.url === ACCOUNT_EXTENSION
      ? {
          ...each,
          extension: (each.extension ?? []).map((part) => {
            if (part.url === 'createdAt') return { ...part, valueInstant: LONG_AGO };
            return part.url === 'suspendOn' ? { ...part, valueDate: suspendOn } : part;
          }),
        }
      : each,
  );
  return { ...person, extension };
}

function suspendOn([account]: readonly Person[]): string | undefined {
  const state = account?.extension?.find(({ url }) => url === ACCOUNT_EXTENSION);
  return state?.extension?.find(({ url }) => url === 'suspendOn')?.valueDate;
}

/** As the tab writes it. */
function shortDate(instant: string): string {
  const parts = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Date(instant).toLocaleDateString('en-GB', { ...parts, timeZone: 'Europe/London' });
}

function born(patient: Patient, birthday: string): Patient {
  return { ...patient, birthDate: `${Number(birthday.slice(0, 4)) - 16}${birthday.slice(4)}` };
}

test('ages: an account set up for a young person ends at 16, at the practice and at the website', async ({
  demo,
  workstationA,
  patientSite,
  sharedRecord,
}) => {
  onlyOnTheEmbeddedServer('The dates of what is there are changed past everybody.');
  const soon = addDays(TODAY, 40);
  await put(demo, born(await sharedRecord.patient('Okonjo-Reed'), soon));
  const { birthDate } = await sharedRecord.patient('Okonjo-Reed');
  expect(birthDate?.slice(4)).toBe(soon.slice(4));
  const given = (await sharedRecord.patient('Okonjo-Reed')).name?.[0]?.given?.[0] ?? '';
  await workstationA.page.getByRole('link', { name: 'Front screen' }).click();
  await workstationA.page.getByLabel('Find patient').fill('Okonjo');
  await workstationA.page.getByRole('button', { name: 'Find', exact: true }).click();
  await workstationA.page.getByRole('link', { name: new RegExp(given, 'i') }).click();
  await workstationA.onlineServicesTab.click();
  const { tab } = workstationA;

  await test.step('who asks, and whether they understand, is asked before the account is made', async () => {
    await tab.addEmail({ value: 'young@mail.example', verified: true });
    await tab.recordIdentification();
    await tab.createButton.click();
    await tab.dialog.getByLabel('Who asks for it?').selectOption('The young person');
    await tab.dialog
      .getByLabel('Does the young person understand what it means?')
      .selectOption('Yes: a clinician has judged so');
    await tab.dialog.getByRole('button', { name: 'Go on' }).click();
    await tab.letterIsThere();
    await tab.printShownLetter();
    await tab.untilShared();
    await expect(tab.account).toContainText('is suspended for re-registration');
  });

  await test.step('the website tells the young person ahead of the day', async () => {
    await patientSite.register(tokenDetails(await readLetter(await workstationA.printedLetter())));
    await patientSite.activate();
    await patientSite.signIn();
    await expect(
      patientSite.page.getByRole('region', { name: 'About your account' }),
    ).toBeVisible();
    await expect(tab.pills).toContainText('Active');
  });

  await test.step('the birthday comes: the website lets nobody in, and the rule suspends', async () => {
    const [person] = await sharedRecord.accounts();
    if (person === undefined) throw new Error('There is no account.');
    const tasks = await sharedRecord.all<Task>('Task');
    for (const task of tasks) await put(demo, { ...task, authoredOn: LONG_AGO });
    await put(demo, olderAccount(person, soon));
    // The tab has seen that: the rule changes the account as it is now, not as it was.
    await expect(tab.account).toContainText(shortDate(LONG_AGO));
    await put(demo, born(await sharedRecord.patient('Okonjo-Reed'), TODAY));
    // Of a birthday that nobody was told of there is notice; the day of that comes here.
    await expect
      .poll(async () => suspendOn(await sharedRecord.accounts()))
      .toBe(addDays(TODAY, 28));
    await tab.untilShared();
    const [told] = await sharedRecord.accounts();
    if (told === undefined) throw new Error('There is no account.');
    await put(demo, olderAccount(told, TODAY));
    await expect(patientSite.notice).toHaveText(LOCKED);
    await expect(tab.account).toContainText('Reason: Set up for a child who is 16 now.');
    await expect(tab.panel).toContainText('Check the young person’s identity');
    await tab.untilShared();
  });

  await test.step('identity, reset and a new letter, then Global: the young person’s own', async () => {
    await tab.recordIdentification('Driving Licence');
    await tab.resetDisabledAccount('The patient cannot sign in, or forgot the username');
    await expect(tab.printButton).toBeDisabled();
    await tab.tick('Global', true);
    await expect(tab.pills).toHaveText('Created');
    await tab.previewLetter();
  });
});
