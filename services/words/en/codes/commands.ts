import type { CodesReason, CodesRuleReason } from '../../../domain/codes/reasons.ts';
import type { QuestionCode } from '../../../domain/reason.ts';
import type { CalendarDate } from '../../../domain/records.ts';
import type { Sentences } from '../../sentences.ts';
import { afterAsking } from '../patient/commands.ts';

export const codesReasons: Sentences<Exclude<CodesReason, CodesRuleReason>> = {
  'codes-still-work':
    'The codes of the current letter still work. Printing it again is better, unless the letter was lost, was seen by somebody else or cannot be printed: then issue new codes, and the old ones stop working. Issue new codes?',
  'sealing-not-loaded':
    'The part that protects registration codes could not be loaded. Check the network connection, then try again.',
  'no-practice-key':
    'This computer cannot get the key that protects registration codes. Sign in again; if that does not help, tell your system administrator.',
  'codes-cannot-be-opened':
    'The registration codes cannot be opened at this practice. Issue new codes, then print the letter again.',
};

export const codes = {
  issue: 'Issue new registration codes',
  issued: (answered: readonly QuestionCode[]): string =>
    afterAsking('New registration codes issued; the earlier ones no longer work', answered),
  wipe: 'Wipe expired codes',
  wiped: (expiredOn: CalendarDate): string =>
    `Registration codes expired on ${expiredOn}; they were wiped`,
};
