/** Pages of the staff guide (docs/guide), by the names of their files; each is called as its own heading is. */
export const guidePages = {
  contacts: 'Contact details',
  identification: 'Identification',
  'creating-an-account': 'Creating an account',
  'basic-accounts': 'Basic accounts',
  services: 'Services',
  'status-and-locking': 'Status, locking and disabling',
  'letter-and-codes': 'The letter and its codes',
  history: 'History',
  'sharing-and-unsent-work': 'Sharing and unsent work',
  'whole-practice': 'Accounts of the whole practice',
  'practice-split': 'Practice split and merge',
  'control-panel': 'The Control Panel page',
};

export type GuidePage = keyof typeof guidePages;

/** What something on the screen is for. */
export interface HelpText {
  readonly purpose: string;
  /** Each by the name it has on the screen, in the order in which it is met. */
  readonly controls: readonly { readonly name: string; readonly means: string }[];
  /** Where the staff guide says more. */
  readonly pages: readonly GuidePage[];
}

export const readMore = (page: GuidePage): string =>
  `Read more in the staff guide: ${guidePages[page]} (opens in a new window)`;
