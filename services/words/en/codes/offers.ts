import type { CodesRuleReason } from '../../../domain/codes/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const codesRuleReasons: Sentences<CodesRuleReason> = {
  'can-still-activate':
    'The patient has registered and can still activate the account: the activation email tells how. If they cannot, reset it.',
  'codes-used':
    'The patient has registered: they sign in with their username and password. If they cannot, reset the account.',
};
