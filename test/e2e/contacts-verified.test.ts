import { readLetter, tokenDetails } from './letter-on-paper.ts';
import { expect, test } from './server-fixture.ts';

test('an address is verified by a code that the patient reads out, and the desk never sees it', async ({
  workstationA,
  openWorkstation,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.addEmail({ value: 'harold@mail.example' });
  await expect(tab.contacts).toContainText('Not verified: gets no messages');
  await tab.contacts.getByRole('button', { name: 'Verify… email address' }).click();
  await tab.dialog.getByRole('button', { name: 'Send code' }).click();
  await expect(tab.dialog).toContainText('Whether it has been sent is not known here.');

  const patient = await openWorkstation('C');
  await patient.openOutbox();
  await patient.messages.getByText('On the patient’s own screen').click();
  const [code = ''] = /\b\d{6}\b/.exec((await patient.messages.textContent()) ?? '') ?? [];
  expect(code).not.toBe('');
  expect(await workstationA.page.content()).not.toContain(code);

  const wrong = code === '000000' ? '000001' : '000000';
  await tab.dialog.getByLabel('Code that the patient reads out').fill(wrong);
  await tab.dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(tab.dialog).toContainText('4 more tries are possible.');
  await tab.dialog.getByLabel('Code that the patient reads out').fill(code);
  await tab.dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(tab.dialog).toBeHidden();
  await expect(tab.contacts).toContainText('Preferred and verified');

  await tab.contacts.getByRole('button', { name: 'Edit… email address' }).click();
  await expect(tab.dialog).toContainText('Verified by a code that was sent there on');
});

test('who has registered is not left without an email by mistake', async ({
  workstationA,
  patientSite,
}) => {
  const tab = await workstationA.openTab('Entwhistle');
  await tab.createShared('harold@mail.example');
  await tab.printLetter();
  await patientSite.register(tokenDetails(await readLetter(await workstationA.printedLetter())));
  await expect(tab.pills).toHaveText('Registered');
  await tab.contacts.getByRole('button', { name: 'Edit… email address' }).click();
  await expect(tab.dialog).toContainText('Verified by a tick on');
  await tab.dialog.getByLabel('Verified', { exact: true }).uncheck();
  await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(tab.dialog).toContainText('no messages go out');
  await tab.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(tab.contacts).toContainText('Preferred and verified');
  await tab.contacts.getByRole('button', { name: 'Edit… email address' }).click();
  await tab.dialog.getByLabel('Verified', { exact: true }).uncheck();
  await tab.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await tab.dialog.getByRole('button', { name: 'Save all the same' }).click();
  await expect(tab.contacts).toContainText('Not verified: gets no messages');
  await expect(tab.account).toContainText('No reminder can reach the patient');
});
