import type { CalendarDate, Instant } from '../../../domain/records.ts';
import type { AccessConcern } from '../../../domain/services/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';

// A companion at the desk may read along: nothing here says why anybody might be under pressure, or that somebody is.

const day = (date: CalendarDate): string => dates.longDate(date);

/** What speaks for care. */
const concerns: Sentences<AccessConcern> = {
  'enhanced-review-indicated': ({ on }) =>
    `The record asks for a review before access (coded on ${day(on)}).`,
  'record-access-declined': ({ on }) =>
    `The record says that the patient did not want access (coded on ${day(on)}).`,
  'record-codes-unreadable': 'Codes on the record could not be read just now.',
  'record-codes-not-told': 'Codes on the record are not read by this system.',
  'vouched-remotely-only': 'Identity was vouched for from a distance only.',
  'registered-recently': ({ since }) => `Registered here since ${day(since)} only.`,
  'registration-start-unknown': 'Since when the patient is registered here is not known.',
  'record-of-restricted-patient': 'The record is marked as restricted.',
  'record-of-child': 'The patient is under 16.',
};

/** What to do about it. */
const advice: Sentences<AccessConcern> = {
  'enhanced-review-indicated':
    'Ask a clinician, who reviews the record first. A later code “not indicated” ends this.',
  'record-access-declined': 'Ask whether that has changed, and have the code put right.',
  'record-codes-unreadable': 'Look in the record, or try again later; say below what you found.',
  'record-codes-not-told': 'Look in the record for a code about online access.',
  'vouched-remotely-only': 'See photo identity and proof of address, or the patient in person.',
  'registered-recently': ({ until }) =>
    `The practice waits until ${day(until)}, so that the earlier record has come and been read.`,
  'registration-start-unknown': ({ months }) =>
    `The practice waits ${months === 1 ? 'one month' : `${months} months`} after registration: look it up.`,
  'record-of-restricted-patient': 'Whoever sees the screen learns what is in it. Ask a clinician.',
  'record-of-child':
    'Whoever holds the sign-in reads what was said in confidence. Ask a clinician.',
};

/** Deciding about Summary Data and Detailed Coded Record. */
export const recordAccess = {
  title: (views: readonly string[]): string => `Access to ${views.join(' and ')}`,
  looking: 'Looking in the record…',
  found: (count: number): string =>
    count === 0 ? 'Nothing found that speaks for care.' : `To heed first: ${count}.`,
  nothing: 'Nothing was found on the record that speaks for care.',
  heed: 'To heed first',
  concerns,
  /** Where it speaks for care of one view of several. */
  concernOf: (view: string, says: string): string => `${view}: ${says}`,
  advice,
  question: 'Is this the patient’s own wish, and have you talked it over with them alone?',
  questionHint:
    'If you are not sure, choose “Not now” and arrange a time to talk with the patient alone. Do not go into it while others can hear or read along.',
  views: 'The patient may see',
  noneTicked: 'Tick what the patient may see, or choose “Not now”.',
  decider: 'Decided by',
  reason: 'Why access is right all the same',
  reasonIfAny: 'Remarks',
  reasonHint: 'For staff only. It reaches neither the letter nor the website.',
  reasonMissing: 'Write why access is right all the same, or choose “Not now”.',
  tooLong: (over: number): string =>
    over === 1 ? '1 character too many.' : `${over} characters too many.`,
  notNow: 'Not now',
  give: 'Give access',
  givenUnsaved: 'Access decided: given. Not saved yet.',
  notNowUnsaved: 'Access decided: not now. Not saved yet.',
  unrecorded: 'Ticked before decisions about access were kept.',
  decided: (access: {
    readonly outcome: 'granted' | 'not-now';
    readonly at: Instant;
    readonly byName: string;
    readonly reason: string;
  }): string => {
    const what = access.outcome === 'granted' ? 'Access given' : 'No access for now';
    const said = `${what}: ${access.byName}, ${dates.instant(access.at)}.`;
    return access.reason === '' ? said : `${said} ${access.reason}`;
  },
  news: (says: string): string => `${says} Access stays as it is until you change it.`,
  /** Vision's levels of the coded record: the practice's tick, the review, the kinds of data. */
  levels: (isOffered: boolean, isAllowed: boolean): string =>
    [
      `Level 1, offered by the practice: ${isOffered ? 'yes' : 'no'}.`,
      `Level 2, reviewed and allowed for this patient: ${isAllowed ? 'yes' : 'not yet'}.`,
      'Level 3, all or chosen kinds of data: chosen in the clinical system, not here.',
    ].join(' '),
};
