export const account = {
  heading: 'Online account',
  none: 'This patient has no online account.',
  create: 'Create Online Account',
  creating: 'Creating…',
  created: 'The online account was created. Print the registration letter next.',
  accountId: 'Account ID',
  disabled:
    'The practice switched this account off (the Global tick under Services). That is not a lock: the patient can sign in again as soon as it is ticked.',
  unlock: 'Unlock account',
  unlocking: 'Unlocking…',
  unlocked: 'The account was unlocked.',
  pills: {
    none: 'No online account',
    disabled: 'Disabled by practice',
    notShared: 'Not sent yet',
  },
};
