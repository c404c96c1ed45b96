import type { AccountReason, AccountRuleReason, SixteenReason } from './account/reasons.ts';
import type { CodesReason, CodesRuleReason } from './codes/reasons.ts';
import type { ContactReason } from './contacts/reasons.ts';
import type { HistoryReason } from './history/reasons.ts';
import type { IdentityReason, IdentityUnknownReason } from './identity/reasons.ts';
import type { TextTooLong } from './limited-text.ts';
import type { OsuReason } from './osu/reasons.ts';
import type { JobReason } from './jobs/reasons.ts';
import type { LetterReason, LetterRuleReason } from './letter/reasons.ts';
import type { DirectoryReason, PatientQuestion, PatientReason } from './patient/reasons.ts';
import type { AccessRefusal, DisablingRefusal } from './services/reasons.ts';
import type { ReminderReason, MessagesReason } from './reminders/reasons.ts';
import type { SplitReason } from './split/reasons.ts';
import type { SettingsReason, WorklistReason } from './practice/reasons.ts';
import type {
  DecisionReason,
  ExchangeReason,
  StorageReason,
  WorkReason,
} from './unsent-work/reasons.ts';

/** Why a command was not carried out for who asked, whatever it was. */
export type ActionReason =
  | { readonly code: 'not-permitted' }
  | { readonly code: 'signed-out' }
  | { readonly code: 'another-patient' }
  /** The host speaks for itself. */
  | { readonly code: 'host-said'; readonly text: string };

/** What the program itself could not do. */
export type ProgramReason =
  | { readonly code: 'commands-not-loaded' }
  | { readonly code: 'exchange-not-loaded' }
  | { readonly code: 'program-fault' };

/** A reason that may have to be told before any command has loaded. */
export type ReasonAtOnce = IdentityUnknownReason | PatientReason | ProgramReason | SixteenReason;

/** A reason that rules give: told beside a button before anything is tried. */
export type RuleReason =
  AccountRuleReason | CodesRuleReason | LetterRuleReason | PatientReason | MessagesReason;

/** A reason that is a question: who answers it with yes may go on. */
export type QuestionReason =
  | PatientQuestion
  | Extract<
      Reason,
      {
        readonly code:
          | 'no-preferred-email'
          | 'email-not-verified'
          | 'email-lost'
          | 'offered-email-shared'
          | 'codes-not-shared';
      }
    >;
export type QuestionCode = QuestionReason['code'];

/** A reason that is told only to who has tried to do something. */
export type CommandReason = Exclude<
  Reason,
  | DecisionReason
  | ExchangeReason
  | JobReason
  | ReasonAtOnce
  | RuleReason
  | SplitReason
  | StorageReason
  | WorklistReason
>;

/**
 * Why something was refused: a code and its facts, plain data. Which words say it is the catalogue's business. Holds no
 * code, token or key.
 */
export type Reason =
  | AccessRefusal
  | AccountReason
  | ActionReason
  | CodesReason
  | ContactReason
  | DecisionReason
  | DirectoryReason
  | DisablingRefusal
  | ExchangeReason
  | HistoryReason
  | IdentityReason
  | JobReason
  | LetterReason
  | OsuReason
  | PatientQuestion
  | ReasonAtOnce
  | ReminderReason
  | SettingsReason
  | SplitReason
  | StorageReason
  | TextTooLong
  | WorkReason
  | WorklistReason;
