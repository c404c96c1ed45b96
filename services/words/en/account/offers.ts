import type {
  AccountRuleReason,
  EndedBecause,
  SixteenReason,
} from '../../../domain/account/reasons.ts';
import type {
  IdentityRuleReason,
  IdentityUnknownReason,
} from '../../../domain/identity/reasons.ts';
import { proofs } from '../identity/offers.ts';
import type { Sentences } from '../../sentences.ts';

const ENDED: Readonly<Record<EndedBecause, string>> = {
  left: 'when the patient left',
  deceased: 'when the patient was recorded as deceased',
  merged: 'when this record was replaced by another one',
  moved: 'when the patient left',
};

export const accountRuleReasons: Sentences<
  Exclude<AccountRuleReason, IdentityRuleReason | IdentityUnknownReason | SixteenReason>
> = {
  'children-refused': ({ group }) =>
    group === 'under-11'
      ? 'The practice makes no accounts for children under 11.'
      : 'The practice makes no accounts for patients from 11 to 15.',
  'identity-incomplete-since-ended': (reason) =>
    `The account ended ${ENDED[reason.ended]}, and is not given back by itself. Check who the patient is again, under Identification; then tick Global under Services and save. Still missing since then: ${proofs(reason)}.`,
  'earlier-record-has-account': ({ accountId, enabled }) =>
    `An earlier record of this patient, which this one replaced, has an online account (Account ID ${accountId}). It is not taken over. ${enabled ? 'Open that record: the account ends by itself. Then create one here.' : 'It is disabled. Create one here.'}`,
  'no-account': 'This patient has no online account yet.',
  'has-account': 'This patient already has an online account.',
  'not-locked': 'The account is not locked.',
  'access-withdrawn': 'The account is disabled and no codes wait to be used.',
  'nothing-to-reset': 'Nobody has registered with this account yet: a letter is enough.',
  'basic-account': 'A basic account has no letter and no codes: upgrade it first.',
  'not-basic': 'This is a full account already.',
  'basic-account-of-child':
    'A basic account of somebody under 16 cannot be upgraded. Reject it and create an account with a letter.',
  'basic-account-disabled':
    'The account is disabled. Tick Global first, if the patient is to go on with it.',
  'identity-not-checked-today':
    'Check the patient’s identity again first: the practice asks for a check on the day of a reset.',
};
