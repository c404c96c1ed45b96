import type { AccountReason, AccountRuleReason } from '../../../domain/account/reasons.ts';
import type { ResetReason } from '../../../domain/account/given-reason.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';
import { afterAsking } from '../patient/commands.ts';

export const accountReasons: Sentences<Exclude<AccountReason, AccountRuleReason>> = {
  // The exact question of the field; staff know it by heart.
  'no-preferred-email':
    'Without a preferred e-mail address, a Registered Online Service User will not be able to complete their online registration for the service. Do you still want to continue?',
  'no-free-account-id': 'No free Account ID was found. Try again.',
  'child-not-asked-about':
    'The patient is under 16: create the account by the button on the Online Services tab, which asks who wants it.',
  'child-relation-missing': 'Choose who asks for the account.',
  'child-asker-missing': 'Write the name of the person who asks.',
  'responsibility-not-held':
    'Only somebody with parental responsibility may ask. Make sure that they hold it, or do not create the account.',
  'competence-missing': 'Say whether somebody has judged that the young person understands.',
  'competence-not-assessed':
    'Ask a clinician first to judge whether the young person understands what online access means. Talk with them alone if you can.',
  'child-decider-unknown': 'Choose who decided.',
  'reason-not-chosen': 'Choose a reason.',
  'reason-not-said': 'Say in a few words what the reason is.',
};

/** Who asked, in the audit: no names. */
const ASKED_BY: Readonly<Record<string, string>> = {
  'young-person': 'the young person',
  mother: 'the mother',
  father: 'the father',
  guardian: 'a guardian',
  'other-responsible': 'another person with parental responsibility',
};

/** Why an account was reset, in the audit. */
const RESET_BECAUSE: Readonly<Record<ResetReason, string>> = {
  'cannot-sign-in': 'the patient cannot sign in',
  'details-seen': 'somebody else has seen the details',
  'wrong-person': 'the wrong person got in',
  'helpdesk-asked': 'the supplier’s helpdesk asked for it',
  other: 'another reason',
};

interface AskedFor {
  readonly relation: string;
  readonly competence?: string;
  readonly decidedBy: { readonly name: string };
}

export const account = {
  create: 'Create online account',
  created: (answered: readonly QuestionCode[]): string =>
    afterAsking('Online account created', answered),
  askedFor: ({ relation, competence, decidedBy }: AskedFor): string => {
    const assessed = competence === undefined ? '' : ', assessed as competent';
    return `asked for by ${ASKED_BY[relation] ?? 'somebody'}${assessed}, decided by ${decidedBy.name}`;
  },
  turnSixteen: 'Account of a child at 16',
  suspended:
    'Online account disabled and codes withdrawn: it was set up for a child, who is 16 now',
  scheduled: (on: string | undefined): string =>
    on === undefined
      ? 'Online account: it is no child’s any more, and is not suspended at 16'
      : `Online account: to be suspended on ${dates.longDate(on)}, when the patient is 16`,
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
