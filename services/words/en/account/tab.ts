import type { AccountStatus, Instant } from '../../../domain/records.ts';
import { dates } from '../dates.ts';

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
  accountId: 'Account ID',
  /** Why, where that is known, and what comes next, where the account may be enabled at all. */
  disabled: (
    disabling: { readonly reason: string; readonly at: Instant } | undefined,
    next: AccountStatus | 'new-codes' | undefined,
  ): string => {
    const said =
      disabling === undefined
        ? 'The practice disabled this account.'
        : `This account was disabled on ${dates.instant(disabling.at)}. Reason: ${disabling.reason}.`;
    return next === undefined
      ? said
      : `${said} Tick Global under Services and save: then ${NEXT[next]}.`;
  },
  /** Of an account that was set up for a child. */
  childUntil: (day: string): string =>
    `Set up for a child. On ${day} the account is suspended for re-registration.`,
  lastUsed: (day: string): string => `Last used ${day}`,
  neverUsed: 'Never used',
  history: 'History…',
  reset: 'Reset online account…',
  basic: {
    upgrade: 'Upgrade OSU Account…',
    reject: 'Reject OSU account…',
  },
  unlock: 'Unlock account',
  unlocking: 'Unlocking…',
  withdraw: 'Withdraw codes and disable…',
  withdrawing: 'Withdrawing…',
  pills: {
    none: 'No online account',
    basic: 'Online Services User',
    notKnownYet: 'Account not known yet',
    disabled: 'Disabled by practice',
    disabledByRule: (reason: string): string => `Disabled: ${reason}`,
    identityWithdrawn: 'Identity withdrawn',
    notShared: 'Not sent yet',
  },
};
