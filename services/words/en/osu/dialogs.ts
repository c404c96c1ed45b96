import type { BasicRejectionReason } from '../../../domain/osu/reject-reasons.ts';

const REASONS: Readonly<Record<BasicRejectionReason, string>> = {
  'details-do-not-agree': 'The details do not agree, or the patient did not make it',
  'suspected-misuse': 'Suspected misuse',
  other: 'Other',
};

export const osu = {
  upgrade: {
    title: 'Upgrade OSU Account',
    does: [
      'The patient goes on with the same username and password. No letter is needed.',
      'Services are ticked as on a new account; look at them afterwards, and change what is not right.',
      'Whoever made the account sees what you tick. So ask the patient for the username, and do not tell it.',
    ],
    username: 'Username that the patient tells you',
    usernameHint: 'It is compared with the one that was chosen on the website.',
    offline: 'There is no network. The other services open once this has been sent.',
    yes: 'Upgrade account',
    working: 'Upgrading…',
  },
  reject: {
    title: 'Reject OSU account',
    does: [
      'Whoever made the account is signed out and can no longer sign in.',
      'The account is disabled. It cannot be deleted, and no other basic account is made for this patient.',
      'Once you know the patient: tick Global, and make a new letter.',
    ],
    offline:
      'There is no network. Whoever made the account still gets in until this computer has sent this.',
    reasons: REASONS,
    yes: 'Reject account',
    working: 'Rejecting…',
  },
};
