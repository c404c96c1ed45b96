import type { PatientReason } from '../../../domain/patient/reasons.ts';
import type { ChecklistItem } from '../../../domain/split/checklist.ts';
import type { Foreseen, SinceTheLook } from '../../../domain/split/foreseen.ts';
import type { ListReason } from '../../../domain/split/number-list.ts';
import type { SplitReason } from '../../../domain/split/reasons.ts';
import type { Notice } from '../../../domain/split/split-rules.ts';
import type { GiveBackReason, NamedPractice } from '../../../domain/split/transfer.ts';
import { sentence, type Sentences } from '../../sentences.ts';
import { dates as all } from '../dates.ts';
import { help as pageHelp } from '../help/split.ts';
import { patient } from '../patient/views.ts';

const NUMBERS = new Intl.NumberFormat('en-GB');
const number = (count: number): string => NUMBERS.format(count);
const accounts = (count: number): string =>
  count === 1 ? '1 account' : `${number(count)} accounts`;

const GIVEN_BACK: Readonly<Record<GiveBackReason, string>> = {
  'not-registered-here': 'Not registered at this practice',
  'details-differ': 'Details do not agree',
  duplicate: 'Handed over twice',
};

const NEW: Readonly<Record<Foreseen, string>> = {
  disabled: 'The account has been disabled since.',
  'codes-unused': 'Codes have been issued since.',
  restricted: 'The record has been restricted since.',
  child: 'The date of birth says since then that the patient is under 16.',
  'has-account': 'The patient has got an account here since: no second one was made.',
};
const GONE: Readonly<Record<Foreseen, string>> = {
  disabled: 'The account has been enabled since.',
  'codes-unused': 'The codes have been used, or have ended, since.',
  restricted: 'The record is restricted no longer.',
  child: 'The patient is 16 or older by now.',
  'has-account': 'The account that was here has gone since: one was made.',
};

/** What was otherwise than at the look. */
function sinceTheLook(since: SinceTheLook): string {
  return [...since.new.map((each) => NEW[each]), ...since.gone.map((each) => GONE[each])].join(' ');
}

export const dates = all;
export const help = pageHelp;
export const day = all.date;

export const reasons: Sentences<SplitReason> = {
  'moved-already': ({ to }) => `The account has moved to ${to} already.`,
  'basic-not-moved':
    'A basic account does not move: nobody has checked whose it is. Upgrade it first, or the patient makes one at the new practice.',
  'work-not-sent':
    'Something that was done here for this patient is not on the shared record yet. Wait until it is, and look again.',
  'not-everything-fetched':
    'This computer has not fetched everything from the shared record yet: somebody would be missing. Look again in a moment.',
  'restricted-not-moved':
    'The record is restricted. Tick that restricted records go too, if that has been decided.',
  'two-accounts':
    'The shared record has two accounts of this patient, which it was to let nobody have. Have that put right before the patient moves: closing one would leave the other open.',
  'no-such-number': 'Nobody at this practice has this patient number.',
  'two-with-number': 'More than one record here has this patient number.',
  'birth-date-differs': 'The number is right, and the date of birth differs.',
  'surname-differs': 'The number and the date of birth are right, and the surname differs.',
  'gone-here': 'The patient who fits is no patient of this practice any more.',
  'restricted-here': 'The record of the patient who fits is restricted.',
  'not-eligible-here': 'The patient who fits cannot have an online account.',
  'patients-not-searched':
    'Your clinical system does not say who may be meant. Open the registration of the patient, then come back.',
  'disabled-there-open-here':
    'The account was disabled at the old practice, and the patient’s account here is enabled. Decide which holds: match it, and then disable the account here if it should be.',
  'work-needs-a-person':
    'The account is made here, and a change of this patient needs somebody before all of it is on the shared record: open the patient’s Online Services tab and see to it there.',
  'made-in-part': ({ since }) =>
    `Another computer began to make this account on ${all.instant(since)} and has not gone on: services or codes are missing, so the patient cannot use it. If whoever took it in there can sign in at that computer again, it goes on by itself. If not, choose “It is this patient…” to finish it here; a letter that was printed there stops working then.`,
  'same-patient-twice':
    'Another transfer is of the same patient. Take that one in first, and look again.',
  'moved-away-here':
    'The account here was closed when the patient moved to another practice. Match it; then check the identity again and enable the account here.',
  'moved-away-disabled-here':
    'The account here was disabled by this practice, and the patient moved to another one. Match it; whether the account here is to be enabled again is for you to decide.',
  'taken-up-as-before':
    'The new practice took it up before it was changed here: tell the new practice what is disabled or restricted, then close the account here.',
  'otherwise-than-looked': sinceTheLook,
  'not-all-transfers-read':
    'Not all transfers could be read, so whether all came as it was looked at is not known. Compare again later.',
  'transfer-gone': 'This transfer is not there any more.',
  'transfer-claimed': 'The new practice is taking this one in already, or has done so.',
  'transfer-over': 'Somebody else has dealt with this transfer meanwhile. Look again.',
  'give-back-reason-missing': 'Choose why it is given back.',
  'transfers-unreachable': ({ why }) => `Transfers cannot be read or changed now. ${why}`,
  'practice-code-missing': 'Type the code of the new practice.',
  'practice-code-unlikely':
    'This is no practice code: a letter and five digits, such as A12345, or two letters and four digits.',
  'practice-code-own': 'This is the code of your own practice.',
  'practice-name-missing': 'Type the name of the new practice, as patients know it.',
  'split-date-missing': 'Type the day of the split or merge.',
  'split-date-far': 'The day is more than a year from today. Check the year.',
  'usual-gp-missing': 'Choose the usual GP whose patients move.',
  'list-empty': 'Paste the patient numbers, or choose a file.',
};

