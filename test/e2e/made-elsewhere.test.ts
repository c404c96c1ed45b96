import type { Person } from 'fhir/r4';
import { PRACTICES } from '../../demo/reference-host/server/practices.ts';
import { accountToPerson } from '../../services/fhir/mapping/account.ts';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { expect, test } from './server-fixture.ts';
import type { SharedRecord } from './shared-record.ts';

const [{ id: PRACTICE_ID } = { id: '' }] = PRACTICES;

/** An account as another system makes it, by the contract of the shared record. */
async function makeElsewhere(
  record: SharedRecord,
  family: string,
  status: 'created' | 'active',
): Promise<void> {
  const { id: patientRef = '' } = await record.patient(family);
  const person: Person = accountToPerson(
    {
      ...{ id: crypto.randomUUID(), practiceId: PRACTICE_ID, patientRef, status, enabled: true },
      ...{ accountId: '123456789015', createdAt: new Date().toISOString() },
      origin: { by: 'elsewhere', name: '<b>NHS login</b>' },
    },
    crypto.randomUUID(),
  );
  await record.seed([{ id: 'elsewhere', ...person }]);
}

test('an account that another system makes appears by itself, with who made it and since when it is known', async ({
  workstationA,
  openWorkstation,
  sharedRecord,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.recordIdentification();
  await makeElsewhere(sharedRecord, 'Entwhistle', 'active');
  await expect(tab.pills).toHaveText('Active');
  // As text, whatever another system writes.
  const said = tab.account.getByText(/Made by <b>NHS login<\/b> on .*, first seen here on /);
  await expect(said).toBeVisible();
  await expect(tab.createButton).toBeHidden();
  await tab.untilShared();
  const sentence = (await said.textContent()) ?? '';
  const tabB = await (await openWorkstation('B')).openTab('Entwhistle');
  await expect(tabB.account.getByText(sentence)).toBeVisible();
  expect(await sharedRecord.accounts()).toHaveLength(1);
});

test('where what reads it cannot be loaded the tab says that, and shows it as soon as that can be had', async ({
  workstationA,
  sharedRecord,
}) => {
  const { page } = workstationA;
  await workstationA.openTab('Entwhistle');
  const part = '**/plugin/records-*.js';
  await page.route(part, (route) => route.abort('connectionreset'));
  await page.reload();
  const tab = await workstationA.openTab('Entwhistle');
  await makeElsewhere(sharedRecord, 'Entwhistle', 'active');
  await expect(tab.sync).toContainText('could not be loaded. If this stays, reload the page.');
  await expect(tab.sync).not.toContainText('Offline');
  await expect(tab.pills).toHaveCount(0);
  await page.unroute(part);
  await expect(tab.pills).toHaveText('Active');
  await tab.untilShared();
});

test('creating one that was made elsewhere a moment earlier adopts it: staff are told, and a letter goes with the one there is', async ({
  workstationA,
  patientSite,
  sharedRecord,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.addEmail({ value: 'harold@mail.example', verified: true });
  await tab.recordIdentification();
  await tab.untilShared();
  const network = workstationA.page.context();
  await network.setOffline(true);
  await tab.create();
  await makeElsewhere(sharedRecord, 'Entwhistle', 'created');
  await network.setOffline(false);
  const told = tab.unsentWork.filter({ hasText: 'had already been created elsewhere' });
  await expect(told).toContainText('by <b>NHS login</b>');
  await told.getByRole('button', { name: 'Acknowledge' }).click();
  await tab.untilShared();
  expect(await sharedRecord.accounts()).toHaveLength(1);
  await expect(tab.account.getByText('1234 5678 9015')).toBeVisible();

  await tab.newLetter('The codes of the earlier letter have ended unused');
  await tab.printShownLetter();
  await tab.untilShared();
  await patientSite.register(tokenDetails(await readLetter(await workstationA.printedLetter())));
  await expect(tab.pills).toHaveText('Registered');
  expect(await sharedRecord.accounts()).toHaveLength(1);
});
