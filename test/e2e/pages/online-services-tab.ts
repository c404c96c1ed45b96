import { expect, type Locator, type Page } from '@playwright/test';

/** A contact as it is typed into the Communication dialog. */
export interface TypedContact {
  readonly value: string;
  readonly type?: 'Email' | 'Mobile (SMS)' | 'Phone';
  readonly verified?: boolean;
}

/** The Online Services tab of the patient who is open, as staff use it with the mouse. */
export class OnlineServicesTab {
  readonly page: Page;
  readonly panel: Locator;
  /** Panel *Online account*. */
  readonly account: Locator;
  /** Status, and beside it whether the practice disabled the account and whether it was sent. */
  readonly pills: Locator;
  /** The line that says how keeping in step with the shared record goes, and the work below it. */
  readonly sync: Locator;
  readonly unsentWork: Locator;
  readonly contacts: Locator;
  readonly identification: Locator;
  readonly services: Locator;
  /** Saving and cancelling edits of services, at the foot. */
  readonly saveBar: Locator;
  readonly createButton: Locator;
  readonly printButton: Locator;
  /** The dialog that is open, of the plugin or of the host. */
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('tabpanel', { name: 'Online Services' });
    this.account = this.panel.getByRole('region', { name: 'Online account' });
    this.pills = this.account.locator('.pills');
    this.sync = this.panel.getByRole('region', { name: 'Shared record' });
    this.unsentWork = this.sync.getByRole('listitem');
    this.contacts = this.panel.getByRole('region', { name: 'Contact details' });
    this.identification = this.panel.getByRole('region', { name: 'Identification' });
    this.services = this.panel.getByRole('region', { name: 'Services', exact: true });
    this.saveBar = this.panel.getByRole('group', { name: 'Services', exact: true });
    this.createButton = this.account.getByRole('button', { name: 'Create Online Account' });
    this.printButton = this.account.getByRole('button', { name: /^(Print|Reprint) letter…$/ });
    this.dialog = page.getByRole('dialog');
  }

  /** *Add…* beside the email picker. */
  async addEmail({ value, type, verified }: TypedContact): Promise<void> {
    await this.contacts.getByRole('button', { name: 'Add… email address' }).click();
    await this.dialog.getByLabel('Contact', { exact: true }).fill(value);
    if (type !== undefined) await this.dialog.getByLabel('Type of Contact').selectOption(type);
    if (verified === true) await this.#tickVerified();
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** *Edit…* beside the email picker: the patient answered, so the address is verified. */
  async verifyEmail(): Promise<void> {
    await this.contacts.getByRole('button', { name: 'Edit… email address' }).click();
    await this.#tickVerified();
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  async #tickVerified(): Promise<void> {
    await this.dialog.getByLabel('Verified', { exact: true }).check();
    await this.dialog
      .getByLabel('Why it counts as verified')
      .selectOption('The patient replied to our message');
  }

  /** Identification – Add, checked today by the person signed in. */
  async recordIdentification(type = 'Passport'): Promise<void> {
    await this.identification.getByRole('button', { name: 'Add… identification' }).click();
    await this.dialog.getByLabel('Type', { exact: true }).selectOption(type);
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.dialog).toBeHidden();
    await expect(this.identification.getByRole('cell', { name: type, exact: true })).toBeVisible();
  }

  /** Looks into *Identification – Add* without recording anything; ends when dialogs and commands have loaded. */
  async startIdentification(): Promise<void> {
    await this.identification.getByRole('button', { name: 'Add… identification' }).click();
    await this.dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.dialog).toContainText('Choose how the identity was checked.');
    await this.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Ends when the account is there, sent or not, and the letter that opened by itself has been put aside. */
  async create(): Promise<void> {
    await this.createButton.click();
    await this.closeNewLetter();
    await expect(this.pills).toContainText('Created');
  }

  /** The letter of an account that has just been created, or why there is none. */
  async closeNewLetter(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Whatever an account needs, and the account; ends when all of it is on the shared record. */
  async createShared(email: string): Promise<void> {
    await this.addEmail({ value: email, verified: true });
    await this.recordIdentification();
    await this.create();
    await this.untilShared();
  }

  /** Ends when nothing of this patient waits to be sent. */
  async untilShared(): Promise<void> {
    await expect(this.sync).toContainText('Up to date with the shared record.');
    await expect(this.unsentWork).toHaveCount(0);
  }

  /** *Upgrade OSU Account…* with the username that the patient says; ends when it is answered. */
  async upgrade(username: string): Promise<void> {
    await this.account.getByRole('button', { name: 'Upgrade OSU Account…' }).click();
    await this.dialog.getByLabel('Username that the patient tells you').fill(username);
    await this.dialog.getByRole('button', { name: 'Upgrade account', exact: true }).click();
  }

  /** Opens the letter and waits until it is there to look at. */
  async previewLetter(): Promise<void> {
    await this.printButton.click();
    await this.letterIsThere();
  }

  async letterIsThere(): Promise<void> {
    await expect(this.dialog.getByRole('button', { name: 'Print', exact: true })).toBeEnabled();
  }

  /** *Reset online account…* for this reason; ends when the new letter is there to look at. */
  async resetAccount(reason: string): Promise<void> {
    await this.#renew('Reset online account…', reason, 'Reset account');
    await this.letterIsThere();
  }

  /** The same where the practice has disabled the account: no letter opens, as it is not printed before Global is ticked. */
  async resetDisabledAccount(reason: string): Promise<void> {
    await this.#renew('Reset online account…', reason, 'Reset account');
    await expect(this.dialog).toBeHidden();
    await expect(this.pills).toContainText('Created');
  }

  /** *New letter…* for this reason; ends when it is there to look at. */
  async newLetter(reason: string): Promise<void> {
    await this.#renew('New letter…', reason, 'Issue new codes');
    await this.letterIsThere();
  }

  async #renew(button: string, reason: string, yes: string): Promise<void> {
    await this.account.getByRole('button', { name: button }).click();
    await this.dialog.getByLabel('Reason', { exact: true }).selectOption(reason);
    await this.dialog.getByRole('button', { name: yes, exact: true }).click();
  }

  /** Opens the letter and prints it at the host's print dialog, which ends it. */
  async printLetter(): Promise<void> {
    await this.previewLetter();
    await this.printShownLetter();
  }

  async printShownLetter(): Promise<void> {
    await this.page.getByRole('button', { name: 'Print', exact: true }).click();
    const atTheHost = this.page.getByRole('dialog', { name: 'Print', exact: true });
    await atTheHost.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Why something is switched off. */
  reasonFor(service: string): Locator {
    return this.services.getByLabel(`${service}: why it is switched off`);
  }

  /** Changes one of the ticks and saves. */
  async tick(service: string, enabled: boolean, reason = 'Misuse', note?: string): Promise<void> {
    await this.services.getByLabel(`${service}: enabled`).setChecked(enabled);
    if (!enabled) await this.reasonFor(service).selectOption(reason);
    if (note !== undefined) await this.services.getByLabel(`${service}: notes`).fill(note);
    await this.saveBar.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(this.saveBar).toBeHidden();
  }
}
