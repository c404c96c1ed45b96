import type { AccountReason, AccountRuleReason } from '../../../domain/account/reasons.ts';
import type { ResetReason } from '../../../domain/account/given-reason.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';
import { afterAsking } from '../patient/commands.ts';

export const accountReasons: Sentences<Exclude<AccountReason, AccountRuleReason>> = {
  // The exact question of the field; staff know it by heart.
  'no-preferred-email':
    'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
  'no-free-account-id': 'No free Account ID was found. Try again.',
  'reason-not-chosen': 'Choose a reason.',
  'reason-not-said': 'Say in a few words what the reason is.',
};

/** Why an account was reset, in the audit. */
const RESET_BECAUSE: Readonly<Record<ResetReason, string>> = {
  'cannot-sign-in': 'the patient cannot sign in',
  'details-seen': 'somebody else has seen the details',
  'wrong-person': 'the wrong person got in',
  'helpdesk-asked': 'the supplier’s helpdesk asked for it',
  other: 'another reason',
};

export const account = {
  create: 'Create online account',
  created: (answered: readonly QuestionCode[]): string =>
    afterAsking('Online account created', answered),
  reset: 'Reset online account',
  wasReset: (why: ResetReason, answered: readonly QuestionCode[]): string =>
    afterAsking(
      `Online account reset (${RESET_BECAUSE[why]}): patient and apps unlinked, new registration codes issued`,
      answered,
    ),
  unlock: 'Unlock online account',
  unlocked: 'Online account unlocked',
  withdraw: 'Withdraw codes and disable account',
  withdrawn: 'Codes withdrawn and online account disabled',
  endAccess: 'End online access',
  accessEnded: (why: string): string => `Codes withdrawn and online account disabled: ${why}`,
};
