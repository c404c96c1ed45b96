import type { Page } from '@playwright/test';
import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { expectAccessible } from './pages/axe.ts';
import { PRACTICES } from '../../demo/reference-host/server/practices.ts';
import { GOOD_LOGIN } from './pages/patient-site.ts';
import { ReferenceHost, Staff } from './pages/reference-host.ts';
import { expect, test as base } from './server-fixture.ts';

interface AccessibilityFixtures {
  /** The host in a browser that axe can be put into. */
  readonly open: ReferenceHost;
  /** Checks the page as it is now, in every look. */
  readonly check: (state: string) => Promise<void>;
  /** By their names. */
  readonly looks: Readonly<Record<string, Look>>;
}

interface Look {
  readonly colours: Parameters<Page['emulateMedia']>[0];
  readonly size: { readonly width: number; readonly height: number };
}

const WIDE = { width: 1280, height: 800 };
const AS_AT_A_DESK: Look = { colours: { colorScheme: 'light', forcedColors: 'none' }, size: WIDE };

/** Each state is walked to once. A small dark screen is one of 1280 pixels at 400 % zoom, too. */
const LOOKS: Readonly<Record<string, Look>> = {
  'dark and 320 pixels wide': {
    colours: { colorScheme: 'dark', forcedColors: 'none' },
    size: { width: 320, height: 640 },
  },
  'light and wide': AS_AT_A_DESK,
};
const ALL_LOOKS: typeof LOOKS = {
  'in the colours that the system forces': {
    colours: { colorScheme: 'light', forcedColors: 'active' },
    size: WIDE,
  },
  ...LOOKS,
};

async function show(page: Page, { colours, size }: Look): Promise<void> {
  await page.emulateMedia(colours);
  await page.setViewportSize(size);
}

