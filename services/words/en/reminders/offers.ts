import type { ReminderRuleReason } from '../../../domain/reminders/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const reminderRuleReasons: Sentences<ReminderRuleReason> = {
  'nobody-to-remind': 'The account does not wait to be activated.',
  'messages-not-offered': 'This system cannot send messages to patients.',
  'reminder-account-disabled': 'The account is disabled.',
  'reminded-today': 'A reminder has gone out today, or is on its way.',
};
