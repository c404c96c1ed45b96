import type { WorklistReason } from '../../../domain/practice/reasons.ts';
import type { WorklistId, WorklistOrder } from '../../../domain/practice/worklists.ts';
import type { PatientEnding } from '../../../domain/patient/patient-ending.ts';
import type { Sentences } from '../../sentences.ts';
import { dates as all } from '../dates.ts';
import { help as pageHelp } from '../help/accounts.ts';

export const dates = all;
export const help = pageHelp;

const NUMBERS = new Intl.NumberFormat('en-GB');
const number = (count: number): string => NUMBERS.format(count);
const accounts = (count: number): string =>
  count === 1 ? '1 account' : `${number(count)} accounts`;
const day = (instant: string): string => all.instant(instant).split(', ')[0] ?? '';
const time = (instant: string): string => all.instant(instant).split(', ').at(-1) ?? '';

/** As the page and the audit call them. */
const LIST_NAMES: Readonly<Record<WorklistId, string>> = {
  'codes-unused': 'Letter or codes not used yet',
  'codes-expiring': 'Codes expiring this week',
  'not-activated': 'Registered, not activated',
  locked: 'Locked',
  disabled: 'Disabled',
  basic: 'Online Services Users to upgrade',
  'made-elsewhere': 'Made elsewhere, not opened here yet',
  'unsent-waiting': 'Changes not sent yet',
  'unsent-attention': 'Changes that need a decision',
  all: 'All accounts',
  'no-account': 'No account yet',
  'no-verified-email': 'No verified email',
  'shared-email': 'Email shared with another patient',
  restricted: 'Restricted records',
  'turning-11': 'Turning 11 within 30 days',
  'turning-13': 'Turning 13 within 30 days',
  'turning-16': 'Turning 16 within 30 days',
  left: 'Died, left or merged, account still open',
  found: 'Found',
};

export const reasons: Sentences<WorklistReason> = {
  'nothing-to-look-for': 'Type a name, a patient number or an Account ID.',
  'names-not-looked-for':
    'Your clinical system does not find patients by name for these lists. Type the beginning of an Account ID.',
};

/** What the audit says of who looked. */
export const audit = {
  opened: 'Accounts of the practice opened: how many are on each list',
  listOpened: (list: WorklistId): string =>
    list === 'found'
      ? 'Accounts of the practice looked for by name, number or Account ID'
      : `List of accounts opened: ${LIST_NAMES[list]}`,
};

/** What the page *Accounts of the practice* says. */
export const page = {
  heading: 'Accounts of the practice',
  purpose:
    'Who has a letter and never used it, who is stuck, and how far the practice is. Choose a list; open a patient from it.',
  loading: 'Reading the lists…',
  signedOut: 'Sign in to see the accounts of the practice.',
  lists: 'Lists',
  ownLists: 'From the accounts',
  hostLists: 'With what the patients’ records say',
  noHostLists:
    'Lists of patients without an account, and by email address, age or restriction, are not there: your clinical system does not find patients by these.',
  /** Of a list in the list of lists, to those who do not see the number beside it. */
  listWithCount: (list: WorklistId, count: number | undefined): string =>
    count === undefined ? LIST_NAMES[list] : `${LIST_NAMES[list]}, ${number(count)}`,
  offline: 'There is no network. The lists show what this computer holds.',
  partial:
    'This computer is still reading the shared record for the first time: accounts may be missing from every list and number.',
  notFetched:
    'Who has no account is not known yet: this computer is still reading the shared record for the first time. Open the list again in a while.',
  again: 'Look again',
  stop: 'Stop looking',
  unmatched: (count: number, hasMore: boolean): string =>
    `${number(count)}${hasMore ? ' or more' : ''} ${count === 1 && !hasMore ? 'application for a basic account waits' : 'applications for a basic account wait'}. Nobody gets one before Online applications is opened in the Control Panel: exact matches are made there, the others decided.`,
};

export const names = {
  lists: LIST_NAMES,
  notDescribed:
    'Names are missing: your clinical system does not name patients who are not open. Account IDs are shown instead.',
  failed: (why: string): string => `Names are missing just now. ${why}`,
  unknown: 'Not known to your clinical system',
  asking: '…',
  restricted: 'Restricted',
};

export const endings: Readonly<Record<PatientEnding, string>> = {
  deceased: 'Died',
  merged: 'Record merged',
  departed: 'Left the practice',
  removal: 'Being removed from the list',
  'registered-elsewhere': 'Registered elsewhere',
};

export const search = {
  label: 'Find an account',
  hint: 'Name, patient number, or the beginning of an Account ID',
  hintAccountId: 'The beginning of an Account ID',
  find: 'Find',
  heading: (typed: string): string => `Found for “${typed}”`,
};

export const orders = {
  label: 'Order',
  names: {
    expiry: 'Last day of codes',
    created: 'Date made',
    status: 'Status',
    'account-id': 'Account ID',
    name: 'Name',
  } satisfies Record<WorklistOrder, string>,
  tooMany: (most: number): string =>
    `This order is there for lists of up to ${number(most)} accounts. The list is shown in its own order.`,
};

export const disabling = {
  heading: 'Reasons',
  count: 'Count by reason',
  none: 'No reason recorded',
};

export const letters = {
  heading: 'Letters',
  count: 'Count by letter',
  printed: 'Letter printed or saved',
  notPrinted: 'No letter printed yet',
};

export const division = {
  number,
  everybody: (count: number): string => `All (${number(count)})`,
  part: (label: string, count: number): string => `${label} (${number(count)})`,
  progress: (looked: number): string => `${number(looked)} read so far`,
};

/** Whoever has no account is counted by themselves. */
function on(list: WorklistId | 'found', count: number): string {
  if (list !== 'no-account') return accounts(count);
  return count === 1 ? '1 patient' : `${number(count)} patients`;
}

export const list = {
  count: (list: WorklistId | 'found', count: number, isWhole: boolean): string =>
    isWhole ? on(list, count) : `${on(list, count)} so far`,
  asOf: (instant: string): string => `as of ${time(instant)}`,
  progress: (looked: number): string => `${number(looked)} looked at so far`,
  looked: (looked: number): string => `${number(looked)} looked at`,
  stopped: 'Stopped before everybody had been looked at.',
  empty: 'Nobody is on this list.',
  notFound: 'No account was found. It is looked for among the accounts that this computer knows.',
  place: (row: number, count: number): string => `Row ${number(row)} of ${number(count)}`,
  moved: (row: number, count: number): string =>
    `The account left the list. Row ${number(row)} of ${number(count)}`,
  emptied: 'The last account left the list.',
  grid: (list: WorklistId): string => LIST_NAMES[list],
  opening: (name: string): string => `Opening ${name}…`,
  stayed: 'The patient was not opened: something is not saved.',
  choose: (name: string): string => `Choose ${name}`,
  chosen: (list: WorklistId | 'found', count: number): string => `${on(list, count)} chosen`,
  columns: {
    chosen: 'Chosen',
    name: 'Name',
    born: 'Born',
    number: 'Patient number',
    status: 'Account',
    codes: 'Codes',
    created: 'Made',
    used: 'Last used',
    accountId: 'Account ID',
  },
  codes: (until: string): string => `until ${until}`,
  codesOver: (until: string): string => `expired ${until}`,
  /** The day alone: there is little room. */
  day,
  letter: (instant: string): string => `letter ${day(instant)}`,
  noLetter: 'no letter yet',
  neverUsed: 'Never',
  noAccount: 'No account',
  unsent: { waiting: 'Not sent yet', attention: 'Needs a decision' },
};
