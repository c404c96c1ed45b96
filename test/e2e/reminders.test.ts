import type { Extension, Person } from 'fhir/r4';
import { ACCOUNT_EXTENSION } from '../../services/fhir/vocabulary.ts';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import type { PatientSitePages } from './pages/patient-site.ts';
import type { ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';
import type { SharedRecord } from './shared-record.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A patient with an account that is registered and not activated. */
async function registered(host: ReferenceHost, site: PatientSitePages): Promise<void> {
  const tab = await host.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  await site.register(tokenDetails(await readLetter(await host.printedLetter())));
  await expect(tab.pills).toHaveText('Registered');
}

/** As if the patient had registered eight days ago, and had six to go. */
async function eightDaysLater(sharedRecord: SharedRecord): Promise<void> {
  await sharedRecord.change<Person>('Person', (person) => ({
    ...person,
    extension: (person.extension ?? []).map((each) =>
      each.url === ACCOUNT_EXTENSION
        ? { ...each, extension: (each.extension ?? []).map(moved) }
        : each,
    ),
  }));
}

function moved(part: Extension): Extension {
  const { url, valueInstant } = part;
  const isDate = url === 'registeredAt' || url === 'activateBy';
  return isDate && valueInstant !== undefined
    ? { ...part, valueInstant: new Date(Date.parse(valueInstant) - 8 * DAY).toISOString() }
    : part;
}

test('who has registered and not activated is reminded once, and what became of it is told as it is', async ({
  workstationA,
  openWorkstation,
  patientSite,
  sharedRecord,
}) => {
  await registered(workstationA, patientSite);
  const { tab } = workstationA;
  await expect(tab.account).toContainText('Reminder due on');
  await expect(tab.account).toContainText('Activate by');
  const workstationB = await openWorkstation('B');
  const tabB = await workstationB.openTab('Entwhistle');
  await expect(tabB.account).toContainText('Reminder due on');

  await eightDaysLater(sharedRecord);
  const accepted = /Reminder accepted by the message service on .*, not known whether sent/;
  await expect(tab.account).toContainText(accepted);
  await expect(tabB.account).toContainText(accepted);

  const outbox = await openWorkstation('C');
  await outbox.openOutbox();
  await expect(outbox.messages).toHaveCount(1);
  await expect(outbox.messages).toContainText('Reminder to activate');
  await expect(outbox.messages).not.toContainText(/Entwhistle|Harold /);
  await outbox.messages.getByRole('button', { name: 'Deliver' }).click();
  await expect(tab.account).toContainText('Reminder sent on');
  await expect(tabB.account).toContainText('Reminder sent on');

  await patientSite.activate();
  await expect(tab.pills).toHaveText('Active');
  await expect(tab.account).not.toContainText('Reminder');
});

test('a reminder that fails is said to have failed, and can be sent again at once', async ({
  workstationA,
  openWorkstation,
  patientSite,
}) => {
  await registered(workstationA, patientSite);
  const { tab } = workstationA;
  await tab.account.getByRole('button', { name: 'Send reminder now' }).click();
  await expect(tab.account).toContainText('not known whether sent');
  await expect(tab.account).toContainText('was given a reminder today');
  const outbox = await openWorkstation('C');
  await outbox.openOutbox();
  await outbox.messages.getByRole('button', { name: 'Fail' }).click();
  await expect(tab.account).toContainText('the message service could not send it');
  await tab.account.getByRole('button', { name: 'Send reminder now' }).click();
  await expect(outbox.messages).toHaveCount(2);
});
