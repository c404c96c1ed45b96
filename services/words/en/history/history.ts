import type { HistoryKind, WebsiteAction } from '../../../domain/history/history-kind.ts';
import type { WebsiteFacts } from '../../../domain/history/history-row.ts';
import { dates } from '../dates.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' });

/** When an entry was made: its day is said once for all of it. */
export const time = {
  day: dates.longDate,
  /** As clocks in the United Kingdom show it. */
  clock: (instant: string): string => CLOCK.format(Date.parse(instant)),
};

/** What an entry is about, as it is looked for. */
export const kinds: Readonly<Record<HistoryKind, string>> = {
  account: 'Account',
  codes: 'Codes and letters',
  services: 'Services',
  identity: 'Identification',
  contacts: 'Contact details',
  openings: 'Openings and exports',
  refusals: 'Refusals',
};

/** What a website does, told by its codes alone. */
export const website: Readonly<Record<WebsiteAction, (facts: WebsiteFacts) => string>> = {
  'register-with-codes': () => 'Registered on the website with the codes of the letter',
  'activate-account': () => 'Activated the account',
  'sign-in-first': () => 'Signed in for the first time',
  'refuse-password': ({ tries, until }) =>
    `Wrong password${tries === undefined ? '' : ` (${tries} of 5)`}${until === undefined ? '' : `; nobody can sign in until ${dates.instant(until)}`}`,
  'lock-account': ({ until }) =>
    `Account locked after five wrong passwords${until === undefined ? '' : `, until ${dates.instant(until)}`}`,
  'change-contact-details': () =>
    'Changed email address or mobile number at the website, for the practice to look at',
  'end-lock': () => 'Lock over; ended with the next sign-in',
};

/** One entry: who, where, and what, where no sentence of its own came with it. */
export const entry = {
  /** A newer version, or another website, wrote it. */
  unknown: (action: string): string =>
    `Something was recorded that this version of Online Services does not know (${action})`,
  noSummary: (action: string): string => `Recorded without a description (${action})`,
  patient: 'The patient',
  website: 'The patient website',
  rule: (name: string): string => `A rule, while ${name} was signed in`,
  rules: 'Rules',
  sentBy: (name: string): string => `sent by ${name}`,
  workstation: (name: string): string => `at workstation ${name}`,
  onWebsite: 'on the patient website',
  reason: (reason: string): string => `Reason: ${reason}`,
  unsent: 'Not sent yet',
  refused: 'Refused',
};

/** What the audit says of who has looked, and taken it out. */
export const audit = {
  opened: 'History of the account opened',
  exporting: { csv: 'goes to a CSV file', pdf: 'goes to a PDF', print: 'goes to the printer' },
  exports: (how: string, entries: number): string =>
    `History of the account (${counted(entries)}) ${how}`,
  cancelled: 'History of the account not exported: cancelled',
};

/** The dialog that lists it. */
export const dialog = {
  heading: 'History',
  reading: 'Reading the history…',
  exporting: 'Exporting the history…',
  filter: 'What to show',
  kind: 'Kind',
  anyKind: 'All kinds',
  person: 'By whom',
  anybody: 'Anybody',
  from: 'From',
  to: 'To',
  noDate: 'Type a date such as 22/11/2026, or leave it empty.',
  endBeforeBeginning: 'This is before the first day. Type a later one.',
  show: 'Show these days',
  list: 'What happened, newest first',
  empty: 'Nothing has happened yet.',
  noneFound: 'No entry is what you look for.',
  noneFoundYet: 'No entry that has been read so far is what you look for. There are older ones.',
  /** How many are listed; of how many that have been read, and whether there are more. */
  count: (shown: number, read: number, isAll: boolean): string => {
    const of = shown === read ? counted(shown) : `${shown} of ${counted(read)}`;
    return isAll ? of : `${of} read so far; there are more, or may be`;
  },
  more: 'Show older entries',
  again: 'Try again',
  /** What is here is shown; never that it is all. */
  notRead: (why: string): string =>
    `Not everything could be read, so what is shown may not be all. ${why}`,
  unreadable: (entries: number): string =>
    entries === 1
      ? '1 more entry is on the shared record and cannot be read.'
      : `${entries} more entries are on the shared record and cannot be read.`,
  close: 'Close',
  print: 'Print…',
  pdf: 'Save as PDF…',
  csv: 'Save as CSV…',
  done: { csv: 'CSV saved.', pdf: 'PDF saved.', print: 'History printed.' },
  cancelled: 'Cancelled. Nothing went out.',
};

/** What stands in an exported history. */
export const report = {
  title: 'History of an online account',
  practice: 'Practice',
  patient: 'Patient',
  born: 'Born',
  exportedBy: 'Exported by',
  exportedAt: 'Exported on',
  shows: 'Shows',
  entries: 'Entries',
  everything: 'everything',
  onlyKind: (kind: string): string => `only ${kind}`,
  onlyPerson: (person: string): string => `only by ${person}`,
  from: (day: string): string => `from ${day}`,
  to: (day: string): string => `to ${day}`,
  incomplete: (why: string): string =>
    `NOT COMPLETE: not everything could be read when this was made. ${why}`,
  tooMany: 'There are more entries than are exported at once. Choose fewer days.',
  unreadable: (entries: number): string =>
    entries === 1
      ? 'NOT COMPLETE: 1 more entry is on the shared record and cannot be read.'
      : `NOT COMPLETE: ${entries} more entries are on the shared record and cannot be read.`,
  columns: {
    date: 'Date',
    time: 'Time',
    what: 'What',
    who: 'Who',
    where: 'Where',
    kind: 'Kind',
    reason: 'Reason',
    remarks: 'Remarks',
  },
};

function counted(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}
