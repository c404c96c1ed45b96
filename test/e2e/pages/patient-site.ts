import { expect, type Locator, type Page } from '@playwright/test';

/** The first set of details on a letter. */
export interface TokenDetails {
  readonly practiceId: string;
  readonly patientId: string;
  readonly token: string;
}

/** The second set of details on a letter. */
export interface LinkageKeyDetails {
  readonly practiceId: string;
  readonly accountId: string;
  readonly linkageKey: string;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What somebody types who has no letter. */
export interface Application extends Login {
  readonly practiceId: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: string;
  readonly postcode: string;
}

/** A login that the site accepts. */
export const GOOD_LOGIN: Login = { username: 'Heron42', password: 'heron flies 42' };

/** The patient site, as a patient uses it. Each method waits until the page has answered. */
export class PatientSitePages {
  readonly page: Page;
  readonly heading: Locator;
  /** Appears when something is wrong. */
  readonly problem: Locator;
  /** Said at the head of a page after something was done. */
  readonly notice: Locator;
  /** What would have been sent by email. */
  readonly mailbox: Locator;
  /** Services switched on by the practice, in the patient's words. */
  readonly services: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1 });
    this.problem = page.getByRole('alert');
    this.notice = page.locator('#notice');
    this.mailbox = page.getByRole('region', { name: 'Mailbox of the stand-in' });
    this.services = page
      .getByRole('region', { name: 'Switched on by your practice' })
      .getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.page.goto('/patient-services/');
    await expect(this.heading).toHaveText('Use your practice’s services online');
  }

  /** Types the first set of details and sends them; ends at the next step or at a problem. */
  async enterTokenDetails(details: TokenDetails): Promise<void> {
    await this.page.goto('/patient-services/#register-with-token');
    await this.page.getByLabel('Practice ID').fill(details.practiceId);
    await this.page.getByLabel('Patient ID').fill(details.patientId);
    await this.page.getByLabel('Registration Token').fill(details.token);
    await this.#continue('Continue', 'Choose a username and password');
  }

  /** Types the second set of details and sends them; ends at the next step or at a problem. */
  async enterLinkageKeyDetails(details: LinkageKeyDetails): Promise<void> {
    await this.page.goto('/patient-services/#register-with-linkage-key');
    await this.page.getByLabel('Practice ID').fill(details.practiceId);
    await this.page.getByLabel('Account ID').fill(details.accountId);
    await this.page.getByLabel('Linkage Key').fill(details.linkageKey);
    await this.#continue('Continue', 'Choose a username and password');
  }

  /** Second step of registering, terms accepted. */
  async chooseLogin({ username, password }: Login = GOOD_LOGIN): Promise<void> {
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByLabel('I accept the terms of use').check();
    await this.#continue('Register', 'Check your email');
  }

  /** The whole of registering, by whichever way the details are for. */
  async register(details: TokenDetails | LinkageKeyDetails, login?: Login): Promise<void> {
    if ('token' in details) await this.enterTokenDetails(details);
    else await this.enterLinkageKeyDetails(details);
    await this.chooseLogin(login);
    await expect(this.heading).toHaveText('Check your email');
  }

  /** Follows the link of the email in the mailbox and activates. */
  async activate(): Promise<void> {
    await this.mailbox.getByRole('link', { name: 'Activate my account' }).click();
    await expect(this.heading).toHaveText('Activate your account');
    await this.#continue('Activate', 'Sign in');
  }

  /** The code in the email. */
  async activationCode(): Promise<string> {
    return (await this.page.locator('#mail-code').textContent()) ?? '';
  }

  /** Tries to sign in; ends signed in, at the mailbox, or at a problem. */
  async signIn({ username, password }: Login = GOOD_LOGIN): Promise<void> {
    await this.page.goto('/patient-services/#sign-in');
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill(password);
    await this.#continue('Sign in', /^(Your services|Check your email)$/);
  }

  /** Asks the practice for a basic account, without a letter; ends at the answer or at a problem. */
  async apply(details: Application): Promise<void> {
    await this.page.goto('/patient-services/#apply');
    await this.page.getByLabel('Practice ID').fill(details.practiceId);
    await this.page.getByLabel('First name').fill(details.given);
    await this.page.getByLabel('Surname').fill(details.family);
    await this.page.getByLabel('Date of birth').fill(details.birthDate);
    await this.page.getByLabel('Postcode').fill(details.postcode);
    await this.page.getByLabel('Email address').fill('heron@mail.example');
    await this.page.getByLabel('Username').fill(details.username);
    await this.page.getByLabel('Password').fill(details.password);
    await this.page.getByLabel('I accept the terms of use').check();
    await this.#continue('Ask the practice', 'Your practice has been asked');
  }

  /** Tells the practice, from the page of who is signed in, what has changed of how to reach them. */
  async changeContacts({
    email,
    mobile,
  }: {
    readonly email: string;
    readonly mobile: string;
  }): Promise<void> {
    await this.page.getByRole('link', { name: 'My contact details' }).click();
    await this.page.getByLabel('New email address').fill(email);
    await this.page.getByLabel('New mobile number').fill(mobile);
    await this.#continue('Send to my practice', 'Your services');
  }

  /** Signs in from the start, whatever comes of it. */
  async trySignIn({ username, password }: Login): Promise<void> {
    await this.page.goto('/patient-services/#start');
    await this.page.goto('/patient-services/#sign-in');
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill(password);
    await this.#continue('Sign in', /^(Your services|Your basic account)$/);
  }

  async signOut(): Promise<void> {
    await this.#continue('Sign out', 'Use your practice’s services online');
  }

  /** Presses the button and waits for the page it leads to, or for an answer that says why not. */
  async #continue(button: string, next: string | RegExp): Promise<void> {
    const answered = this.page.waitForResponse((response) => response.url().includes('/api/'));
    await this.page.getByRole('button', { name: button, exact: true }).click();
    await answered;
    await expect(this.heading.filter({ hasText: next }).or(this.problem)).toBeVisible();
  }
}