/** What is wrong with a number as it stands in a list: nothing is known of anybody's record. */
type NumberReason = Extract<
  PatientReason,
  { readonly code: 'not-ten-digits' | 'number-mistyped' | 'number-out-of-range' }
>;

const LINES: Sentences<ListReason | NumberReason> = {
  'line-without-number': 'There is no patient number in this line.',
  'line-again': ({ first }) => `The same number stands in line ${number(first)}.`,
  'line-of-nobody': 'Nobody at this practice has this number.',
  'line-of-two': 'More than one record has this number.',
  'not-ten-digits': ({ scheme }) => `The ${patient.number[scheme]} does not have ten digits.`,
  'number-mistyped': ({ scheme }) =>
    `The ${patient.number[scheme]} is mistyped: its check digit is wrong.`,
  'number-out-of-range': ({ scheme }) => `This cannot be a patient’s ${patient.number[scheme]}.`,
};

/** Why a line of the list was not taken; `undefined` where that is said as anywhere. */
export function lineOf(reason: ListReason | PatientReason): string | undefined {
  return Object.hasOwn(LINES, reason.code)
    ? sentence(LINES, reason as ListReason | NumberReason)
    : undefined;
}

export const notices: Readonly<Record<Notice, string>> = {
  disabled: 'Disabled: stays disabled at the new practice, and gets no codes',
  'codes-unused': 'Has a letter whose codes nobody has used: they stop working',
  'no-verified-email': 'No verified email address: will not hear of it by email',
  restricted: 'Restricted record',
  child: 'Under 16',
};

export const checklist: Readonly<Record<ChecklistItem, string>> = {
  'tell-suppliers':
    'Tell the suppliers of your clinical system, of the NHS App connection and of online consultations the new code and the day.',
  'compare-codes': 'Compare code and name with the new practice, in writing.',
  'tell-patients':
    'Tell patients that their online account moves, that sign-in stops on the day, and that a letter comes.',
  'finish-waiting-work':
    'See that no work waits to be sent, that unmatched applications are dealt with, and that messages and requests from patients are answered: what is left behind cannot be fetched later.',
  'hand-over': 'Here: Transfer out.',
  'move-registrations':
    'Move the registrations on the national list. Do it after Transfer out: accounts of patients who are registered elsewhere are not handed over any more.',
  'take-in': 'At the new practice: Transfer in.',
  'send-letters':
    'At the new practice: print and send the letters. The list of accounts finds those whose letter has not been printed.',
  'look-at-left-over':
    'At both practices: look at what has been handed over and not taken in, until nothing is left.',
  'close-old-code':
    'Ask for the old code to be closed, if nobody is left there. Patients who use NHS login link their account again.',
};

