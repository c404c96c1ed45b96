import type { Job, JobCounts, JobKind, JobWork } from '../../../domain/jobs/job.ts';
import type { JobReason } from '../../../domain/jobs/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates as all } from '../dates.ts';
import { services } from '../views.ts';

const NUMBERS = new Intl.NumberFormat('en-GB');
const number = (count: number): string => NUMBERS.format(count);
const patients = (count: number): string =>
  count === 1 ? '1 patient' : `${number(count)} patients`;
const accounts = (count: number): string =>
  count === 1 ? '1 account' : `${number(count)} accounts`;
const time = (instant: string): string => all.instant(instant).split(', ').at(-1) ?? '';

const KINDS: Readonly<Record<JobKind, string>> = {
  disable: 'Disable accounts',
  remind: 'Send reminders to activate',
  'transfer-out': 'Transfer out',
  'transfer-in': 'Transfer in',
};
const title = (work: JobWork): string => {
  if (work.kind === 'disable') return `${KINDS.disable}: ${services.reasons[work.reason]}`;
  return work.kind === 'transfer-out'
    ? `${KINDS[work.kind]} to ${work.to.name} (${work.to.id})`
    : KINDS[work.kind];
};

const counted = ({ done, 'left-out': leftOut, failed }: JobCounts): string =>
  [
    `${number(done)} done`,
    `${number(leftOut)} left out`,
    ...(failed === 0 ? [] : [`${number(failed)} failed`]),
  ].join(', ');
const progress = (counts: JobCounts, left: number): string =>
  left === 0 ? counted(counts) : `${counted(counts)}, ${number(left)} to go`;

export const reasons: Sentences<JobReason> = {
  'restricted-left-out': 'The record is restricted: open the patient and decide there.',
  'child-left-out': 'The patient is under 16: open the patient and decide there.',
  'patient-not-told':
    'Your clinical system does not say who this is, or does not show them to you.',
  'disabled-already': 'The account is disabled already.',
  'reminded-lately': ({ days }) =>
    `A reminder was sent within the last ${days === 1 ? 'day' : `${number(days)} days`}.`,
  'no-network':
    'There is no network, and reminders cannot be sent without it. Resume when it is back.',
  'many-failed': ({ count }) =>
    `${number(count)} patients in a row could not be done. Look at the report, and resume when what is wrong has been put right.`,
  'host-refused-one': 'Your clinical system refused it, or did not answer, for this patient.',
  'looked-too-long-ago': 'This was looked at too long ago. Look again at who would be done.',
  'nobody-to-do': 'Nobody of those chosen can be done.',
  'job-in-hand': 'Something that you have begun is not finished yet. Wait for it, or cancel it.',
  'job-of-another': ({ by }) => `${by} began this, and nobody else goes on with it.`,
  'job-over': 'This has ended already.',
  'file-of-nobody': 'Nobody of those chosen can go into a file: restricted records stay out of it.',
};

/** Of a reason that a newer version has kept. */
export const unknownReason = 'For a reason that this version does not know.';

export const notHere = {
  noMessages: 'Your clinical system cannot send messages to patients.',
  noFiles: 'Your clinical system keeps no such files.',
};

export const job = {
  title,
  progress,
  timeLeft: (ms: number): string => {
    const seconds = Math.ceil(ms / 1000);
    if (seconds < 60) return 'less than a minute left';
    const minutes = Math.round(seconds / 60);
    return minutes === 1 ? 'about a minute left' : `about ${number(minutes)} minutes left`;
  },
};

export const audit = {
  opened: 'Looked at what is done to many patients at once',
  started: ({ work, left, counts }: Job): string =>
    `${title(work)}, for many at once: begun for ${patients(left)}, ${number(counts['left-out'])} left out`,
  resumed: ({ work, counts, left }: Job): string =>
    `${title(work)}, for many at once: resumed (${progress(counts, left)})`,
  cancelled: ({ work, counts, left }: Job): string =>
    `${title(work)}, for many at once: cancelled (${progress(counts, left)})`,
  ended: ({ work, counts, left }: Job): string =>
    `${title(work)}, for many at once: ended (${progress(counts, left)})`,
  reportSaved: ({ work, total }: Job): string =>
    `Report saved as a file: ${title(work)}, ${patients(total)}`,
  exported: (list: string, count: number): string =>
    `List saved as a file: ${list}, ${accounts(count)}`,
  savingCancelled: 'Saving the file was cancelled',
};

