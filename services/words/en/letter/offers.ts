import type { LetterDetail, LetterRuleReason } from '../../../domain/letter/reasons.ts';
import type { Sentences } from '../../sentences.ts';

const DETAILS: Readonly<Record<LetterDetail, string>> = {
  surname: 'surname',
  birthDate: 'date of birth',
  number: 'patient number',
};

const LIST = new Intl.ListFormat('en-GB');

export const letterRuleReasons: Sentences<LetterRuleReason> = {
  'account-disabled': 'The account is disabled by the practice. Tick Global first, then print.',
  'no-working-codes': 'There are no codes that work. Give the patient a new letter.',
  'letter-codes-used': 'The patient has used the codes of the letter already; they no longer work.',
  'letter-codes-expired': 'The codes of this letter have expired. Give the patient a new letter.',
  'letter-details-changed': ({ details }) =>
    `The letter was made for another ${LIST.format(details.map((each) => DETAILS[each]))}. The website and apps go by the record as it is now, so the patient may not get in with what the letter says. Make a new letter; or reprint it: the codes stay the same, with the details as they are now.`,
};
