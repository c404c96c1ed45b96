import type { LetterRuleReason } from '../../../domain/letter/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const letterRuleReasons: Sentences<LetterRuleReason> = {
  'account-disabled': 'The account is disabled by the practice. Tick Global first, then print.',
  'no-working-codes': 'There are no codes that work. Give the patient a new letter.',
  'letter-codes-used': 'The patient has used the codes of the letter already; they no longer work.',
  'letter-codes-expired': 'The codes of this letter have expired. Give the patient a new letter.',
};
