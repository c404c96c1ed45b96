import type { Period } from '../../../domain/practice/uptake.ts';
import { dates as all } from '../dates.ts';
import { help as pageHelp } from '../help/uptake.ts';

export const help = pageHelp;

const NUMBERS = new Intl.NumberFormat('en-GB');
export const number = (count: number): string => NUMBERS.format(count);
const counted = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** What the audit says of who looked, and of what went out. */
export const audit = {
  opened: 'Figures of how far the practice is opened',
  exported: {
    csv: 'Figures of how far the practice is exported as CSV',
    pdf: 'Figures of how far the practice is saved as PDF',
  },
  cancelled: 'Saving the figures of how far the practice is was cancelled',
};

/** What the page *Uptake of online services* says. */
export const page = {
  heading: 'Uptake of online services',
  purpose:
    'How far the practice is: figures over all online accounts that this computer knows, changes that are not sent yet included.',
  loading: 'Getting ready to count…',
  signedOut: 'Sign in to see how far the practice is.',
  offline: 'There is no network. The figures are of what this computer holds.',
  partial:
    'Not everything has come yet: this computer is still reading the shared record for the first time. Every figure may be too small. Count again later.',
  clock:
    'The time is not certain: this computer has not heard the shared record’s clock. Months, locks and expiry go by its own clock.',
  counting: 'Counting…',
  progress: (looked: number, total: number): string =>
    `${number(looked)} of ${counted(total, 'account', 'accounts')} read`,
  done: (accounts: number): string => `Counted: ${counted(accounts, 'account', 'accounts')}.`,
  moment: (instant: string): string => all.instant(instant),
  asOf: (instant: string): string => `As of ${all.instant(instant)}`,
  again: 'Count again',
  csv: 'Export CSV…',
  pdf: 'Save as PDF…',
  saving: 'Saving…',
  saved: 'The file was handed to your clinical system.',
  notSaved: 'Nothing was saved.',
  noTables: 'Your clinical system keeps no tables of the practice. Save a PDF instead.',
  empty: 'The practice has no online accounts yet. As soon as one is made, it is counted here.',
  stopped: (why: string): string => `The figures could not be counted. ${why}`,
  unread:
    'Online Services could not read what is kept on this computer. Count again; if this stays, reload the page.',
  table: (heading: string): string => `${heading} as a table`,
  noShare: '–',
};

export const statuses = {
  heading: 'Accounts now',
  note: 'Every account under the status that it has now; one whose lock has run out is active again.',
  columns: ['Status', 'Accounts'],
  all: 'All accounts',
  disabled: 'Of these disabled by the practice',
  basic: 'Of these Online Services Users',
};

export const access = {
  heading: 'Access to the record',
  note: 'Counted are accounts for which Summary Data or Detailed Coded Record is enabled, of all accounts in use. In use is an account that the patient has activated, that is not disabled or suspended, and whose patient’s identity is checked; Online Services Users count as in use and see no record.',
  goal: (goal: number): string =>
    `NHS England lists practices that give record access to under ${goal} % of their online accounts.`,
  columns: ['What', 'Accounts', 'Per cent'],
  accounts: 'All accounts',
  inUse: 'In use',
  seesRecord: 'In use, and can see the record',
  nobody: 'No account is in use yet, so there is no share to tell.',
  share: (percent: number, seesRecord: number, inUse: number): string =>
    `${percent} % of accounts in use can see the record: ${number(seesRecord)} of ${number(inUse)}.`,
  reached: (goal: number): string => `At or above ${goal} %`,
  missed: (goal: number): string => `Under ${goal} %`,
  chart: 'Share of accounts in use that can see the record',
  mark: (goal: number): string => `${goal} %`,
};

const month = (text: string): string => {
  const [year = '', number = ''] = text.split('-');
  return `${all.months[Number(number) - 1] ?? number} ${year}`;
};

export const months = {
  heading: 'By month',
  note: 'When accounts were made, used for the first time (the patient registered with the letter’s codes) and activated. An account that was reset counts by its newest registration and activation.',
  label: 'Months',
  periods: {
    year: 'Last 12 months',
    'two-years': 'Last 24 months',
    all: 'All months',
  } satisfies Record<Period, string>,
  columns: ['Month', 'Made', 'Used for the first time', 'Activated'],
  earlier: 'Earlier',
  later: 'Later than now: a clock was wrong',
  month,
  described: (total: number, most: { readonly label: string; readonly count: number }): string =>
    total === 0
      ? 'None.'
      : `${number(total)} in all; most in ${most.label}: ${number(most.count)}.`,
};

export const codes = {
  heading: 'Letters and codes',
  note: 'Sets of codes that were issued; those of which a letter was printed or saved; and those of these that the patient used to register.',
  columns: ['Sets of codes', 'Number'],
  issued: 'Codes issued',
  onLetter: 'Letter printed or saved',
  usedFromLetter: 'Used, of those with a letter',
  letters: 'Letters in all, copies too',
  used: 'Used in all, without a letter too',
  waiting: 'Waiting to be used',
  expired: 'Expired unused',
  withdrawn: 'Withdrawn',
};

export const gps = {
  heading: 'By usual GP',
  note: 'Whose patients have accounts, by the usual GP that the patient’s record names today; the share is of accounts in use.',
  columns: ['Usual GP', 'Accounts', 'In use', 'Can see the record', 'Per cent'],
  none: 'No usual GP',
  unknown: 'Not known to your clinical system',
  notDescribed:
    'Left out: your clinical system does not tell the usual GP of patients who are not open.',
  failed: (why: string): string => `Left out: the usual GPs could not be read. ${why}`,
};

export const file = {
  title: 'Uptake of online services',
  practice: 'Practice',
  exportedBy: 'Exported by',
  asOf: 'As of',
  counted: 'What is counted',
  percent: (percent: number): string => `${percent} %`,
};
