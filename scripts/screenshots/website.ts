import type { BrowserContext, Page } from '@playwright/test';
import { expect } from './desk.ts';
import type { LetterCodes } from './letter-codes.ts';

const PASSWORD = 'heron flies 42';

/** What somebody types who has no letter. */
export interface Applicant {
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly postcode: string;
  readonly username: string;
}

/** What a patient does at home on the patient site. Each method waits until the page has answered. */
export class Website {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: BrowserContext): Promise<Website> {
    const website = new Website(await browser.newPage());
    await website.page.goto('/patient-services/');
    await website.shows('Use your practice’s services online');
    return website;
  }

  async shows(heading: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(heading);
  }

  async goTo(page: string, heading: string): Promise<void> {
    await this.page.goto(`/patient-services/#${page}`);
    await this.shows(heading);
  }

  async fillTokenDetails(patientId: string, { token }: LetterCodes): Promise<void> {
    await this.page.goto('/patient-services/#register-with-token');
    await this.page.getByLabel('Practice ID').fill('A99968');
    await this.page.getByLabel('Patient ID').fill(patientId);
    await this.page.getByLabel('Registration Token').fill(token);
  }

  async fillLinkageKeyDetails({ accountId, linkageKey }: LetterCodes): Promise<void> {
    await this.page.goto('/patient-services/#register-with-linkage-key');
    await this.page.getByLabel('Practice ID').fill('A99968');
    await this.page.getByLabel('Account ID').fill(accountId);
    await this.page.getByLabel('Linkage Key').fill(linkageKey);
  }

  async goOn(button: string, heading: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await this.shows(heading);
  }

  async chooseLogin(username: string): Promise<void> {
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByLabel('I accept the terms of use').check();
  }

  /** The whole of registering with the codes of a letter; the activation email is there. */
  async register(codes: LetterCodes, username = 'Heron42'): Promise<void> {
    await this.fillLinkageKeyDetails(codes);
    await this.goOn('Continue', 'Choose a username and password');
    await this.chooseLogin(username);
    await this.goOn('Register', 'Check your email');
  }

  async fillApplication({
    given,
    family,
    birthDate,
    postcode,
    username,
  }: Applicant): Promise<void> {
    await this.goTo('apply', 'Make a basic account');
    await this.page.getByLabel('Practice ID').fill('A99968');
    await this.page.getByLabel('First name').fill(given);
    await this.page.getByLabel('Surname').fill(family);
    await this.page.getByLabel('Date of birth').fill(birthDate);
    await this.page.getByLabel('Postcode').fill(postcode);
    await this.page.getByLabel('Email address').fill('heron@mail.example');
    await this.chooseLogin(username);
  }

  /** Asks the practice for a basic account. */
  async apply(applicant: Applicant): Promise<void> {
    await this.fillApplication(applicant);
    await this.goOn('Ask the practice', 'Your practice has been asked');
  }

  async activate(): Promise<void> {
    await this.page.getByRole('link', { name: 'Activate my account' }).click();
    await this.shows('Activate your account');
    await this.goOn('Activate', 'Sign in');
  }

  async trySigningIn(username: string, password = PASSWORD): Promise<void> {
    await this.goTo('sign-in', 'Sign in');
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill(password);
    const answered = this.page.waitForResponse((response) => response.url().includes('/api/'));
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await answered;
  }

  /** Five wrong passwords: the account is locked for four hours. */
  async lockOut(username: string): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt += 1)
      await this.trySigningIn(username, `no ${attempt}`);
    await expect(this.page.getByRole('alert')).toContainText(/lock/i);
  }
}