/** Jobs of other workstations. */
export const elsewhere = {
  heading: 'At other computers',
  unknown: 'What other computers are doing is not known just now.',
  job: (told: {
    readonly kind: string;
    readonly by: { readonly name: string };
    readonly startedAt: string;
    readonly counts: JobCounts;
    readonly left: number;
    readonly state: string;
    readonly toldAt: string;
  }): string => {
    const what = Object.hasOwn(KINDS, told.kind) ? KINDS[told.kind as JobKind] : 'Many at once';
    const state = told.state === 'paused' ? ', paused' : '';
    return `${what}${state}: begun by ${told.by.name}, ${all.instant(told.startedAt)}. ${progress(told.counts, told.left)}, as told at ${time(told.toldAt)}.`;
  },
};

export const report = {
  heading: 'What became of everybody',
  done: 'Done',
  notYet: 'Not dealt with',
  leftOut: (why: string): string => `Left out: ${why}`,
  failed: (why: string): string => `Failed: ${why}`,
  head: ({ by, startedAt, counts, left }: Job): readonly (readonly string[])[] => [
    ['Begun by', by.name],
    ['Begun', all.instant(startedAt)],
    ['So far', progress(counts, left)],
  ],
  columns: ['Name', 'Born', 'Patient number', 'What became of it'],
  save: 'Save report as CSV…',
  saved: 'The report was handed over to be saved.',
  show: 'Report',
  hide: 'Hide report',
};

/** A list as a file. */
export const file = {
  title: 'Online services accounts',
  disabled: 'Disabled',
  head: (list: string, at: string, by: string): readonly (readonly string[])[] => [
    ['Online services accounts', list],
    ['As of', all.instant(at)],
    ['Saved by', by],
  ],
  columns: [
    'Name',
    'Born',
    'Patient number',
    'Patient',
    'Account',
    'Disabled',
    'Codes until',
    'Letter',
    'Made',
    'Last used',
    'Account ID',
  ],
};

/** What the page says. */
export const page = {
  selected: (count: number): string => `${accounts(count)} chosen`,
  none: 'Choose accounts to do the same to many at once.',
  all: (count: number): string => `Choose all ${number(count)}`,
  shown: 'Choose those shown',
  clear: 'Choose none',
  actions: 'For those chosen',
  disable: 'Disable…',
  remind: 'Send reminders…',
  export: 'Save list as CSV…',
  jobs: 'Done to many at once',
  reading: (looked: number, total: number): string => `${number(looked)} of ${number(total)} read…`,
  saved: 'The list was handed over to be saved.',
  notSaved: 'The list was not saved.',
  notInFile: (count: number): string => `Not in the file: ${accounts(count)}.`,
  started: 'It has begun. You can go on working; it goes on while this program is open.',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel the rest',
  cancelled: 'Cancelled. Those who were done stay done.',
  pausedNow: 'Paused.',
  by: (name: string, at: string): string => `Begun by ${name}, ${all.instant(at)}`,
  phases: {
    running: 'Running',
    paused: 'Paused',
    interrupted: 'Interrupted: it goes on when you resume it',
    'of-another': 'Waits for who began it to sign in and resume it',
    done: 'Finished',
    cancelled: 'Cancelled',
  },
  of: (name: string, title: string): string => `${name}: ${title}`,
  stop: 'Stop',
};

export const dialog = {
  disable: 'Disable accounts',
  remind: 'Send reminders',
  why: 'Reason for disabling',
  choose: 'Choose a reason',
  reasonMissing: 'Choose a reason.',
  otherReason: 'A reason in your own words is about one patient: to give one, open the patient.',
  look: 'Look who would be done',
  looking: (looked: number, total: number): string =>
    `Looking: ${number(looked)} of ${number(total)}…`,
  todo: (kind: JobKind, count: number): string =>
    kind === 'disable'
      ? `${accounts(count)} would be disabled.`
      : `${patients(count)} would be sent a reminder.`,
  nobody: 'Nobody of those chosen would be done.',
  leftOut: (count: number): string => `${number(count)} left out`,
  nothingDone: 'Nothing has been done yet.',
  group: (label: string, count: number): string => `${label} (${number(count)})`,
  who: 'Who',
  more: (count: number): string => `and ${number(count)} more`,
  nameless: 'Names cannot be had just now.',
  asking: 'Asking for names…',
  confirm: (kind: JobKind, count: number): string =>
    kind === 'disable'
      ? `Disable ${accounts(count)}`
      : `Send ${count === 1 ? '1 reminder' : `${number(count)} reminders`}`,
  again: 'Look again',
  starting: 'Beginning…',
  safe: (kind: JobKind): string =>
    kind === 'disable'
      ? 'They cannot sign in any more until somebody enables the account. Each is looked at once more before it is done.'
      : 'Each is looked at once more before a message goes.',
};
