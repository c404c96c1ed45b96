import type { RejectionReason } from '../../../domain/osu/reject-reasons.ts';
import { dates as all } from '../dates.ts';
import { help as pageHelp } from '../help/applications.ts';

const REASONS: Readonly<Record<RejectionReason, string>> = {
  'not-found-here': 'Not found here',
  'has-one-already': 'Has an account already',
  'details-do-not-agree': 'Details do not agree',
  'suspected-misuse': 'Suspected misuse',
  other: 'Other',
};

export const dates = all;
export const help = pageHelp;

/** What the page *Online applications* says. */
export const applications = {
  heading: 'Online applications',
  purpose:
    'Patients who made a basic account on the website, without a letter. Who fits one patient exactly is matched by itself; the others are yours to compare.',
  loading: 'Reading the applications…',
  signedOut: 'Sign in to see the applications.',
  again: 'Look again',
  none: 'No application waits for staff.',
  notAllowed:
    'Patients cannot make a basic account now: the setting is off. What came in before is listed.',
  /** How many the rule dealt with at this look. */
  matched: (count: number): string =>
    count === 1
      ? '1 application was dealt with by itself.'
      : `${count} applications were dealt with by themselves.`,
  hasMore: 'There are more than are shown. Deal with these first.',
  unreadable: (count: number): string =>
    count === 1
      ? '1 more application is there and cannot be read.'
      : `${count} more applications are there and cannot be read.`,
  from: (name: string, day: string): string => `${name}, on ${day}`,
  ends: (day: string): string => `Ends by itself after ${day}.`,
  noCandidate: 'Nobody can be offered.',
  typed: 'Typed on the website',
  held: 'In the record',
  recordOf: (name: string): string => `Record of ${name}`,
  detail: 'Detail',
  compared: 'Compared',
  same: 'Same',
  differs: 'Differs',
  match: 'Match to this patient…',
  matching: 'Matching…',
  matchFor: (name: string): string => `Match to this patient… ${name}`,
  matchDone: (name: string): string =>
    `The application was matched. ${name} can sign in and book appointments.`,
  ask: {
    title: 'Match to this patient?',
    message: (typed: string, patient: string, questions: readonly string[]): string =>
      [
        `Whoever typed “${typed}” can then book appointments as ${patient}. Match only if you are certain that it is the same person.`,
        ...questions,
      ].join(' '),
    yes: 'Match',
    no: 'Cancel',
  },
  reject: 'Reject',
  rejecting: 'Rejecting…',
  rejectFor: (name: string): string => `Reject ${name}`,
  rejectDone:
    'The application was rejected. The applicant is told that the account could not be made, and to phone.',
  reason: 'Reason',
  choose: 'Choose a reason',
  reasons: REASONS,
  text: 'In your own words',
  textHint: 'Kept in the audit, never shown to the applicant. Needed where the reason is “Other”.',
};
