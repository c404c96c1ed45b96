import type { CommandReason, QuestionCode } from '../../domain/reason.ts';
import type { Sentences } from '../sentences.ts';
import { accountReasons } from './account/commands.ts';
import { codesReasons } from './codes/commands.ts';
import { contactReasons } from './contacts/commands.ts';
import { historyReasons } from './history/commands.ts';
import { identityReasons } from './identity/commands.ts';
import { letterReasons } from './letter/commands.ts';
import { osuReasons } from './osu/commands.ts';
import { settingsReasons } from './practice/commands.ts';
import { directoryReasons, patientQuestions } from './patient/commands.ts';
import { accessReasons, disablingReasons } from './services/commands.ts';
import { reminderReasons } from './reminders/commands.ts';
import { actionReasons, textReasons } from './tab/commands.ts';
import { workReasons } from './unsent-work/commands.ts';

/** What commands say: refusals, questions, audit, unsent work. By subject. */
export { account } from './account/commands.ts';
export { codes } from './codes/commands.ts';
export { contacts } from './contacts/commands.ts';
export { identity } from './identity/commands.ts';
export { letter } from './letter/commands.ts';
export { osu } from './osu/commands.ts';
export { practice } from './practice/commands.ts';
export { services } from './services/commands.ts';
export { action } from './tab/commands.ts';
export { unsentWork } from './unsent-work/commands.ts';

/** Titles of questions. */
export const questions: Readonly<Record<QuestionCode, string>> = {
  'codes-not-shared': 'Print the registration letter?',
  'email-lost': 'No email for messages any more',
  'email-not-verified': 'Preferred email address not verified',
  'offered-email-shared': 'Email address held by other patients',
  'no-preferred-email': 'Patient has not specified a preferred email address',
  'patient-under-11': 'Patient under 11',
  'patient-under-16': 'Patient under 16',
  'restricted-record': 'Restricted record',
};

export const reasons: Sentences<CommandReason> = {
  ...accessReasons,
  ...accountReasons,
  ...actionReasons,
  ...codesReasons,
  ...contactReasons,
  ...directoryReasons,
  ...disablingReasons,
  ...historyReasons,
  ...identityReasons,
  ...letterReasons,
  ...osuReasons,
  ...patientQuestions,
  ...reminderReasons,
  ...settingsReasons,
  ...textReasons,
  ...workReasons,
};
