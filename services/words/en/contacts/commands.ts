import type { Contact } from '../../../domain/contacts/contact.ts';
import type { ContactReason } from '../../../domain/contacts/reasons.ts';
import type { Sentences } from '../../sentences.ts';

const WHY: Readonly<Record<string, string>> = {
  'patient-replied': 'the patient replied to a message',
  'shown-here': 'the patient showed it here',
  other: 'another reason',
};

const MISSING = {
  name: 'The part before the @ is missing.',
  at: 'There is no @ in it.',
  domain: 'The part after the @ is missing or not whole.',
};

export const contactReasons: Sentences<ContactReason> = {
  'contact-missing': 'Type the address or number.',
  'email-with-spaces': 'An email address has no spaces in it. Take them out.',
  'email-without-part': ({ part }) =>
    `This is not an email address. ${MISSING[part]} It looks like name@example.org.`,
  'email-with-sign': ({ sign }) =>
    /\p{C}/u.test(sign)
      ? 'There is a character in this address that cannot be seen. Type the address anew, without copying it.'
      : `An email address cannot have “${sign}” in it. Correct it.`,
  'not-an-email':
    'Mail cannot be sent to this address. Check dots and other characters before and after the @.',
  'not-a-phone-number':
    'This is not a phone number. Type it with its area code, digits only, or with + and the country code.',
  'not-a-mobile-number':
    'This is not a mobile number: those start with 07. Choose Phone as the type, or correct the number.',
  'email-lost':
    'The patient has registered, and no email address would be left that is preferred and verified: no messages go out, and the patient cannot be sent a new activation email or reset a password. Press Save all the same, or verify another address first.',
  'offered-email-shared': ({ patients }) =>
    `This email address is also held by ${patients === 1 ? '1 other patient' : `${patients} other patients`}. Everybody who reads that mailbox would see messages about this account. Talk to the patient first. Press Take over all the same, or Leave as it is.`,
  'code-not-sent': 'No code waits for this address or number. Send one.',
  'code-expired': 'The code is too old. Send another one.',
  'code-not-whole': ({ digits }) => `Type all ${digits} digits of the code.`,
  'code-wrong': ({ left }) =>
    `This is not the code that was sent. ${left === 1 ? '1 more try is' : `${left} more tries are`} possible.`,
  'code-tried-too-often': 'Too many wrong codes were typed. Send another one.',
  'email-not-verified':
    'The preferred e-mail address is not verified yet. Messages go to verified addresses only: until it is verified, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
};

export const contacts = {
  saving: ({ type, verified, preferred }: Contact, why?: string): string =>
    `Saving a contact (${type}${verified ? ', verified' : ''}${preferred ? ', preferred' : ''})${why === undefined ? '' : `; ticked as verified: ${WHY[why] ?? why}`}`,
  takeOver: 'Take over what the patient changed at the website',
  takingOver: (type: string): string =>
    `Saving a contact (${type}) that the patient changed at the website, not verified`,
  takenOver: (type: string): string =>
    `Contact (${type}) that the patient changed at the website is in the record`,
  leave: 'Leave what the patient changed at the website',
  left: (type: string): string =>
    `Contact (${type}) that the patient changed at the website left out of the record`,
  codeAccepted: (type: string): string =>
    `Code to verify a contact (${type}) accepted by the message service`,
  verifying: (type: string): string => `Verifying a contact (${type}) by the code sent to it`,
  /** What the patient gets. It names nobody. */
  codeMessage: (
    practice: string,
    code: string,
  ): { readonly subject: string; readonly text: string } => ({
    subject: 'Your code',
    text: `${code} is your code to show ${practice} that this address or number is yours. Read it out to the practice if you are talking to them now. It works for 15 minutes. If you did not ask for it, you need do nothing.`,
  }),
};
