import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { activateOnlineServices } from './earlier-settings.ts';
import { OnlineServicesTab } from './online-services-tab.ts';

/** People of Hollin Bank Surgery, as the staff switcher names them. */
export const Staff = {
  receptionist: 'Aisha Kelsall, Receptionist',
  manager: 'Martin Dewhirst, Practice manager',
  administrator: 'Joanne Tully, System administrator',
  nobody: 'Nobody (sign out)',
} as const;
export type Staff = (typeof Staff)[keyof typeof Staff];

/** The reference host, as staff use it with the mouse. Each method waits until the page has answered. */
export class ReferenceHost {
  readonly page: Page;
  readonly tab: OnlineServicesTab;
  readonly staff: Locator;
  readonly main: Locator;
  readonly notifications: Locator;
  /** Tab of the registration screen; there only while Online Services is activated. */
  readonly onlineServicesTab: Locator;
  /** Switch on the Control Panel page. */
  readonly activation: Locator;
  /** How often the page was loaded. */
  loads = 0;

  constructor(page: Page) {
    this.page = page;
    this.tab = new OnlineServicesTab(page);
    this.staff = page.getByLabel('Signed in');
    this.main = page.getByRole('main');
    this.notifications = page.getByRole('region', { name: 'Notifications' });
    this.onlineServicesTab = page.getByRole('tab', { name: 'Online Services' });
    this.activation = page.getByLabel('Activate Online Services');
    page.on('load', () => {
      this.loads += 1;
    });
  }

  /** Opens the host at a workstation and signs in. */
  async open(person: Staff = Staff.receptionist, workstation = 'A'): Promise<void> {
    await this.page.goto(`/?workstation=${workstation}`);
    // Whoever sat there last, or the practice's first person, is signed in by the page itself.
    await expect(this.#signedIn).not.toHaveText(Staff.nobody);
    await this.signIn(person);
  }

  /** Opens the host at workstation A, with Online Services activated before and a receptionist signed in. */
  async openActivated(): Promise<void> {
    await activateOnlineServices(this.page.request);
    await this.open();
  }

  /**
   * Ends when the sign-in has taken effect: the switcher shows who is really signed in. Whoever is signed in already stays so:
   * a second session of the same person could not be told from the first, and nobody knew when it begins.
   */
  async signIn(person: Staff): Promise<void> {
    if ((await this.#signedIn.textContent()) === person) return;
    await this.staff.selectOption(person);
    await expect(this.#signedIn).toHaveText(person);
  }

  get #signedIn(): Locator {
    return this.staff.locator('option:checked');
  }

  async openControlPanel(): Promise<void> {
    await this.page.getByRole('link', { name: 'Management Tools' }).click();
    await this.page
      .getByRole('navigation', { name: 'Control Panel' })
      .getByRole('link', { name: 'Online Services' })
      .click();
    await expect(this.activation).toBeVisible();
  }

  /** Switches Online Services on or off for the practice. A system administrator must be signed in. */
  async setActivated(activated: boolean): Promise<void> {
    await this.openControlPanel();
    await this.activation.setChecked(activated);
    await this.page.getByRole('button', { name: 'Save' }).click();
    await expect(this.main.getByText('The settings were saved.')).not.toHaveCount(0);
    // Until then leaving is asked about.
    await expect(this.main.getByText('Not saved yet')).toBeHidden();
  }

  /** How far apart looks of the practice's workstations are. A system administrator must be signed in. */
  async setSecondsBetweenChecks(seconds: number): Promise<void> {
    await this.openControlPanel();
    await this.page.getByLabel('Seconds between checks').fill(String(seconds));
    const unsaved = this.main.getByText('Not saved yet');
    await expect(unsaved).toBeVisible();
    await this.page.getByRole('button', { name: 'Save' }).click();
    await expect(unsaved).toBeHidden();
  }

  /** Lets patients make a basic account without a letter. A system administrator must be signed in. */
  async allowBasicAccounts(): Promise<void> {
    await this.openControlPanel();
    await this.page.getByLabel('Let patients make a basic account without a letter').check();
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.main.getByText('The settings were saved.')).not.toHaveCount(0);
    await expect(this.main.getByText('Not saved yet')).toBeHidden();
  }

  /** The page *Online applications*; ends when it has been read. */
  async openApplications(): Promise<void> {
    await this.page.getByRole('link', { name: 'Management Tools' }).click();
    await this.page
      .getByRole('navigation', { name: 'Control Panel' })
      .getByRole('link', { name: 'Online applications' })
      .click();
    await expect(this.page.getByRole('button', { name: 'Look again' })).toBeVisible();
  }

  /** The view *Accounts of the practice*, from the front screen. */
  async openPracticeView(): Promise<void> {
    await this.page.getByRole('link', { name: 'Front screen' }).click();
    await this.page.getByRole('link', { name: 'Accounts of the practice' }).click();
    const heading = this.page.getByRole('heading', { level: 1, name: 'Accounts of the practice' });
    await expect(heading).toBeVisible();
  }

  /** The same, as somebody who may see them; ends when the lists have been counted. */
  async openAccounts(): Promise<void> {
    await this.openPracticeView();
    await expect(this.main.getByRole('button', { name: /^All accounts, \d/ })).toBeVisible();
  }

  /** Finds the patient on the front screen and opens the registration. */
  async openPatient(surname: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Front screen' }).click();
    await this.page.getByLabel('Find patient').fill(surname);
    await this.page.getByRole('button', { name: 'Find', exact: true }).click();
    await this.page.getByRole('link', { name: new RegExp(`^${surname}`, 'i') }).click();
    const name = this.page.getByRole('heading', { level: 1, name: new RegExp(surname, 'i') });
    await expect(name).toBeVisible();
  }

  /** The patient's Online Services tab, shown. */
  async openTab(surname: string): Promise<OnlineServicesTab> {
    await this.openPatient(surname);
    await this.onlineServicesTab.click();
    await expect(this.tab.account).toBeVisible();
    return this.tab;
  }

  /** The messages that wait at the stand-in for the message service. */
  get messages(): Locator {
    return this.page.getByRole('list', { name: 'Messages to patients' }).locator('li[data-state]');
  }

  async openOutbox(): Promise<void> {
    await this.page.getByRole('link', { name: 'Outbox' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible();
  }

  /** What the stand-in printer would have put on paper: the bytes of the PDF. */
  async printedLetter(): Promise<Buffer> {
    const downloading = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: 'Open printed letter' }).click();
    return readFile(await (await downloading).path());
  }
}
