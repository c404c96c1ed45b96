import type { BulkKind, Job, JobCounts, JobKind, JobWork } from '../../../domain/jobs/job.ts';
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

const letters = (count: number): string => (count === 1 ? '1 letter' : `${number(count)} letters`);

const KINDS: Readonly<Record<JobKind, string>> = {
  disable: 'Disable accounts',
  remind: 'Send reminders to activate',
  print: 'Print letters',
  reprint: 'Print copies of letters',
  create: 'Create accounts',
  'transfer-out': 'Transfer out',
  'transfer-in': 'Transfer in',
};
const title = (work: JobWork): string => {
  switch (work.kind) {
    case 'disable':
      return `${KINDS.disable}: ${services.reasons[work.reason]}`;
    case 'reprint':
      return work.again === undefined
        ? KINDS.reprint
        : `Print letters once more: batch ${number(work.again)}`;
    case 'transfer-out':
      return `${KINDS[work.kind]} to ${work.to.name} (${work.to.id})`;
    default:
      return KINDS[work.kind];
  }
};

const counted = ({ done, 'left-out': leftOut, failed, unknown = 0 }: JobCounts): string =>
  [
    `${number(done)} done`,
    `${number(leftOut)} left out`,
    ...(failed === 0 ? [] : [`${number(failed)} failed`]),
    ...(unknown === 0 ? [] : [`${number(unknown)} not known`]),
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
  'email-left-out':
    'There is no verified email address: open the patient, or look again with those without one.',
  'letter-made-already':
    'A letter with these codes was printed or saved already: choose to print copies.',
  'letter-never-made':
    'No letter with these codes was printed or saved yet: choose to print letters.',
  'number-left-out':
    'There is no patient number that can be used: open the patient to see what is wrong.',
  'letter-left-out':
    'The letter cannot be printed with this name and address: open the patient and look at the letter.',
  'perhaps-printed': ({ batch }) =>
    `The letter of batch ${number(batch)} may have been printed: look at the printer’s tray.`,
  'printed-not-noted':
    'The letter was printed, and that could not be noted for the patient: open the patient to look.',
  'batch-cancelled': ({ batch }) =>
    `Batch ${number(batch)} was not printed: printing was cancelled. Resume to print it.`,
  'batch-refused': ({ batch }) =>
    `Batch ${number(batch)} was not printed: your clinical system refused it. Resume to try again.`,
  'batch-in-doubt': ({ batch }) =>
    `Batch ${number(batch)} may have been printed, or may not: the program was closed before it was told. Look at the printer’s tray. Resume for the rest; then the report prints batch ${number(batch)} once more, with the same codes.`,
  'letters-not-printed': 'Your clinical system prints no letters of several patients in one piece.',
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
  noLetters: 'Your clinical system prints no letters of several patients in one piece.',
  noPatients: 'Your clinical system does not say who its patients are.',
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
  doneOtherwise: (why: string): string => `Done, and not as it was looked at: ${why}`,
  notYet: 'Not dealt with',
  leftOut: (why: string): string => `Left out: ${why}`,
  failed: (why: string): string => `Failed: ${why}`,
  unknown: (why: string): string => `Not known: ${why}`,
  batches: 'Batches',
  batch: ({
    number: which,
    of,
    printed,
    unknown,
    failed,
  }: Readonly<Record<'number' | 'of' | 'printed' | 'unknown' | 'failed', number>>): string =>
    `Batch ${number(which)} of ${number(of)}: ${[
      ...(printed === 0 && unknown + failed > 0 ? [] : [`${letters(printed)} printed`]),
      ...(unknown === 0 ? [] : [`${letters(unknown)} perhaps printed`]),
      ...(failed === 0 ? [] : [`${letters(failed)} failed`]),
    ].join(', ')}`,
  again: 'Print once more…',
  ofBatch: (name: string, which: number): string => `${name}: batch ${number(which)}`,
  printThese: 'Print these letters…',
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

/** The list in front of letters of many. */
export const cover = {
  title: (kind: JobKind): string =>
    kind === 'reprint' ? 'Copies of registration letters' : 'Registration letters',
  /** Names nobody: it travels to the print queue. */
  document: ({ number: which, of }: { readonly number: number; readonly of: number }): string =>
    `Online services registration letters, batch ${number(which)} of ${number(of)}`,
  practice: 'Practice',
  batch: 'Batch',
  batchOf: (which: number, of: number): string =>
    `${number(which)} of ${of === 1 ? '1 batch' : `${number(of)} batches`}`,
  letters: 'Letters in this batch',
  count: number,
  order: 'Order',
  orders: { gp: 'Usual GP, then name', name: 'Name' },
  by: 'Printed by',
  made: 'Made',
  at: all.instant,
  born: all.date,
  noGp: 'None named',
  columns: {
    place: 'No.',
    name: 'Name',
    usualGp: 'Usual GP',
    born: 'Born',
    number: 'Patient number',
  },
  copies: 'These are copies, with the same codes. Each says so.',
  again: (batch: number): string =>
    `Batch ${number(batch)} printed once more, with the same codes. If its first printing turns up, destroy it.`,
  sides: {
    one: 'Printed for one side of the paper: should two letters share a sheet, separate them or print again.',
    both: 'Printed for both sides of the paper: each letter begins on a sheet of its own.',
  },
  keep: 'This list is for the practice: send it to nobody.',
  without: (why: string, count: number): string => `${why} (${number(count)})`,
  missing: (count: number, why: readonly string[]): string =>
    `Chosen for this batch, and not in it: ${number(count)}. ${why.join(' ')} The report on the page says who.`,
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
  people: (count: number): string => `${patients(count)} chosen`,
  none: 'Choose accounts to do the same to many at once.',
  all: (count: number): string => `Choose all ${number(count)}`,
  shown: 'Choose those shown',
  clear: 'Choose none',
  actions: 'For those chosen',
  disable: 'Disable…',
  remind: 'Send reminders…',
  print: 'Print letters…',
  reprint: 'Print copies…',
  create: 'Create accounts…',
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
  print: 'Print letters',
  reprint: 'Print copies of letters',
  create: 'Create accounts',
  again: 'Print letters once more',
  size: 'Letters in a batch',
  order: 'Order',
  orders: { gp: 'Usual GP, then name', name: 'Name' },
  noGps:
    'Your clinical system does not say whose patients they are: letters come in order of their names.',
  duplex: 'The printer prints on both sides: begin each letter on a sheet of its own',
  services: 'Services',
  usualServices: 'The usual services of the practice',
  noRecords:
    'Views of the record stay off: whether a patient may see their record is decided for each patient.',
  withoutEmail: 'Also those without a verified email address: their letter says how to finish',
  why: 'Reason for disabling',
  choose: 'Choose a reason',
  reasonMissing: 'Choose a reason.',
  otherReason: 'A reason in your own words is about one patient: to give one, open the patient.',
  look: 'Look who would be done',
  looking: (looked: number, total: number): string =>
    `Looking: ${number(looked)} of ${number(total)}…`,
  todo: (kind: BulkKind, count: number): string => {
    switch (kind) {
      case 'disable':
        return `${accounts(count)} would be disabled.`;
      case 'remind':
        return `${patients(count)} would be sent a reminder.`;
      case 'print':
        return `${letters(count)} would be printed.`;
      case 'reprint':
        return `Copies of ${letters(count)} would be printed.`;
      case 'create':
        return `${accounts(count)} would be created.`;
    }
  },
  inBatches: (batches: number): string =>
    batches === 1 ? 'In 1 batch.' : `In ${number(batches)} batches.`,
  nobody: 'Nobody of those chosen would be done.',
  leftOut: (count: number): string => `${number(count)} left out`,
  nothingDone: 'Nothing has been done yet.',
  group: (label: string, count: number): string => `${label} (${number(count)})`,
  who: 'Who',
  more: (count: number): string => `and ${number(count)} more`,
  nameless: 'Names cannot be had just now.',
  asking: 'Asking for names…',
  confirm: (kind: BulkKind, count: number): string => {
    switch (kind) {
      case 'disable':
        return `Disable ${accounts(count)}`;
      case 'remind':
        return `Send ${count === 1 ? '1 reminder' : `${number(count)} reminders`}`;
      case 'print':
        return `Print ${letters(count)}`;
      case 'reprint':
        return `Print copies of ${letters(count)}`;
      case 'create':
        return `Create ${accounts(count)}`;
    }
  },
  starting: 'Beginning…',
  safe: {
    disable:
      'They cannot sign in any more until somebody enables the account. Each is looked at once more before it is done.',
    remind: 'Each is looked at once more before a message goes.',
    print:
      'No new codes are made. Your clinical system asks for each batch, with a list of it in front; each patient is looked at once more before.',
    reprint:
      'The codes stay the same, and each letter says that it is a copy. Your clinical system asks for each batch, with a list of it in front.',
    create:
      'Each is looked at once more before an account is created. The letters are printed after that.',
  } satisfies Readonly<Record<BulkKind, string>>,
};
