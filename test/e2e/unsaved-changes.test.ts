import type { Locator } from '@playwright/test';
import { type ReferenceHost, Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';
import type { SharedRecord } from './shared-record.ts';

const PATIENT = 'Entwhistle';
const QUESTION = 'Save your changes?';

/** One way of leaving, and what shows that one has left. */
interface Way {
  readonly leave: (host: ReferenceHost, record: SharedRecord) => Promise<unknown>;
  readonly left: (host: ReferenceHost) => Promise<unknown>;
  /** What is shown again when one stays, beside the patient. */
  readonly stayed?: (host: ReferenceHost) => Promise<unknown>;
}

function frontScreen({ page }: ReferenceHost): Promise<void> {
  return expect(page.getByLabel('Find patient')).toBeVisible();
}

const WAYS: Readonly<Record<string, Way>> = {
  'the front screen': {
    leave: ({ page }) => page.getByRole('link', { name: 'Front screen' }).click(),
    left: frontScreen,
  },
  'closing the patient': {
    leave: ({ page }) => page.getByRole('link', { name: 'Close' }).click(),
    left: frontScreen,
  },
  Back: {
    leave: ({ page }) => page.evaluate('history.back()'),
    left: frontScreen,
    // The browser drops a Back that comes while it is on its way forward again.
    stayed: ({ page }) => expect(page).toHaveURL(/#\/patient\//),
  },
  'another tab, by keyboard': {
    leave: async ({ page, onlineServicesTab }) => {
      await onlineServicesTab.focus();
      await page.keyboard.press('ArrowLeft');
    },
    left: ({ page }) => expect(page.getByRole('tab', { name: 'Address' })).toBeFocused(),
    stayed: ({ onlineServicesTab }) => expect(onlineServicesTab).toBeFocused(),
  },
  'another patient': {
    // As when a phone system brings up the caller's record.
    leave: async ({ page }, record) => {
      const { id = '' } = await record.patient('Pritchard');
      await page.evaluate(`location.hash = '#/patient/${id}/onlineServices.tab'`);
    },
    left: ({ page }) =>
      expect(page.getByRole('heading', { level: 1, name: /PRITCHARD/ })).toBeVisible(),
  },
  'another person': {
    leave: ({ staff }) => staff.selectOption(Staff.manager),
    left: async (host) => {
      await frontScreen(host);
      await expect(host.staff.locator('option:checked')).toHaveText(Staff.manager);
    },
    stayed: ({ staff }) => expect(staff.locator('option:checked')).toHaveText(Staff.receptionist),
  },
  'signing out': {
    leave: ({ staff }) => staff.selectOption(Staff.nobody),
    left: async (host) => {
      await frontScreen(host);
      await expect(host.staff.locator('option:checked')).toHaveText(Staff.nobody);
    },
    stayed: ({ staff }) => expect(staff.locator('option:checked')).toHaveText(Staff.receptionist),
  },
  'another practice': {
    leave: ({ page }) => page.getByLabel('Practice').selectOption({ index: 1 }),
    left: frontScreen,
    stayed: ({ page }) =>
      expect(page.getByLabel('Practice').locator('option:checked')).toContainText('Hollin Bank'),
  },
};

function question({ page }: ReferenceHost): Locator {
  return page.getByRole('dialog', { name: QUESTION });
}

async function answer(host: ReferenceHost, button: string): Promise<void> {
  await question(host).getByRole('button', { name: button, exact: true }).click();
  await expect(question(host)).toHaveCount(0);
}

/** The tab of a patient with an account, with the tick of Repeats changed and not saved. */
async function edited(host: ReferenceHost): Promise<Locator> {
  const repeats = await editedBeforehand(host);
  await host.tab.reasonFor('Repeats').selectOption('Misuse');
  return repeats;
}

/** The same where there is no account yet, so that nobody asks why. */
async function editedBeforehand(host: ReferenceHost): Promise<Locator> {
  const { tab } = host;
  await host.openTab(PATIENT);
  const repeats = tab.services.getByLabel('Repeats: enabled');
  await repeats.uncheck();
  await expect(tab.saveBar).toBeVisible();
  return repeats;
}

for (const [name, way] of Object.entries(WAYS)) {
  test(`leaving unsaved changes by ${name} asks, naming the patient`, async ({
    workstationA,
    sharedRecord,
  }) => {
    const { tab } = workstationA;
    await workstationA.openTab(PATIENT);
    await tab.createShared('harold@mail.example');
    const repeats = await edited(workstationA);

    await test.step('Cancel, and Escape, stay', async () => {
      await way.leave(workstationA, sharedRecord);
      await expect(question(workstationA)).toContainText('ENTWHISTLE');
      await expect(question(workstationA)).toContainText('999 000 0042');
      await expect(question(workstationA).getByRole('listitem')).toHaveText(['Services']);
      await answer(workstationA, 'Cancel');
      await expect(repeats).not.toBeChecked();
      await way.stayed?.(workstationA);
      await way.leave(workstationA, sharedRecord);
      await expect(question(workstationA)).toBeVisible();
      await workstationA.page.keyboard.press('Escape');
      await expect(question(workstationA)).toHaveCount(0);
      await expect(repeats).not.toBeChecked();
      await expect(tab.saveBar).toBeVisible();
      await way.stayed?.(workstationA);
    });

    await test.step('Save saves, and leaves', async () => {
      await way.leave(workstationA, sharedRecord);
      await answer(workstationA, 'Save');
      await way.left(workstationA);
      await backToThePatient(workstationA);
      await expect(repeats).not.toBeChecked();
      await expect(tab.saveBar).toHaveCount(0);
    });

    await test.step('Don’t save gives them up, and leaves', async () => {
      await repeats.check();
      await way.leave(workstationA, sharedRecord);
      await answer(workstationA, 'Don’t save');
      await way.left(workstationA);
      await backToThePatient(workstationA);
      await expect(repeats).not.toBeChecked();
      await expect(tab.saveBar).toHaveCount(0);
      await expect(tab.panel).not.toContainText('were not saved');
    });
  });
}

async function backToThePatient(host: ReferenceHost): Promise<void> {
  await host.page.getByLabel('Practice').selectOption({ index: 0 });
  await host.signIn(Staff.receptionist);
  await host.openTab(PATIENT);
}

test('saving that is refused keeps one there, with the reason', async ({ workstationA }) => {
  const { tab, page } = workstationA;
  await editedBeforehand(workstationA);
  await page.getByRole('link', { name: 'Front screen' }).click();
  await answer(workstationA, 'Save');
  await expect(tab.services).toContainText('These changes are saved when the online account');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ENTWHISTLE');
  expect(page.url()).toContain('/patient/');
  await page.getByRole('link', { name: 'Front screen' }).click();
  await answer(workstationA, 'Don’t save');
  await frontScreen(workstationA);
});

test('a half-filled dialog is asked about, by the keyboard alone', async ({ workstationA }) => {
  const { tab, page } = workstationA;
  await workstationA.openTab(PATIENT);
  await tab.identification.getByRole('button', { name: 'Add… identification' }).click();
  await tab.dialog.getByLabel('Freetext').fill('Seen at the desk');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.evaluate('history.back()');
  await expect(question(workstationA)).toContainText('Identification – Add');
  await page.keyboard.press('Enter');
  // Saving is refused: no type was chosen.
  await expect(question(workstationA)).toHaveCount(0);
  await expect(tab.dialog).toContainText('Choose how the identity was checked.');
  await tab.dialog.getByLabel('Type', { exact: true }).selectOption('Passport');
  await expect(page).toHaveURL(/#\/patient\//);
  await page.evaluate('history.back()');
  await expect(question(workstationA)).toBeVisible();
  await page.keyboard.press('Enter');
  await frontScreen(workstationA);
  await workstationA.openTab(PATIENT);
  await expect(tab.identification).toContainText('Seen at the desk');
});

test('settings of the practice are asked about', async ({ workstationA }) => {
  const { page } = workstationA;
  await workstationA.signIn(Staff.administrator);
  await workstationA.openControlPanel();
  await page.getByLabel('Days until unused letters expire', { exact: true }).fill('21');
  await page.getByRole('link', { name: 'Practice', exact: true }).click();
  await expect(question(workstationA)).toContainText('Settings of Online Services');
  await answer(workstationA, 'Save');
  await expect(page.getByRole('heading', { name: 'Practice', exact: true })).toBeVisible();
  await workstationA.openControlPanel();
  await expect(page.getByLabel('Days until unused letters expire', { exact: true })).toHaveValue(
    '21',
  );
});

test('the browser asks before the page is loaded anew, and only then', async ({ workstationA }) => {
  const { page } = workstationA;
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await workstationA.openTab(PATIENT);
  await page.reload();
  expect(asked).toEqual([]);
  await workstationA.tab.services.getByLabel('Repeats: enabled').uncheck();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});

test('Create in the menu makes the account with what is ticked on the screen', async ({
  workstationA,
  page,
}) => {
  const { tab } = workstationA;
  await workstationA.openTab(PATIENT);
  await tab.addEmail({ value: 'harold@mail.example', verified: true });
  await tab.recordIdentification();
  await tab.services.getByLabel('Patient Messaging: enabled').uncheck();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('button', { name: 'Online Services: Create Online Account' }).click();
  await expect(tab.pills).toContainText('Created');
  await expect(tab.services.getByLabel('Patient Messaging: enabled')).not.toBeChecked();
  await expect(tab.services.getByLabel('Repeats: enabled')).toBeChecked();
  await expect(tab.saveBar).toHaveCount(0);
  await tab.services.getByLabel('Repeats: enabled').uncheck();
  await page.keyboard.press('Control+Alt+l');
  await expect(workstationA.notifications).toContainText('changes are not saved yet (Services)');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