/** The host follows the computer, and tells the plugin. */
async function expectColours(page: Page, { colours }: Look): Promise<void> {
  const theme = colours?.colorScheme ?? '';
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

const test = base.extend<AccessibilityFixtures>({
  looks: [LOOKS, { option: true }],
  open: async ({ openContext }, use) => {
    const page = await (await openContext({ bypassCSP: true })).newPage();
    await show(page, AS_AT_A_DESK);
    await use(new ReferenceHost(page));
  },
  check: async ({ open: { page }, looks }, use) => {
    await use(async (state) => {
      for (const [name, look] of Object.entries(looks)) {
        await show(page, look);
        await expectColours(page, look);
        await expectAccessible(page, `${state}, ${name}`);
      }
    });
  },
});

/** Somebody who makes a basic account without a letter. */
const SIAN = {
  practiceId: PRACTICES[0]?.id ?? '',
  ...{ given: 'Siân', family: 'Pritchard', birthDate: '14/5/1979', postcode: 'ZZ99 3VZ' },
  ...{ username: 'Wagtail42', password: 'wagtail flies 42' },
};

test.describe('looked at with axe', () => {
  test.slow();

  test('screens of the host', async ({ open, check }) => {
    await open.open(Staff.receptionist);
    await expect(open.page.getByRole('heading', { level: 1 })).toBeVisible();
    await check('front screen');
    await open.page.getByRole('button', { name: 'List all' }).click();
    await expect(open.page.getByRole('table')).toBeVisible();
    await check('front screen with everybody');
    await open.page.getByLabel('Find patient').fill('Nobody at all');
    await open.page.keyboard.press('Enter');
    await expect(open.main).toContainText('No patients found.');
    await check('front screen with nobody');

    await open.openControlPanel();
    await check('settings that one may not change');
    await open.signIn(Staff.administrator);
    await expect(open.activation).toBeEnabled();
    await check('settings');
    await open.page.getByLabel('Days until unused letters expire').fill('0');
    await open.page.getByRole('button', { name: 'Save' }).click();
    await expect(open.main).toContainText('The settings were not saved.');
    await check('settings that were refused');
    await open.page.getByRole('button', { name: 'Cancel' }).click();
    await open.setActivated(true);
    await check('settings that were saved');

    await open.openPatient('Nightingale-Frost');
    await check('Patient');
    await open.page.getByRole('tab', { name: 'Address' }).click();
    await check('Address');
    await open.page.getByRole('button', { name: 'Actions' }).click();
    await check('Actions');
    await open.page.keyboard.press('Escape');
    await open.page.getByRole('button', { name: 'Commands' }).click();
    await check('commands');
  });

  test('the tab before there is an account', async ({ open, check }) => {
    const { tab, page } = open;
    await open.openActivated();
    await open.openTab('Entwhistle');
    await expect(tab.createButton).toBeVisible();
    await check('no account');
    for (const surname of ['Featherstonehaugh', 'Reed', 'Halloway', 'Quillard']) {
      await open.openTab(surname);
      await expect(tab.createButton).toBeVisible();
      await check(`no account, ${surname}`);
    }
    await open.signIn(Staff.administrator);
    await open.openTab('Entwhistle');
    await expect(tab.account).toContainText('Your role may not do this.');
    await check('nothing allowed');
    await open.signIn(Staff.nobody);
    await expect(page.getByLabel('Find patient')).toBeVisible();
    await check('signed out');
    await page.route('**/host-api/sign-in', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as object;
      await route.fulfill({ response, json: { ...answer, permissions: [] } });
    });
    await open.signIn(Staff.manager);
    await open.openPatient('Entwhistle');
    await open.onlineServicesTab.click();
    await expect(tab.account).toHaveCount(0);
    await check('not permitted');
  });

  test('every dialog', async ({ open, check }) => {
    const { tab, page } = open;
    await open.openActivated();
    await open.openTab('Entwhistle');
    // What is built leaves out indentation: neither a shape of a picture nor a space between words may go with it.
    await expect(tab.panel.locator('circle + path').first()).toBeVisible();
    await tab.contacts.getByRole('button', { name: 'Add… email address' }).click();
    await expect(tab.dialog).toContainText('Harold (Mr) · Born 30 Aug 1941 · NHS number');
    await check('Communication');
    await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tab.dialog).toContainText('This could not be done');
    await check('Communication refused');
    await tab.dialog.getByRole('button', { name: 'Cancel' }).click();

    await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
    await check('Identification');
    await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tab.dialog).toContainText('This could not be done');
    await check('Identification refused');
    await tab.dialog.getByRole('button', { name: 'Cancel' }).click();
    await tab.recordIdentification();
    await tab.identification.getByRole('button', { name: /^Entered in error/ }).click();
    await check('Entered in error');
    await tab.dialog.getByRole('button', { name: 'Cancel' }).click();

    await tab.createButton.click();
    await expect(tab.dialog).toContainText('has not specified a preferred email address');
    await check('no email');
    await tab.dialog.getByRole('button', { name: 'Yes' }).click();
    await tab.letterIsThere();
    await check('letter');
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    const atTheHost = page.getByRole('dialog', { name: 'Print', exact: true });
    await expect(atTheHost).toBeVisible();
    await check('print dialog of the host');
  });

  test('patients for whom care is needed', async ({ open, check }) => {
    const { tab, page } = open;
    await open.openActivated();
    await open.openTab('Pickerthwaite');
    await expect(tab.panel).toContainText('recorded as deceased');
    await check('a patient who has died');

    for (const [surname, question] of [
      ['Dunmore', 'This record is restricted'],
      ['Okonjo-Reed, Alfie', 'Account for a child under 11'],
      ['Okonjo-Reed, Zara', 'Account for a young person'],
    ] as const) {
      await open.openTab(surname);
      await tab.recordIdentification();
      await tab.createButton.focus();
      await page.keyboard.press('Enter');
      await expect(tab.dialog).toContainText(question);
      await check(`question before codes: ${surname}`);
      // Escape is a No: nothing is made, and the keyboard is where it was.
      await page.keyboard.press('Escape');
      await expect(tab.dialog).toBeHidden();
      await expect(tab.createButton).toBeFocused();
    }

    await open.openTab('Entwhistle');
    await tab.createShared('harold@mail.example');
    await tab.identification.getByRole('button', { name: /^Entered in error/ }).click();
    await tab.dialog.getByLabel('Reason').fill('Recorded for the wrong patient.');
    await check('reason with its count');
    await tab.dialog.getByRole('button', { name: 'Mark as entered in error' }).click();
    await expect(tab.panel).toContainText('Nobody knows for certain who this patient is');
    await check('identity withdrawn');
    await tab.account.getByRole('button', { name: 'Withdraw codes' }).click();
    await check('question before codes are withdrawn');
    await page.keyboard.press('Escape');
  });

  test('a change of somebody else that is discarded', async ({ open, check }) => {
    const { tab, page } = open;
    await open.openActivated();
    await open.openTab('Entwhistle');
    await tab.createShared('harold@mail.example');
    await page.route('**/fhir/R4/**', (route) =>
      route.request().method() === 'GET' ? route.fallback() : route.abort('connectionreset'),
    );
    await tab.tick('Global', false);
    await expect(tab.unsentWork).toHaveCount(1);
    await open.signIn(Staff.manager);
    await open.openTab('Entwhistle');
    await tab.unsentWork.getByRole('button', { name: /^Discard/ }).focus();
    await page.keyboard.press('Enter');
    await expect(tab.dialog.getByLabel('Reason')).toBeFocused();
    await check('why it is discarded');
    await page.keyboard.type('The patient was mistaken for another.');
    await tab.dialog.getByRole('button', { name: 'Discard', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(tab.dialog).toBeHidden();
    await open.signIn(Staff.receptionist);
    await open.openTab('Entwhistle');
    const notice = tab.sync.getByRole('group', { name: 'Something you did was discarded' });
    await expect(notice).toBeVisible();
    await check('told at the next sign-in');
    await page.unroute('**/fhir/R4/**');
    await notice.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    await expect(notice).toBeHidden();
  });

  test('the tab in every state of an account', async ({ open, check, patientSite }) => {
    const { tab, page } = open;
    await open.openActivated();
    await open.openTab('Entwhistle');
    await tab.addEmail({ value: 'harold@mail.example', verified: true });
    await tab.recordIdentification();
    await tab.untilShared();
    await page.context().setOffline(true);
    await tab.create();
    await expect(tab.sync).toContainText('Offline');
    await check('created offline, not sent');
    await page.context().setOffline(false);
    await tab.untilShared();
    await check('created');
    await tab.printLetter();
    await check('printed');
    await patientSite.register(tokenDetails(await readLetter(await open.printedLetter())));
    await expect(tab.pills).toHaveText('Registered');
    await check('registered');
    await patientSite.activate();
    await expect(tab.pills).toHaveText('Active');
    await check('active');
    const wrong = { ...GOOD_LOGIN, password: 'not my heron 1' };
    for (let time = 1; time <= 5; time += 1) await patientSite.signIn(wrong);
    await expect(tab.pills).toHaveText('Locked');
    await check('locked');
    await tab.services.getByLabel('Global: enabled').uncheck();
    await check('services edited');
    await tab.reasonFor('Global').selectOption('Safeguarding');
    await tab.saveBar.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(tab.pills).toContainText('Disabled by practice');
    await check('disabled');
  });
});

