import type { DocumentNumber } from '../../../domain/identity/document-number.ts';
import type { IdentityReason } from '../../../domain/identity/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';
import { identity as views } from './views.ts';

const LOOKS_LIKE: Readonly<Record<DocumentNumber, string>> = {
  passport: 'a passport number',
  'driving-licence': 'a driving licence number',
  bank: 'bank details',
  card: 'a card number',
  'national-insurance': 'a National Insurance number',
  document: 'the number of a document',
};

export const identityReasons: Sentences<IdentityReason> = {
  'check-date-missing': 'Give the day the identity was checked.',
  'check-date-not-read':
    'This is not a date. Type day, month and year, for example 01/03/2026 or 1 March 2026.',
  'check-in-future': 'The check cannot be in the future. Correct the date.',
  'check-before-birth': ({ birthDate }) =>
    `The patient’s date of birth is ${dates.date(birthDate)}: the check cannot be before that. Correct the date.`,
  'check-before-1900': 'The check cannot be before 1900. Correct the date.',
  'check-before-registration': ({ registeredOn }) =>
    `The patient has been registered here since ${dates.date(registeredOn)}: the practice cannot have checked long before that. Correct the date.`,
  'check-method-missing': 'Choose how the identity was checked.',
  'check-staff-unknown': 'This person is not known at the practice. Choose who checked.',
  'freetext-missing': ({ method }) => views.freetextHints[method] ?? '',
  'freetext-document-number': ({ looksLike }) =>
    `This looks like ${LOOKS_LIKE[looksLike]}. Numbers of documents are not kept: take it out, and write what you saw.`,
  'vouching-not-taken':
    'The practice does not take vouching for proof of identity. Choose a document, or NHS login.',
  'vouching-by-managers':
    'The practice takes vouching only from who may manage accounts, in their own name. Ask one of them to record it.',
  'check-struck-already': 'This check was already marked as entered in error.',
  'strike-reason-missing': 'Say what was wrong, for those who read this later.',
};

export const identity = {
  record: 'Record identity check',
  recorded: 'Identity check recorded',
  addingCodedEntry: 'Adding "Patient registration data verified" to the clinical record',
  strike: 'Mark identity check as entered in error',
  struck: 'Identity check marked as entered in error',
};
