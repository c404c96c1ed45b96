import type { WorklistReason } from '../../../domain/practice/reasons.ts';
import type { WorklistId } from '../../../domain/practice/worklists.ts';
import type { Sentences } from '../../sentences.ts';

/** As the page and the audit call them. */
export const listNames: Readonly<Record<WorklistId, string>> = {
  'codes-unused': 'Letter or codes not used yet',
  'codes-expiring': 'Codes expiring this week',
  'not-activated': 'Registered, not activated',
  locked: 'Locked',
  disabled: 'Disabled',
  basic: 'Online Services Users to upgrade',
  'made-elsewhere': 'Made elsewhere, not opened here yet',
  'unsent-waiting': 'Changes not sent yet',
  'unsent-attention': 'Changes that need a decision',
  all: 'All accounts',
  'no-verified-email': 'No verified email',
  'shared-email': 'Email shared with another patient',
  restricted: 'Restricted records',
  'turning-11': 'Turning 11 within 30 days',
  'turning-13': 'Turning 13 within 30 days',
  'turning-16': 'Turning 16 within 30 days',
  left: 'Died, left or merged, account still open',
  found: 'Found',
};

export const worklistReasons: Sentences<WorklistReason> = {
  'nothing-to-look-for': 'Type a name, a patient number or an Account ID.',
  'names-not-looked-for':
    'Your clinical system does not find patients by name for these lists. Type the beginning of an Account ID.',
};

/** What the audit says of who looked. */
export const worklists = {
  opened: 'Accounts of the practice opened: how many are on each list',
  listOpened: (list: WorklistId): string =>
    list === 'found'
      ? 'Accounts of the practice looked for by name, number or Account ID'
      : `List of accounts opened: ${listNames[list]}`,
};
