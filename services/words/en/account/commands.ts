import type { AccountReason, AccountRuleReason } from '../../../domain/account/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const accountReasons: Sentences<Exclude<AccountReason, AccountRuleReason>> = {
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
