import type { Contact } from '../../../domain/contacts/contact.ts';
import type { ContactReason } from '../../../domain/contacts/reasons.ts';
import type { Sentences } from '../../sentences.ts';

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
  'email-not-verified':
    'The preferred e-mail address is not verified yet. Messages go to verified addresses only: until it is verified, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
};

export const contacts = {
  saving: ({ type, verified, preferred }: Contact): string =>
    `Saving a contact (${type}${verified ? ', verified' : ''}${preferred ? ', preferred' : ''})`,
};
