export const account = {
  heading: 'Online account',
  none: 'This patient has no online account.',
  mayExist:
    'This workstation is still fetching the shared record for the first time, so an account that this patient has already may not be shown yet. ' +
    'If there is one, it stands, and a letter printed for another one will not work.',
  create: 'Create Online Account',
  creating: 'Creating…',
  created: 'The online account was created. Print the registration letter next.',
  accountId: 'Account ID',
  disabled:
    'The practice switched this account off (the Global tick under Services). That is not a lock: the patient can sign in again as soon as it is ticked.',
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
