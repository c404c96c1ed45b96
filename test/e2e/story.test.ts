import { linkageKeyDetails, readLetter, tokenDetails } from './letter-on-paper.ts';
import { CHROMIUM_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

// With all that a browser has, its viewer for letters too.
test.use({ launchOptions: { executablePath: ensureBrowser(), args: [...CHROMIUM_FLAGS] } });

const WAYS = [
  ['Registration Token', tokenDetails],
  ['Linkage Key', linkageKeyDetails],
] as const;

for (const [way, detailsOf] of WAYS) {
  test(`from Control Panel to an active account by ${way}`, async ({ host, patientSite }) => {
    const { tab } = host;
    await host.open(Staff.administrator);
    await host.openPatient('Entwhistle');
    await expect(host.onlineServicesTab).toHaveCount(0);
    await host.setActivated(true);
    await host.signIn(Staff.receptionist);

    await host.openTab('Entwhistle');
    await expect(tab.contacts).toContainText('No email address recorded');
    await tab.addEmail({ value: 'harold@mail.example' });
    await expect(tab.contacts).toContainText('Not verified: gets no messages');
    await tab.verifyEmail();
    await expect(tab.contacts).toContainText('Preferred and verified');

    await expect(tab.createButton).toBeDisabled();
    await tab.recordIdentification('Passport');
    await tab.create();
    await tab.untilShared();
    await expect(tab.pills).toHaveText('Created');

    await tab.previewLetter();
    await expect(tab.dialog.getByTitle('Preview of the letter')).toBeVisible();
    await tab.printShownLetter();
    const letter = await readLetter(await host.printedLetter());
    expect(letter.practiceId).toBe('A99968');
    expect(letter.patientId).toBe('999 000 0042');
    await expect(tab.account).toContainText(letter.accountId);
    expect(letter.text).toContain('Mr Harold Entwhistle');
    expect(letter.text).not.toContain('Copy');

    await patientSite.register(detailsOf(letter));
    await expect(tab.pills).toHaveText('Registered');
    await patientSite.activate();
    await expect(tab.pills).toHaveText('Active');
    await patientSite.signIn();
    await expect(patientSite.services).toContainText(['Order repeat prescriptions']);
    expect(host.loads, 'the page was never reloaded').toBe(1);
  });
}
