import type { AccountRuleReason } from '../../../domain/account/reasons.ts';
import type { IdentityUnknownReason } from '../../../domain/identity/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const accountRuleReasons: Sentences<Exclude<AccountRuleReason, IdentityUnknownReason>> = {
  'no-account': 'This patient has no online account yet.',
  'has-account': 'This patient already has an online account.',
  'not-locked': 'The account is not locked.',
  'access-withdrawn': 'The account is disabled and no codes wait to be used.',
  'nothing-to-reset': 'Nobody has registered with this account yet: a letter is enough.',
  'basic-account':
    'This is a basic account, which the patient made without a letter: it books appointments and has no codes. Upgrade it once their identity has been checked.',
  'not-basic': 'This is a full account already.',
  'basic-account-disabled':
    'The account is disabled. Tick Global first, if the patient is to go on with it.',
  'identity-not-checked-today':
    'Check the patient’s identity again first: the practice asks for a check on the day of a reset.',
};
