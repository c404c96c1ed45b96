import { type Desk, expect } from './desk.ts';
import type { Stage } from './stage.ts';
import type { Studio } from './studio.ts';
import type { Applicant, Website } from './website.ts';

const SIAN: Applicant = {
  given: 'sian',
  family: 'PRITCHARD',
  birthDate: '14/5/1979',
  postcode: 'zz993vz',
  username: 'Heron42',
};

/** A basic account from the website's form to its upgrade or its end. */
export async function basicAccounts(stage: Stage): Promise<void> {
  const { studio, desk, site } = stage;
  await desk.changeSettings(async (page) => {
    await page.getByLabel('Let patients make a basic account without a letter').check();
  });
  await studio.take(desk.page, 'applications-empty', await desk.openApplications());
  await oneExactMatch(studio, desk, site);
  await upgradeOrReject(studio, desk);
  await whoeverMayBeMeant(stage);
  await rejected(studio, desk, site);
}

async function oneExactMatch(studio: Studio, desk: Desk, site: Website): Promise<void> {
  await site.fillApplication(SIAN);
  await studio.take(site.page, 'site-apply');
  await site.goOn('Ask the practice', 'Your practice has been asked');
  await studio.take(site.page, 'site-applied', 'screen');
  const applications = await desk.openApplications();
  await expect(applications.getByText('1 application was dealt with by itself.')).toBeVisible();
  await studio.take(desk.page, 'applications-matched', applications);
  await site.trySigningIn(SIAN.username);
  await site.shows('Your services');
  await studio.take(site.page, 'site-basic-account', 'screen');
}

async function upgradeOrReject(studio: Studio, desk: Desk): Promise<void> {
  await desk.openOnlineServices('Pritchard');
  await desk.recordIdentification();
  await desk.upToDate();
  await studio.take(desk.page, 'tab-basic-account');
  await studio.takeEverywhere(desk.page, 'account-basic', desk.account);
  await desk.button('Upgrade OSU Account…').click();
  await studio.takeEverywhere(desk.page, 'dialog-upgrade', desk.dialog);
  await desk.dialog.getByLabel('Username that the patient tells you').fill('Finch7');
  await desk.dialog.getByRole('button', { name: 'Upgrade account', exact: true }).click();
  await expect(desk.dialog.getByText('somebody else made the account').first()).toBeVisible();
  await studio.take(desk.page, 'dialog-upgrade-refused', desk.dialog);
  await desk.closeDialog();
  await desk.button('Reject OSU account…').click();
  await expect(desk.dialog.getByRole('combobox')).toBeVisible();
  await studio.takeEverywhere(desk.page, 'dialog-reject-basic-account', desk.dialog);
  await desk.closeDialog();
}

/** Two patients of one name and birth date: what was typed beside both. */
async function whoeverMayBeMeant({ studio, desk, site, record }: Stage): Promise<void> {
  const { id: _id, meta: _meta, identifier: _own, ...harold } = await record.patient('Entwhistle');
  await record.add({
    ...harold,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990009988' }],
    address: [{ use: 'home', line: ['7 Other Lane'], city: 'Hollin', postalCode: 'ZZ99 7AA' }],
  });
  await site.apply({
    given: 'Harold',
    family: 'Entwhistle',
    birthDate: '30/8/1941',
    postcode: harold.address?.[0]?.postalCode ?? '',
    username: 'Wren7',
  });
  const applications = await desk.openApplications();
  await expect(applications.getByRole('table')).toHaveCount(2);
  await studio.takeEverywhere(desk.page, 'applications-ambiguous', applications);
  const match = applications.getByRole('button', { name: 'Match to this patient…' });
  await match.first().click();
  await studio.take(desk.page, 'dialog-match', desk.dialog);
  await desk.closeDialog();
  await match.first().click();
  await desk.dialog.getByRole('button', { name: 'Match' }).click();
  await expect(applications.getByText('No application waits for staff.')).toBeVisible();
}

async function rejected(studio: Studio, desk: Desk, site: Website): Promise<void> {
  await site.apply({ ...SIAN, family: 'Nobody', username: 'Finch7' });
  const applications = await desk.openApplications();
  await applications.getByText('Reject…').click();
  await applications.getByLabel('Reason', { exact: true }).selectOption('Not found here');
  await studio.takeEverywhere(desk.page, 'applications-reject', applications);
  await applications.getByRole('button', { name: 'Reject sian Nobody' }).click();
  await expect(applications.getByText('No application waits for staff.')).toBeVisible();
  await site.trySigningIn('Finch7');
  await expect(site.page.getByText('could not make the account')).toBeVisible();
  await studio.take(site.page, 'site-rejected', 'screen');
}
