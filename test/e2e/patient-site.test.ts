import {
  byLinkageKey,
  byToken,
  createAccount,
  type Letter,
} from '../node/patient-site/practice-side.ts';
import { expect, test } from './server-fixture.ts';
import type { SharedRecord } from './shared-record.ts';
import { expectAccessible } from './pages/axe.ts';
import { GOOD_LOGIN, PatientSitePages } from './pages/patient-site.ts';

/** An account that a practice has created; its patient is in no file of the demonstration. */
function letterIn(sharedRecord: SharedRecord): Promise<Letter> {
  const options = { patientId: '9999999999', expiresOn: '2099-12-31' };
  return createAccount({ fhir: sharedRecord }, options);
}

const WAYS = [
  ['Registration Token', byToken],
  ['Linkage Key', byLinkageKey],
] as const;

for (const [way, detailsOf] of WAYS) {
  test(`a patient goes from letter to services by ${way}`, async ({
    sharedRecord,
    patientSite,
  }) => {
    const details = detailsOf(await letterIn(sharedRecord));
    await patientSite.open();
    await patientSite.register(details);
    await expect(patientSite.mailbox).toContainText('s••••@mail.example');
    await patientSite.activate();
    await expect(patientSite.notice).toContainText(`Sign in as ${GOOD_LOGIN.username}`);
    await patientSite.signIn();
    await expect(patientSite.services).toHaveText(['Order repeat prescriptions']);
    await expect(patientSite.mailbox).toBeHidden();

    await patientSite.page.reload();
    await expect(patientSite.services).toHaveText(['Order repeat prescriptions']);
    await patientSite.signOut();
    await patientSite.page.goto('/patient-services/#account');
    await expect(patientSite.heading).toHaveText('Sign in');
  });
}

test('what is wrong stands beside its field and in a summary that leads there', async ({
  patientSite,
}) => {
  const details = { practiceId: 'A99968', patientId: '9999999990', token: '' };
  await patientSite.enterTokenDetails(details);
  await expect(patientSite.problem).toBeFocused();
  await expect(patientSite.page).toHaveTitle(/^Error: /);
  const patientId = patientSite.page.getByLabel('Patient ID');
  await expect(patientId).toHaveAccessibleDescription(/Check each digit/);
  await patientSite.problem.getByRole('link', { name: 'Check each digit' }).click();
  await expect(patientId).toBeFocused();
});

test('no detail ever stands in an address', async ({ sharedRecord, patientSite }) => {
  const letter = await letterIn(sharedRecord);
  const addresses: string[] = [];
  patientSite.page.on('request', (request) => addresses.push(request.url()));
  patientSite.page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await patientSite.register(byToken(letter));
  const code = await patientSite.activationCode();
  await patientSite.activate();
  await patientSite.signIn();
  const all = addresses.join('\n');
  expect(all).toContain('/patient-services/api/registrations');
  const secrets = [letter.patientId, letter.token, letter.practiceId, code];
  for (const secret of [...secrets, GOOD_LOGIN.username]) expect(all).not.toContain(secret);
});

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const;

for (const look of LOOKS) {
  test(`every page is accessible, ${look.colorScheme}, ${look.viewport.width} pixels wide`, async ({
    sharedRecord,
    openContext,
  }) => {
    const letter = await letterIn(sharedRecord);
    // Only for axe, which is put into the page from outside.
    const context = await openContext({ ...look, bypassCSP: true });
    const page = await context.newPage();
    const site = new PatientSitePages(page);
    const check = async (): Promise<void> => {
      await expectAccessible(page, (await site.heading.textContent()) ?? '');
    };
    await site.open();
    await check();
    await page.goto('/patient-services/#register');
    await expect(site.heading).toHaveText(/register/i);
    await check();
    await site.enterTokenDetails({ practiceId: '', patientId: '', token: '' });
    await check();
    await site.enterTokenDetails(byToken(letter));
    await check();
    await site.chooseLogin();
    await check();
    await site.activate();
    await check();
    await site.signIn();
    await check();
  });
}
