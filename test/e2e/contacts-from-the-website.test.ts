import { readLetter, tokenDetails } from './letter-on-paper.ts';
import type { PatientSitePages } from './pages/patient-site.ts';
import type { ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

async function signedInPatient(host: ReferenceHost, site: PatientSitePages): Promise<void> {
  const tab = await host.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  await site.register(tokenDetails(await readLetter(await host.printedLetter())));
  await site.activate();
  await site.signIn();
}

test('what the patient changed at the website is offered, taken over or left, and is one outcome for everybody', async ({
  workstationA,
  openWorkstation,
  patientSite,
  complaints,
}) => {
  await signedInPatient(workstationA, patientSite);
  const { tab } = workstationA;
  await patientSite.changeContacts({ email: 'harold.new@mail.example', mobile: '07700 900123' });
  await expect(patientSite.notice).toContainText('Your practice has been told');

  const changed = 'changed by the patient at the website on';
  await expect(tab.contacts).toContainText(`Email ${changed}`);
  await expect(tab.contacts).toContainText(`Mobile number ${changed}`);
  const email = tab.contacts.getByLabel('Email', { exact: true });
  await expect(email).toContainText('harold@mail.example');
  await expect(email).not.toContainText('harold.new@mail.example');
  const workstationB = await openWorkstation('B');
  await workstationB.page.route('**/plugin/offered-part-*.js', (route) => route.abort());
  const tabB = await workstationB.openTab('Entwhistle');
  await expect(tabB.contacts).toContainText('changed at the website cannot be shown');
  // The piece that did not load is what is said here.
  complaints.length = 0;
  await workstationB.page.unrouteAll({ behavior: 'wait' });
  await workstationB.main.getByRole('button', { name: 'Check now' }).click();
  await expect(tabB.contacts).toContainText(`Email ${changed}`);
  await expect(tabB.contacts).not.toContainText('cannot be shown');

  await tab.contacts.getByRole('button', { name: 'Take over: email address' }).click();
  await expect(email).toContainText('harold.new@mail.example (not verified)');
  await expect(email.locator('option:checked')).toHaveText('harold@mail.example');
  await expect(tab.contacts).toContainText('Preferred and verified');
  await expect(tabB.contacts).not.toContainText(`Email ${changed}`);

  await tabB.contacts.getByRole('button', { name: 'Leave as it is: mobile number' }).click();
  await expect(tabB.contacts).not.toContainText(changed);
  await expect(tab.contacts).not.toContainText(changed);
  await tab.untilShared();
  await tabB.untilShared();
});
