import type { Offer } from '../../../domain/contacts/offered-contact.ts';
import { dates } from '../dates.ts';

const WHAT = { email: 'email address', mobile: 'mobile number' };

/** What the patient changed at the website, beside the contacts of the record. */
export const offered = {
  heading: 'Changed by the patient',
  change: ({ type, value, at }: Offer): string =>
    `${type === 'email' ? 'Email' : 'Mobile number'} changed by the patient at the website on ${dates.instant(at)}: ${value}`,
  means:
    'Nothing is changed in the record yet. It shows what somebody typed who was signed in, not that it reaches the patient: taken over, it is neither verified nor preferred.',
  takeOver: 'Take over',
  takeOverAllTheSame: 'Take over all the same',
  leave: 'Leave as it is',
  /** Names of the buttons, of which there may be two of each. */
  full: (label: string, type: Offer['type']): string => `${label}: ${WHAT[type]}`,
  takenOver: (value: string): string => `${value} is in the record now, not verified.`,
  heldAlready: (value: string): string => `${value} was in the record already: nothing was added.`,
  left: (value: string): string => `The record is as it was, without ${value}.`,
};
