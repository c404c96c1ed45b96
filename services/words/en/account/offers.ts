import type { AccountRuleReason } from '../../../domain/account/reasons.ts';
import type {
  IdentityRuleReason,
  IdentityUnknownReason,
} from '../../../domain/identity/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const accountRuleReasons: Sentences<
  Exclude<AccountRuleReason, IdentityRuleReason | IdentityUnknownReason>
> = {
  'no-account': 'This patient has no online account yet.',
  'has-account': 'This patient already has an online account.',
  'not-locked': 'The account is not locked.',
  'access-withdrawn': 'The account is disabled and no codes wait to be used.',
  'nothing-to-reset': 'Nobody has registered with this account yet: a letter is enough.',
  'identity-not-checked-today':
    'Check the patient’s identity again first: the practice asks for a check on the day of a reset.',
};
