import type { SixteenReason } from '../../../domain/account/reasons.ts';
import type { Sentences } from '../../sentences.ts';
import { dates } from '../dates.ts';

export const account = {
  /** Of an account that the practice did not make. */
  madeElsewhere: (
    name: string | undefined,
    {
      createdAt,
      firstSeenAt,
    }: { readonly createdAt: string; readonly firstSeenAt?: string | undefined },
  ): string => {
    const made = `Made by ${name ?? 'another system'} on ${dates.instant(createdAt)}`;
    return firstSeenAt === undefined
      ? `${made}.`
      : `${made}, first seen here on ${dates.instant(firstSeenAt)}.`;
  },
  status: {
    created: 'Created',
    registered: 'Registered',
    active: 'Active',
    locked: 'Locked',
  },
  /** What the status means and what comes next. */
  meaning: {
    created: 'The patient has not used the codes of the letter yet.',
    codesEnded: 'The patient has not registered. The codes of the letter no longer work.',
    registered:
      'The patient has registered on the website and still has to follow the link in the activation email.',
    active: 'The patient can sign in.',
    basic:
      'Whoever made the account can sign in and book appointments. Nobody has checked yet that it was the patient.',
    locked:
      'Five failed log-ins in a row locked the account. It opens by itself after four hours, or you can unlock it now.',
    lockedAndDisabled:
      'Five failed log-ins in a row locked the account. The lock ends by itself after four hours, or you can end it now; the account stays disabled.',
    resetUnsent:
      'The account was reset here. Whoever could sign in still can, until this has been sent.',
    lapsed:
      'The patient registered on the website but did not activate the account in time. Make a new letter for another try.',
  },
  dates: {
    created: 'Created',
    reset: 'Reset',
    registered: 'Registered on the website',
    activateBy: 'Activate by',
    activated: 'Activated',
    upgraded: 'Upgraded',
    locked: 'Locked',
    lockedUntil: 'Locked until',
  },
};

export const sixteenReasons: Sentences<SixteenReason> = {
  'set-up-for-child': ({ on }) =>
    `This account was set up for a child, who turned 16 on ${dates.longDate(on)}. Check the young person’s identity, then reset the account or issue a new letter; after that, tick Global.`,
  'sixteen-identity-not-checked': ({ on }) =>
    `The patient turned 16 on ${dates.longDate(on)}. Check their identity anew before Global is ticked.`,
};
