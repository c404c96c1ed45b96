import type { AccountStatus } from '../../../domain/records.ts';

/** What comes after the account has been enabled again. */
const NEXT: Readonly<Record<AccountStatus | 'new-codes', string>> = {
  created: 'the patient can register with the codes of the letter',
  registered: 'the patient can follow the link in the activation email',
  active: 'the patient can sign in',
  locked: 'the account is still locked, and can be unlocked',
  'new-codes': 'issue a new letter',
};

export const account = {
  heading: 'Online account',
  none: 'This patient has no online account.',
  mayExist:
    'This computer is still reading the shared record for the first time, so an account that this patient has already may not be shown yet. ' +
    'If there is one, it stands, and a letter printed for another one will not work.',
  create: 'Create Online Account',
  creating: 'Creating…',
  created: 'The online account was created. Print the registration letter next.',
  accountId: 'Account ID',
  disabled: (next: AccountStatus | 'new-codes'): string =>
    `The practice disabled this account. Tick Global under Services and save: then ${NEXT[next]}.`,
  reset: 'Reset online account…',
  wasReset: 'The account was reset. Print the new letter next.',
  unlock: 'Unlock account',
  unlocking: 'Unlocking…',
  unlocked: 'The account was unlocked.',
  withdraw: 'Withdraw codes and disable…',
  withdrawing: 'Withdrawing…',
  withdrawn: 'Codes were withdrawn and the account was disabled.',
  pills: {
    none: 'No online account',
    notKnownYet: 'Account not known yet',
    disabled: 'Disabled by practice',
    identityWithdrawn: 'Identity withdrawn',
    notShared: 'Not sent yet',
  },
};
