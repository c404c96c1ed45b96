import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { GOOD_LOGIN, type PatientSitePages, type TokenDetails } from './pages/patient-site.ts';
import type { ReferenceHost } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

async function detailsOf(host: ReferenceHost): Promise<TokenDetails> {
  return tokenDetails(await readLetter(await host.printedLetter()));
}

/** A patient with an active account and its letter printed; gives the details of the letter. */
async function activeAccount(host: ReferenceHost, site: PatientSitePages): Promise<TokenDetails> {
  const tab = await host.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  const details = await detailsOf(host);
  await site.register(details);
  await site.activate();
  await expect(tab.pills).toHaveText('Active');
  return details;
}

test('a reset signs the patient out by itself; old codes and password are refused, the new letter works, services are as before', async ({
  workstationA,
  patientSite,
}) => {
  const { tab } = workstationA;
  const old = await activeAccount(workstationA, patientSite);
  await patientSite.signIn();
  const services = await patientSite.services.allTextContents();

  await tab.resetAccount('The wrong person got in, or used the account');
  await tab.printShownLetter();
  await expect(tab.pills).toContainText('Created');
  await tab.untilShared();
  await expect(patientSite.heading).toHaveText('Sign in');
  await patientSite.signIn();
  await expect(patientSite.problem).toContainText('The username or password is wrong.');
  await patientSite.enterTokenDetails(old);
  await expect(patientSite.problem).toContainText('These details do not match.');

  await patientSite.register(await detailsOf(workstationA));
  await patientSite.activate();
  await expect(tab.pills).toHaveText('Active');
  await patientSite.signIn(GOOD_LOGIN);
  await expect(patientSite.services).toHaveText(services);
});

test('two workstations that reset at once make one reset, and the other letter is called in', async ({
  workstationA,
  openWorkstation,
  patientSite,
}) => {
  await activeAccount(workstationA, patientSite);
  const workstationB = await openWorkstation('B');
  // Fetched in idle time: it has to be there before the network goes.
  const letterMaker = workstationB.page.waitForResponse('**/letter-worker*.js');
  const tabB = await workstationB.openTab('Entwhistle');
  await expect(tabB.pills).toHaveText('Active');
  await tabB.startIdentification();
  await letterMaker;

  const network = workstationB.page.context();
  await network.setOffline(true);
  await tabB.resetAccount('The patient cannot sign in, or forgot the username');
  await tabB.printShownLetter();
  const dropped = await detailsOf(workstationB);
  const tabA = workstationA.tab;
  await tabA.resetAccount('The patient cannot sign in, or forgot the username');
  await tabA.printShownLetter();
  await tabA.untilShared();
  const standing = await detailsOf(workstationA);

  await network.setOffline(false);
  const told = tabB.unsentWork.filter({
    hasText: 'had already reset this patient’s account elsewhere',
  });
  await expect(told).toContainText('destroy it');
  await told.getByRole('button', { name: 'Acknowledge' }).click();
  await tabB.untilShared();
  await patientSite.enterTokenDetails(dropped);
  await expect(patientSite.problem).toContainText('These details do not match.');
  await patientSite.register(standing);
  await expect(tabA.pills).toHaveText('Registered');
  await expect(tabB.pills).toHaveText('Registered');
});

test('a letter that was lost stops at once; one that is reprinted says that it is a copy', async ({
  workstationA,
  patientSite,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  const lost = await detailsOf(workstationA);
  await expect(tab.account.getByRole('button', { name: 'Reprint letter…' })).toBeVisible();
  await tab.previewLetter();
  await expect(tab.dialog).toContainText('Copy 1');
  await tab.closeNewLetter();

  await tab.newLetter('The letter was lost, or seen by somebody else');
  await tab.printShownLetter();
  await tab.untilShared();
  await patientSite.enterTokenDetails(lost);
  await expect(patientSite.problem).toContainText('These details do not match.');
  await patientSite.register(await detailsOf(workstationA));
  await expect(tab.pills).toHaveText('Registered');
});
