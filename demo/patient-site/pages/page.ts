import type { AccountPage } from '../account-page.ts';
import type { AppointmentsPage } from '../appointments.ts';
import type { ActivationMail } from '../activation-code.ts';

/** Names of the pages, as they stand behind the # of the address. */
export const PAGE_NAMES = [
  'start',
  'register',
  'register-with-token',
  'register-with-linkage-key',
  'choose-login',
  'apply',
  'applied',
  'waiting',
  'appointments',
  'contact-details',
  'check-email',
  'activate',
  'sign-in',
  'account',
] as const;
export type PageName = (typeof PAGE_NAMES)[number];

/** What one visit has come to so far. In memory only: leaving the site forgets it. */
export interface Visit {
  /** Stands for the details of the letter, once they were found right. */
  ticket?: string;
  /** Masked. */
  email?: string;
  mail?: ActivationMail;
  /** Brought along by the link of the email. */
  activationCode?: string;
  account?: AccountPage;
  appointments?: AppointmentsPage;
  /** Said once at the head of the next page. */
  notice?: string;
}

/** What a page may do besides showing itself. */
export interface Site {
  readonly visit: Visit;
  /** Goes to another page, with something to say at its head. */
  go(page: PageName, notice?: string): void;
  /** Puts an email into the mailbox of the stand-in. */
  deliver(mail: ActivationMail): void;
}

export interface Page {
  readonly heading: string;
  /** Where the page makes no sense yet: the page to show instead. */
  readonly insteadOf?: (visit: Visit) => PageName | undefined;
  readonly content: (site: Site) => readonly Node[];
}
