import { addDays, dateOf } from '../../services/domain/calendar.ts';
import { ACCOUNT_EXTENSION } from '../../services/fhir/vocabulary.ts';
import type { Person, Task } from 'fhir/r4';
import { expect } from './desk.ts';
import type { Stage } from './stage.ts';

/** What the practice and the patient may do to an account, and what the history has of it. */
export async function account({ studio, desk, site }: Stage): Promise<void> {
  await desk.openOnlineServices('Pritchard');
  const codes = await desk.createWithCodes();
  await studio.take(desk.page, 'account-created', desk.account);
  await desk.button('New letter…').click();
  await expect(desk.dialog.getByRole('combobox')).toBeVisible();
  await studio.takeEverywhere(desk.page, 'dialog-new-letter', desk.dialog);
  await desk.closeDialog();
  await site.register(codes);
  await site.activate();
  await desk.status('Active');
  await site.trySigningIn('Heron42');
  await site.shows('Your services');
  await site.goOn('Sign out', 'Use your practice’s services online');
  await site.lockOut('Heron42');
  await desk.status('Locked');
  await desk.upToDate();
  await studio.take(desk.page, 'account-locked', desk.account);
  await desk.changeService('Global', false, 'Asked by telephone');
  await desk.upToDate();
  await studio.takeEverywhere(desk.page, 'account-locked-and-disabled', desk.account);
  await desk.button('Unlock account').click();
  await desk.status('Active');
  await desk.upToDate();
  await studio.take(desk.page, 'account-disabled', desk.account);
  await desk.button('History…').click();
  await expect(desk.dialog.locator('#count')).toHaveText(/^\d+ entries$/);
  await desk.dialog.getByLabel('Kind').selectOption({ index: 2 });
  await expect(desk.dialog.locator('#count')).toHaveText(/ of /);
  await studio.takeEverywhere(desk.page, 'dialog-history-filtered', desk.dialog);
  await desk.closeDialog();
}

/** A name that changes after the letter, a patient who leaves, and who comes back. */
export async function leaving({ studio, desk, record }: Stage): Promise<void> {
  const sian = await record.patient('Pritchard');
  await desk.openOnlineServices('Pritchard');
  await desk.createWithCodes();
  const name = (sian.name ?? []).map((each) => ({ ...each, family: 'Pritchard-Shaw' }));
  await record.changePatient(sian, { name });
  await expect(desk.account).toContainText('The letter was made for another surname.');
  await studio.take(desk.page, 'account-changed-name', desk.account);
  await record.changePatient(sian, { active: false });
  await expect(desk.tab).toContainText('This patient is no longer registered here.');
  await expect(desk.tab.locator('os-patient-banner')).toContainText('Disabled');
  await desk.upToDate();
  await studio.takeEverywhere(desk.page, 'account-left', desk.account);
  await record.changePatient(sian, { active: true });
  await expect(desk.account).toContainText('The account ended when the patient left');
  await studio.take(desk.page, 'account-back', desk.account);
}

/** What the practice asks for and the record does not have yet. */
export async function identification({ studio, desk }: Stage): Promise<void> {
  await desk.changeSettings(async (page) => {
    await page
      .getByLabel('Documents that are enough')
      .selectOption('One with a photo and one with the address');
  });
  await desk.openOnlineServices('Pritchard');
  await desk.recordIdentification();
  await expect(desk.identification).toContainText('Still missing: proof of address');
  await desk.upToDate();
  await studio.take(desk.page, 'identification-missing', desk.identification);
  await studio.take(desk.page, 'account-none', desk.account);
}

/** Who asks for a young patient's account, and what becomes of it at 16. */
export async function ages({ studio, desk, record }: Stage): Promise<void> {
  await desk.openOnlineServices('Okonjo-Reed, Alfie');
  await desk.recordIdentification('Birth Certificate');
  await desk.upToDate();
  await desk.button('Create Online Account').click();
  await expect(desk.dialog.getByLabel('Who asks for it?')).toBeVisible();
  await studio.takeEverywhere(desk.page, 'dialog-child-under-11', desk.dialog);
  await desk.closeDialog();

  const zara = await record.patient('Okonjo-Reed', 'Zara');
  const today = dateOf(new Date().toISOString());
  await record.changePatient(zara, { birthDate: sixteenOn(addDays(today, 40)) });
  await desk.openOnlineServices('Okonjo-Reed, Zara');
  await desk.recordIdentification();
  await desk.upToDate();
  await desk.button('Create Online Account').click();
  await desk.dialog.getByLabel('Who asks for it?').selectOption('The young person');
  await desk.dialog
    .getByLabel('Does the young person understand what it means?')
    .selectOption('Yes: a clinician has judged so');
  await studio.takeEverywhere(desk.page, 'dialog-child-11-to-15', desk.dialog);
  await desk.dialog.getByRole('button', { name: 'Go on' }).click();
  const yes = desk.dialog.getByRole('button', { name: 'Yes' });
  const save = desk.dialog.getByRole('button', { name: 'Save…' });
  await expect(yes.or(save)).toBeVisible();
  if (await yes.isVisible()) await yes.click();
  await expect(save).toBeVisible();
  await desk.closeDialog();
  await desk.upToDate();
  await studio.take(desk.page, 'account-before-sixteen', desk.account);

  const longAgo = `${addDays(today, -200)}T09:00:00.000Z`;
  await record.changeAll<Task>('Task', (task) => ({ ...task, authoredOn: longAgo }));
  await record.changeAll<Person>('Person', (person) => olderAccount(person, longAgo, today));
  await expect(desk.account).toContainText(longAgo.slice(0, 4));
  await record.changePatient(zara, { birthDate: sixteenOn(today) });
  await expect(desk.account).toContainText('Reason: Set up for a child who is 16 now.');
  await desk.upToDate();
  await studio.takeEverywhere(desk.page, 'account-suspended-at-sixteen', desk.account);
}

function sixteenOn(birthday: string): string {
  return `${Number(birthday.slice(0, 4)) - 16}${birthday.slice(4)}`;
}

/** The account as it would be by now. */
function olderAccount(person: Person, createdAt: string, suspendOn: string): Person {
  const extension = (person.extension ?? []).map((each) =>
    each.url === ACCOUNT_EXTENSION
      ? {
          ...each,
          extension: (each.extension ?? []).map((part) => {
            if (part.url === 'createdAt') return { ...part, valueInstant: createdAt };
            return part.url === 'suspendOn' ? { ...part, valueDate: suspendOn } : part;
          }),
        }
      : each,
  );
  return { ...person, extension };
}
