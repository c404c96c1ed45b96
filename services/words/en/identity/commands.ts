import type { IdentityReason } from '../../../domain/identity/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { identity as views } from './views.ts';

export const identityReasons: Sentences<IdentityReason> = {
  'check-date-missing': 'Give the day the identity was checked.',
  'check-in-future': 'The check cannot be in the future. Correct the date.',
  'check-method-missing': 'Choose how the identity was checked.',
  'check-staff-missing': 'Name the member of staff who checked.',
  'freetext-too-long': ({ limit }) => `Shorten this to ${limit} characters.`,
  'freetext-missing': ({ method }) => views.freetextHints[method] ?? '',
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
