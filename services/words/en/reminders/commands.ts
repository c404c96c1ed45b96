import { refused } from './refused.ts';
import type { MessagesReason, ReminderReason } from '../../../domain/reminders/reasons.ts';
import type { Sentences } from '../../sentences.ts';

export const reminderReasons: Sentences<Exclude<ReminderReason, MessagesReason>> = {
  ...refused,
  'no-verified-contact':
    'The patient has no email address or mobile number that is preferred and verified. Verify one first.',
  'reminder-not-shared':
    'The shared record cannot be asked now whether somebody else is sending this reminder. Nothing was sent. Try again in a while.',
  'reminder-elsewhere':
    'Somebody changed this account at the same moment, perhaps to send the same reminder. Look again before you send one.',
};
