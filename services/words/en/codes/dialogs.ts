import type { NewLetterReason } from '../../../domain/account/given-reason.ts';

const REASONS: Readonly<Record<NewLetterReason, string>> = {
  'codes-ended': 'The codes of the earlier letter have ended unused',
  'not-activated': 'The patient did not activate the account in time',
  'cannot-be-printed': 'The letter cannot be printed',
  'helpdesk-asked': 'The supplier’s helpdesk asked for it',
  'details-changed': 'The patient’s name, number or date of birth has changed',
  'lost-or-seen': 'The letter was lost, or seen by somebody else',
};

export const codes = {
  newLetter: {
    title: 'New letter',
    does: [
      'New codes are issued, and the letter with them opens.',
      'The codes of the earlier letter stop working once the new ones are there. If it was lost or seen by somebody else, they stop at once, even if no new ones can be made.',
      'Account ID, services and history stay as they are.',
    ],
    better: 'Only to print the same letter once more, use “Reprint letter” instead.',
    offline:
      'There is no network. The codes of the earlier letter work on the website until this computer has sent this.',
    reasons: REASONS,
    yes: 'Issue new codes',
    working: 'Issuing…',
  },
};
