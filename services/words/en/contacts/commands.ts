import type { Contact } from '../../../domain/contacts/contact.ts';
import type { ContactReason } from '../../../domain/contacts/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const contactReasons: Sentences<ContactReason> = {
  'contact-missing': 'Type the address or number.',
  'email-with-spaces': 'An email address has no spaces in it. Take them out.',
  'not-an-email':
    'This is not an email address. It needs a name, an @ and a domain, like name@example.org.',
  'not-a-phone-number':
    'This is not a phone number. Type it with its area code, digits only, or with + and the country code.',
  'not-a-mobile-number':
    'This is not a mobile number: those start with 07. Choose Phone as the type, or correct the number.',
};

export const contacts = {
  saving: ({ type, verified, preferred }: Contact): string =>
    `Saving a contact (${type}${verified ? ', verified' : ''}${preferred ? ', preferred' : ''})`,
};
