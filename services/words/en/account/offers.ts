import type { AccountRuleReason } from '../../../domain/account/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const accountRuleReasons: Sentences<AccountRuleReason> = {
  'no-account': 'This patient has no online account yet.',
  'has-account': 'This patient already has an online account.',
  'identity-not-checked':
    'Record how you checked the patient’s identity first: Identification, then Add.',
  'not-locked': 'The account is not locked.',
};
