import type { AccountReason } from '../../../domain/account/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const accountReasons: Sentences<AccountReason> = {
  'no-account': 'This patient has no online account yet.',
  'has-account': 'This patient already has an online account.',
  'identity-not-checked':
    'Record how you checked the patient’s identity first: Identification, then Add.',
  'not-locked': 'The account is not locked.',
  // The exact question of the field; staff know it by heart.
  'no-preferred-email':
    'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
  'no-free-account-id': 'No free Account ID was found. Try again.',
};

export const account = {
  create: 'Create online account',
  created: 'Online account created',
  createdWithoutEmail: 'Online account created, without a verified preferred email address',
  unlock: 'Unlock online account',
  unlocked: 'Online account unlocked',
};
