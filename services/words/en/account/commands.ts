import type { AccountReason, AccountRuleReason } from '../../../domain/account/reasons.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';
import { afterAsking } from '../patient/commands.ts';

export const accountReasons: Sentences<Exclude<AccountReason, AccountRuleReason>> = {
  // The exact question of the field; staff know it by heart.
  'no-preferred-email':
    'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
  'no-free-account-id': 'No free Account ID was found. Try again.',
};

export const account = {
  create: 'Create online account',
  created: (answered: readonly QuestionCode[]): string =>
    afterAsking('Online account created', answered),
  unlock: 'Unlock online account',
  unlocked: 'Online account unlocked',
  withdraw: 'Withdraw codes and disable account',
  withdrawn: 'Codes withdrawn and online account disabled',
  endAccess: 'End online access',
  accessEnded: (why: string): string => `Codes withdrawn and online account disabled: ${why}`,
};
