import type { CodesReason, CodesRuleReason } from '../../../domain/codes/reasons.ts';
import type { NewLetterReason } from '../../../domain/account/given-reason.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { CalendarDate } from '../../../domain/records.ts';
import type { Sentences } from '../../sentences.ts';
import { afterAsking } from '../patient/commands.ts';

export const codesReasons: Sentences<Exclude<CodesReason, CodesRuleReason>> = {
  'sealing-not-loaded':
    'The part that protects registration codes could not be loaded. Check the network connection, then try again.',
  'no-practice-key':
    'This computer cannot get the key that protects registration codes. Sign in again; if that does not help, tell your system administrator.',
  'codes-cannot-be-opened':
    'The registration codes cannot be opened at this practice. Make a new letter: it has new ones.',
};

const BECAUSE: Readonly<Record<NewLetterReason, string>> = {
  'codes-ended': 'the earlier ones had ended unused',
  'not-activated': 'the account was not activated in time',
  'cannot-be-printed': 'the letter cannot be printed',
  'helpdesk-asked': 'the supplier’s helpdesk asked for it',
  'details-changed': 'the patient’s details had changed since the letter',
  'lost-or-seen': 'the letter was lost or seen by somebody else',
};

export const codes = {
  issue: 'Issue new registration codes',
  issued: (why: NewLetterReason, answered: readonly QuestionCode[]): string =>
    afterAsking(
      `New registration codes issued (${BECAUSE[why]}); the earlier ones no longer work`,
      answered,
    ),
  stop: 'Withdraw lost registration codes',
  stopped: 'Registration codes withdrawn: the letter was lost or seen by somebody else',
  wipe: 'Wipe expired codes',
  wiped: (expiredOn: CalendarDate): string =>
    `Registration codes expired on ${expiredOn}; they were wiped`,
};