export const audit = {
  opened: 'Looked at practice split and merge',
  closing: 'Close account: moved to another practice',
  handedOver: ({ name, id }: NamedPractice): string =>
    `Account handed over to ${name} (${id}); closed here, codes withdrawn, apps unlinked`,
  claimed: ({ name, id }: NamedPractice, byHand: boolean): string =>
    `Transfer from ${name} (${id}) matched to this patient${byHand ? ' by staff' : ': number, date of birth and surname agree'}`,
  movedTo: ({ name, id }: NamedPractice): string => `Moved to ${name} (${id})`,
  takingIn: 'Take in account from another practice',
  takenIn: ({ name, id }: NamedPractice, isEnabled: boolean): string =>
    `Account taken in from ${name} (${id}) with its services and restrictions; ${isEnabled ? 'new codes issued' : 'disabled as it was there, no codes'}`,
  finishedIn: ({ name, id }: NamedPractice): string =>
    `Account from ${name} (${id}), which another computer had begun to take in, finished: services, restrictions and codes that were missing added`,
  checkedThere: ({ name, id }: NamedPractice): string => `Checked at ${name} (${id})`,
  takingBack: 'Take back account from another practice',
  takenBack: ({ name, id }: NamedPractice): string =>
    `Account taken back from ${name} (${id}); a new letter is needed`,
  givenBack: ({ name, id }: NamedPractice, why: GiveBackReason): string =>
    `Transfer given back to ${name} (${id}): ${GIVEN_BACK[why].toLowerCase()}`,
};

export const details = {
  number: 'Patient number',
  birthDate: 'Date of birth',
  surname: 'Surname',
  name: 'Name',
  account: 'Account',
};
export const nothing = 'Not recorded';
const STATES = { enabled: 'Enabled', disabled: 'Disabled' };
export { STATES as accounts };

export const follows = {
  made: 'An account is made with the same services and restrictions.',
  hasOne:
    'This patient has an account here: it stays as it is, and no second one is made. No service is added.',
  finished:
    'The account that is here is finished: its services, their restrictions and new codes are added as far as they are missing.',
};

export const agreement = {
  same: (total: number): string =>
    `What came of it is what the look before said, for all ${number(total)}.`,
  differs: (count: number, total: number): string =>
    `For ${number(count)} of ${number(total)} it came otherwise than the look before said:`,
};

/** What is on its way. */
export const way = {
  states: {
    waiting: (): string => 'Handed over. The new practice has not taken it in yet.',
    'being-taken-in': (): string => 'The new practice is taking it in.',
    'open-here': (): string => 'Handed over, and the account here is still open.',
    'open-at-both': (): string =>
      'The new practice has taken it up, and the account here is still open. Tell the new practice what has been disabled or restricted here since; then close it here.',
    'back-unfinished': (): string => 'Taken back, and the account here is still closed.',
    'given-back': (why: string | undefined): string =>
      `Given back by the new practice${why !== undefined && Object.hasOwn(GIVEN_BACK, why) ? `: ${GIVEN_BACK[why as GiveBackReason].toLowerCase()}` : ''}. The account here is closed: take it back.`,
  },
};