test.describe('looked at with axe, in forced colours too', () => {
  test.slow();
  test.use({ looks: ALL_LOOKS });

  test('everything that happens to an account', async ({ open, check, patientSite }) => {
    const { tab, page } = open;
    await open.openActivated();
    await open.openTab('Entwhistle');

    await test.step('a contact is verified, and the message is seen at the host', async () => {
      await tab.addEmail({ value: 'harold@mail.example' });
      await tab.contacts.getByRole('button', { name: 'Verify… email address' }).click();
      await expect(tab.dialog.getByRole('button', { name: 'Send code' })).toBeVisible();
      await check('verify a contact');
      await tab.dialog.getByRole('button', { name: 'Send code' }).click();
      await expect(tab.dialog).toContainText('Whether it has been sent is not known here.');
      await check('verify a contact, code sent');
      await tab.dialog.getByRole('button', { name: 'Verify', exact: true }).click();
      await expect(tab.dialog).toContainText('This could not be done');
      await check('verify a contact, refused');
      await tab.dialog.getByRole('button', { name: 'Cancel' }).click();
      await tab.verifyEmail();
      await open.openOutbox();
      await expect(open.messages).toHaveCount(1);
      await check('outbox of the host');
    });

    await test.step('who has registered is reminded', async () => {
      await open.openTab('Entwhistle');
      await tab.recordIdentification();
      await tab.create();
      await tab.untilShared();
      await tab.printLetter();
      await patientSite.register(tokenDetails(await readLetter(await open.printedLetter())));
      await expect(tab.account).toContainText('Reminder due on');
      await check('reminder due');
      await tab.account.getByRole('button', { name: 'Send reminder now' }).click();
      await expect(tab.account).toContainText('was given a reminder today');
      await check('reminder accepted');
    });

    await test.step('an account is looked into and reset', async () => {
      await tab.account.getByRole('button', { name: 'History…' }).click();
      await expect(tab.dialog.locator('#count')).toHaveText(/^\d+ entries$/);
      await check('history');
      await tab.dialog.getByRole('button', { name: 'Close' }).click();
      await tab.account.getByRole('button', { name: 'Reset online account…' }).click();
      await expect(tab.dialog.getByLabel('Reason', { exact: true })).toBeVisible();
      await check('reset');
      await tab.dialog.getByRole('button', { name: 'Reset account', exact: true }).click();
      await expect(tab.dialog).toContainText('This could not be done');
      await check('reset refused');
      await tab.dialog.getByRole('button', { name: 'Cancel' }).click();
    });

    await test.step('access to the record, and an account for a young person, take care', async () => {
      await open.openTab('Dunmore');
      await tab.services.getByLabel('Summary Data: enabled').click();
      await expect(tab.dialog).toContainText('asks for a review before access');
      await check('record access');
      await tab.dialog.getByRole('button', { name: 'Give access' }).click();
      await expect(tab.dialog).toContainText('Write why access is right all the same');
      await check('record access refused');
      await page.keyboard.press('Escape');
      await expect(tab.dialog).toBeHidden();

      await open.openTab('Okonjo-Reed, Zara');
      await tab.recordIdentification();
      await tab.createButton.click();
      await expect(tab.dialog.getByLabel('Who asks for it?')).toBeVisible();
      await check('account for a young person');
      await tab.dialog.getByRole('button', { name: 'Go on' }).click();
      await check('account for a young person, not answered');
      await page.keyboard.press('Escape');
      await expect(tab.dialog).toBeHidden();
    });

    await test.step('patients apply, and a basic account is upgraded', async () => {
      await open.signIn(Staff.administrator);
      await open.allowBasicAccounts();
      await open.signIn(Staff.receptionist);
      await patientSite.apply(SIAN);
      await open.openApplications();
      await expect(open.main).toContainText('1 application was dealt with by itself.');
      await patientSite.apply({ ...SIAN, family: 'Nobody', username: 'Wren42' });
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(open.main).toContainText('Nobody at this practice has exactly these details.');
      await open.main.getByText('Reject…').click();
      await check('Online applications with one application');

      await open.openTab('Pritchard');
      await expect(tab.pills).toContainText('Online Services User');
      await check('basic account');
      await tab.recordIdentification();
      await tab.upgrade('Finch7');
      await expect(tab.dialog).toContainText('somebody else made the account');
      await check('upgrade, refused');
      await tab.dialog.getByRole('button', { name: 'Cancel' }).click();
    });
  });
});
