import type { AccountRuleReason, SixteenReason } from '../../../domain/account/reasons.ts';
import type { IdentityUnknownReason } from '../../../domain/identity/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const accountRuleReasons: Sentences<
  Exclude<AccountRuleReason, IdentityUnknownReason | SixteenReason>
> = {
  'children-refused': ({ group }) =>
    group === 'under-11'
      ? 'The practice makes no accounts for children under 11.'
      : 'The practice makes no accounts for patients from 11 to 15.',
  'no-account': 'This patient has no online account yet.',
  'has-account': 'This patient already has an online account.',
  'not-locked': 'The account is not locked.',
  'access-withdrawn': 'The account is disabled and no codes wait to be used.',
  'nothing-to-reset': 'Nobody has registered with this account yet: a letter is enough.',
  'identity-not-checked-today':
    'Check the patient’s identity again first: the practice asks for a check on the day of a reset.',
};