/** What the page says. */
export const page = {
  heading: 'Practice split and merge',
  purpose:
    'Moves online accounts when patients of one practice code move to another. The old practice hands over, the new one takes in: nobody needs rights in both.',
  signedOut: 'Sign in to see this page.',
  loading: 'Reading…',
  checklist: 'What to do, and when',
  checklistHint: 'Days are counted from the day of the split or merge that is typed above.',
  checklistToday: 'No day is typed above yet: days are counted as if it were today.',
  by: (date: string): string => `By ${date}`,
  out: 'Transfer out',
  outHint: 'For the old practice. First look who would go; nothing is done by looking.',
  code: 'Code of the new practice',
  codeHint: 'As in “A12345”. Compare it with what the new practice has told you.',
  name: 'Name of the new practice',
  nation: 'Nation',
  nations: {
    england: 'England',
    wales: 'Wales',
    scotland: 'Scotland',
    'northern-ireland': 'Northern Ireland',
  },
  on: 'Day of the split or merge',
  who: 'Who moves',
  whoAll: 'Everybody with an account',
  whoGp: 'Patients of a usual GP',
  whoList: 'Patients of a list',
  gp: 'Usual GP',
  chooseGp: 'Choose a GP',
  list: 'Patient numbers',
  listHint: 'One a line, or a table with them in a column.',
  file: 'Or a file (CSV or text)',
  fileTooLong: 'This file is too long for a list of patient numbers.',
  fileUnread: 'This file cannot be read.',
  restricted: 'Restricted records go too',
  restrictedHint: 'Tick it only if that has been decided for these patients.',
  look: 'Look who would go',
  looking: (looked: number, total: number): string =>
    `Looking: ${number(looked)} of ${number(total)}…`,
  nothingDone: 'Nothing has been done yet.',
  wouldGo: (count: number, to: string): string => `${accounts(count)} would go to ${to}.`,
  nobodyGoes: 'Nobody would go.',
  leftOut: (count: number): string => `${number(count)} would stay`,
  toKnow: 'To know of those who go',
  toKnowIn: 'To know of those who would be taken in',
  rejected: (count: number): string =>
    count === 1 ? '1 line was not taken' : `${number(count)} lines were not taken`,
  line: (line: number, text: string, why: string): string =>
    `Line ${number(line)}${text === '' ? '' : ` (${text})`}: ${why}`,
  handOver: (count: number): string => `Hand over ${accounts(count)}`,
  handOverSafe:
    'Each is written for the new practice first; then the account here is closed, its codes stop and apps are unlinked. What has not been taken in can be taken back.',
  starting: 'Beginning…',
  begun: 'It has begun. You can go on working; it goes on while this program is open.',
  waySummary: (count: number): string =>
    count === 1
      ? '1 account is handed over and not taken in.'
      : `${number(count)} accounts are handed over and not taken in.`,
  wayOpen: (count: number): string =>
    count === 1
      ? '1 account that the new practice has taken up is still open here.'
      : `${number(count)} accounts that the new practice has taken up are still open here.`,
  wayNone: 'Nothing is handed over that has not been taken in.',
  wayHeading: 'Handed over and not taken in',
  wayRow: (to: string, at: string): string => `To ${to}, ${at}`,
  wayMore: (count: number): string => `and ${number(count)} more: deal with these first.`,
  again: 'Look again',
  takeBack: 'Take back',
  takeBackAsk: {
    title: 'Take this account back?',
    message: (name: string): string =>
      `The new practice can then no longer take in the account of ${name}. It is open here again; the patient needs a new letter.`,
    yes: 'Take back',
    no: 'Cancel',
  },
  takenBack: 'The account was taken back. Issue new codes for a letter.',
  closeHere: 'Close account here',
  closedHere: 'The account here is closed.',
  of: (name: string, label: string): string => `${label}: ${name}`,
  in: 'Transfer in',
  inHint: 'For the new practice. Patients are matched by number, date of birth and surname.',
  inLook: 'Look what has arrived',
  inNone: 'No transfer waits for this practice.',
  wouldCome: (count: number): string => `${accounts(count)} would be taken in.`,
  hadOne: (count: number): string =>
    count === 1
      ? '1 of these has an account here: it stays as it is.'
      : `${number(count)} of these have an account here: it stays as it is.`,
  nobodyComes: 'Nobody can be taken in by itself.',
  takeIn: (count: number): string => `Take in ${accounts(count)}`,
  takeInSafe:
    'Accounts get the same services and restrictions, and new codes sealed for this practice. What was disabled stays disabled.',
  forPerson: (count: number): string =>
    count === 1
      ? '1 transfer is for you to decide'
      : `${number(count)} transfers are for you to decide`,
  unreadable: (count: number): string =>
    count === 1
      ? '1 more transfer is there and cannot be read by this version.'
      : `${number(count)} more transfers are there and cannot be read by this version.`,
  notWhole: 'There are more than the server gives. Deal with these first.',
  fromPractice: (name: string, at: string): string => `From ${name}, ${at}`,
  given: 'Handed over',
  held: 'In the record here',
  detail: 'Detail',
  compared: 'Compared',
  same: 'Same',
  differs: 'Differs',
  recordOf: (name: string): string => `Record of ${name}`,
  noCandidate: 'Nobody here can be offered.',
  match: 'It is this patient…',
  matching: 'Taking in…',
  matchAsk: {
    title: 'Take it in for this patient?',
    message: (given: string, held: string, follows: string): string =>
      `The account of ${given} becomes that of ${held}. Do it only if you are certain that it is the same person. ${follows}`,
    yes: 'Take in',
    no: 'Cancel',
  },
  matched: (name: string): string => `Taken in for ${name}.`,
  giveBack: 'Give back',
  giveBackWhy: 'Why it is given back',
  giveBackChoose: 'Choose a reason',
  giveBackReasons: GIVEN_BACK,
  givenBack: 'It was given back. The old practice sees why.',
  forAPerson: (count: number): string =>
    count === 1
      ? '1 account that was taken in waits for somebody. Look what has arrived.'
      : `${number(count)} accounts that were taken in wait for somebody. Look what has arrived.`,
  finishing: (left: number): string =>
    left === 1
      ? '1 account is being taken in: it is not on the shared record yet.'
      : `${number(left)} accounts are being taken in: they are not on the shared record yet.`,
  jobs: 'Begun here',
  compare: 'Compare with the look before',
};
