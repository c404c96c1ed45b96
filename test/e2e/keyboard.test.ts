import { readFile } from 'node:fs/promises';
import { readLetter } from './letter-on-paper.ts';
import { Keyboard } from './pages/keyboard.ts';
import { Staff } from './pages/reference-host.ts';
import { expect, test } from './server-fixture.ts';

test('the whole story at the practice goes by keyboard alone', async ({ page, host }) => {
  const { tab, staff } = host;
  const keys = new Keyboard(page);
  const signedIn = staff.locator('option:checked');
  await page.goto('/');
  await expect(signedIn).toHaveText(Staff.receptionist);

  await test.step('a system administrator activates Online Services', async () => {
    await keys.tabTo(staff, { back: true });
    await keys.type('J');
    await expect(signedIn).toHaveText(Staff.administrator);
    await keys.use(page.getByRole('link', { name: 'Management Tools' }));
    await keys.use(host.activation, 'Space');
    await keys.use(page.getByRole('button', { name: 'Save' }));
    await expect(host.main.getByText('The settings were saved.').first()).toBeVisible();
    await keys.tabTo(staff, { back: true });
    await keys.type('A');
    await expect(signedIn).toHaveText(Staff.receptionist);
  });

  await test.step('a receptionist finds the patient and opens the tab', async () => {
    await keys.use(page.getByRole('link', { name: 'Front screen' }));
    await expect(page.getByLabel('Find patient')).toBeFocused();
    await keys.type('Entwhistle');
    await keys.press('Enter');
    await expect(page.getByRole('link', { name: /^ENTWHISTLE/ })).toBeFocused();
    await keys.press('Enter');
    await keys.tabTo(page.getByRole('tab', { name: 'Patient', exact: true }));
    await keys.press('ArrowRight');
    await keys.press('ArrowRight');
    await expect(host.onlineServicesTab).toBeFocused();
    await expect(tab.account).toBeVisible();
  });

  await test.step('adds an email address and verifies it', async () => {
    await keys.use(tab.contacts.getByRole('button', { name: 'Add… email address' }));
    await expect(tab.dialog.getByLabel('Contact', { exact: true })).toBeFocused();
    await keys.type('harold@mail.example');
    await keys.press('Enter');
    await expect(tab.dialog).toBeHidden();
    await expect(tab.contacts).toContainText('Not verified: gets no messages');
    const edit = tab.contacts.getByRole('button', { name: 'Edit… email address' });
    await keys.use(edit, 'Enter', { back: true });
    await keys.use(tab.dialog.getByLabel('Verified', { exact: true }), 'Space');
    await keys.use(tab.dialog.getByLabel('Why it counts as verified'), 'ArrowDown');
    await keys.use(tab.dialog.getByRole('button', { name: 'Save', exact: true }));
    await expect(tab.dialog).toBeHidden();
    await expect(tab.contacts).toContainText('Preferred and verified');
    await expect(edit).toBeFocused();
  });

  await test.step('records the identification', async () => {
    const add = tab.identification.getByRole('button', { name: 'Add… identification' });
    await keys.use(add);
    await expect(tab.dialog.getByLabel('Type', { exact: true })).toBeFocused();
    await keys.type('Passport');
    await keys.use(tab.dialog.getByRole('button', { name: 'Save', exact: true }));
    await expect(tab.dialog).toBeHidden();
    await expect(
      tab.identification.getByRole('cell', { name: 'Passport', exact: true }),
    ).toBeVisible();
    await expect(add).toBeFocused();
  });

  await test.step('creates the account and prints the letter', async () => {
    await keys.use(tab.createButton);
    await tab.letterIsThere();
    await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeFocused();
    await keys.press('Enter');
    const atTheHost = page.getByRole('dialog', { name: 'Print', exact: true });
    await keys.use(atTheHost.getByRole('button', { name: 'Print', exact: true }));
    await expect(tab.dialog).toBeHidden();
    await expect(tab.pills).toContainText('Created');
    await expect(tab.printButton).toBeFocused();
  });

  await test.step('and the letter is there', async () => {
    const downloading = page.waitForEvent('download');
    await keys.use(page.getByRole('link', { name: 'Open printed letter' }), 'Enter', {
      back: true,
    });
    const letter = await readLetter(await readFile(await (await downloading).path()));
    expect(letter.patientId).toBe('999 000 0042');
    await expect(tab.account).toContainText(letter.accountId);
  });
});
