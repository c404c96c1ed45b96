import type { ReminderRefusal } from '../../../domain/reminders/reasons.ts';

export const refused: Readonly<Record<ReminderRefusal['code'], string>> = {
  'nobody-to-remind': 'The account does not wait to be activated.',
  'reminder-account-disabled': 'The account is disabled.',
  'reminded-today': 'The message service was given a reminder today, or is about to be.',
};
