import { readFile } from 'node:fs/promises';
import {
  expect as baseExpect,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test';
import { limitOf } from '../patience.mjs';
import { readCodes, type LetterCodes } from './letter-codes.ts';

// Outside a test run Playwright would wait five seconds, whatever the machine.
export const expect = baseExpect.configure({ timeout: limitOf('condition') });

/** What is done at a workstation of the reference host. Each method waits until the screen has answered. */
export class Desk {
  readonly page: Page;
  readonly tab: Locator;
  readonly dialog: Locator;
  readonly account: Locator;
  readonly contacts: Locator;
  readonly identification: Locator;
  readonly services: Locator;
  /** How keeping in step with the shared record goes, and what waits. */
  readonly sharing: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.tab = page.locator('os-online-services-tab');
    this.dialog = page.getByRole('dialog');
    this.account = this.tab.locator('os-account-section');
    this.contacts = this.tab.locator('os-contact-section');
    this.identification = this.tab.locator('os-identification-section');
    this.services = this.tab.locator('os-services-section');
    this.sharing = this.tab.locator('os-sync-panel');
  }

  /** Sits down at a workstation, where the first receptionist is signed in. */
  static async open(browser: BrowserContext, workstation = 'A'): Promise<Desk> {
    const desk = new Desk(await browser.newPage());
    await desk.page.goto(workstation === 'A' ? '/' : `/?workstation=${workstation}`);
    await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText('Front screen');
    return desk;
  }

  async signInAs(role: string): Promise<void> {
    const staff = this.page.getByLabel('Signed in');
    const label = await staff.locator('option', { hasText: role }).textContent();
    await staff.selectOption({ label: label ?? role });
    await expect(staff.locator('option:checked')).toContainText(role);
  }

  async find(text: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Front screen' }).click();
    await this.page.getByLabel('Find patient').fill(text);
    await this.page.getByRole('button', { name: 'Find', exact: true }).click();
    await expect(this.page.getByRole('table', { name: 'Patients found' })).toBeVisible();
  }

  /** Opens the first patient found. */
  async openPatient(text: string): Promise<void> {
    await this.find(text);
    await this.page.getByRole('table').getByRole('link').first().click();
    await expect(this.page.getByRole('tab', { name: 'Patient', exact: true })).toBeVisible();
  }

  async showTab(name: string): Promise<void> {
    const tab = this.page.getByRole('tab', { name, exact: true });
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
  }

  /** A patient's Online Services tab, once it has heard from the shared record. */
  async openOnlineServices(patient: string): Promise<void> {
    await this.openPatient(patient);
    await this.showTab('Online Services');
    await expect(this.tab.getByRole('heading', { name: 'Online account' })).toBeVisible();
    await this.upToDate();
  }

  async upToDate(): Promise<void> {
    await expect(this.tab.locator('os-sync-panel').getByText('Up to date')).toBeVisible();
  }

  async openControlPanel(): Promise<void> {
    await this.page.getByRole('link', { name: 'Management Tools' }).click();
    await this.page.getByRole('link', { name: 'Online Services' }).click();
    await expect(this.page.getByText('Activate Online Services')).toBeVisible();
  }

  async activate(): Promise<void> {
    await this.openControlPanel();
    await this.page.getByLabel('Activate Online Services').check();
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.page.getByText('The settings were saved.').first()).toBeVisible();
  }

  /** Changes settings as a system administrator; a receptionist is signed in afterwards. */
  async changeSettings(change: (page: Page) => Promise<void>): Promise<void> {
    await this.signInAs('System administrator');
    await this.openControlPanel();
    const save = this.page.getByRole('button', { name: 'Save', exact: true });
    await expect(save).toBeVisible();
    await change(this.page);
    await save.click();
    await expect(this.page.getByText('The settings were saved.').first()).toBeVisible();
    await expect(this.page.getByText('Not saved yet')).toHaveCount(0);
    await this.signInAs('Receptionist');
  }

  /** The page *Online applications*, once it has been read. */
  async openApplications(): Promise<Locator> {
    await this.page.getByRole('link', { name: 'Management Tools' }).click();
    await this.page.getByRole('link', { name: 'Online applications' }).click();
    const page = this.page.locator('os-online-applications');
    await expect(page.getByRole('button', { name: 'Look again' })).toBeVisible();
    return page;
  }

  /** The messages that wait at the stand-in for the message service. */
  async openOutbox(): Promise<Locator> {
    await this.page.getByRole('link', { name: 'Outbox' }).click();
    const messages = this.page.getByRole('list', { name: 'Messages to patients' });
    await expect(messages).toBeVisible();
    return messages;
  }

  button(name: string | RegExp): Locator {
    return this.tab.getByRole('button', { name });
  }

  async openIdentification(): Promise<void> {
    await this.button('Add… identification').click();
    await expect(this.dialog.getByLabel('Type', { exact: true })).toBeFocused();
  }

  async recordIdentification(type = 'Passport', freetext = ''): Promise<void> {
    await this.button('Add… identification').click();
    await this.dialog.getByLabel('Type', { exact: true }).selectOption({ label: type });
    await this.dialog.getByLabel('Freetext').fill(freetext);
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.tab.getByRole('row', { name: type }).first()).toBeVisible();
  }

  async create(): Promise<void> {
    await this.button('Create Online Account').click();
    // Its letter opens by itself.
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await expect(this.dialog).toHaveCount(0);
    await expect(this.button('Print letter…')).toBeVisible();
  }

  /** Whatever an account needs but a contact, and the account; gives the codes of its letter, which is saved. */
  async createWithCodes(): Promise<LetterCodes> {
    await this.recordIdentification();
    await this.upToDate();
    await this.button('Create Online Account').click();
    const codes = await readCodes(await this.saveLetter());
    await this.closeDialog();
    await this.status('Created');
    await this.upToDate();
    return codes;
  }

  async status(words: string): Promise<void> {
    await expect(
      this.tab.locator('os-patient-banner').getByText(words, { exact: true }),
    ).toBeVisible();
  }

  async openLetter(): Promise<void> {
    await this.button('Print letter…').click();
    await expect(this.dialog.getByRole('button', { name: 'Save…' })).toBeVisible();
  }

  /**
   * Until the browser's viewer has drawn the letter. It is no page of its own that could be asked; but a picture of an
   * empty frame takes a tenth of this.
   */
  async previewDrawn(): Promise<void> {
    const preview = this.dialog.locator('iframe');
    const size = async (): Promise<number> => (await preview.screenshot()).byteLength;
    await expect.poll(size).toBeGreaterThan(25_000);
  }

  /** Saves the letter that is open. */
  async saveLetter(): Promise<Buffer> {
    const download = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: 'Save…' }).click();
    const saved = await readFile(await (await download).path());
    await expect(this.dialog.getByText('The letter was saved.').first()).toBeVisible();
    return saved;
  }

  async closeDialog(): Promise<void> {
    await this.dialog.getByRole('button', { name: /^(Cancel|Close|No)$/ }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  /** Unticks or ticks a service, types a note and saves. */
  async changeService(service: string, enabled: boolean, note: string): Promise<void> {
    await this.tab.getByLabel(`${service}: enabled`).setChecked(enabled);
    const reason = this.tab.getByLabel(`${service}: why it is switched off`);
    if (!enabled) await reason.selectOption('Patient opted out');
    await this.tab.getByLabel(`${service}: notes`).fill(note);
    await this.button('Save').click();
    await expect(this.button('Save')).toHaveCount(0);
  }
}
