import type { CodesRuleReason } from '../../../domain/codes/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const codesRuleReasons: Sentences<CodesRuleReason> = {
  'can-still-activate':
    'The patient has registered and can still activate the account. The activation email tells how.',
  'codes-used':
    'The patient has used their codes already. They sign in with their username and password.',
};
