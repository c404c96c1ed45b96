import {
  reminderDueOn,
  reminderOf,
  whyNotRemind,
  type ReminderSettings,
} from '../../domain/reminders/reminder-rules.ts';
import type { AccountRecord, CalendarDate, Instant, Reminder } from '../../domain/records.ts';
import { words } from '../../words/words.ts';

/** An account that waits to be activated, as it stands. */
export interface WaitingAccount {
  readonly account: AccountRecord;
  readonly settings: ReminderSettings;
  readonly now: Instant;
}

/** How the patient is reminded. */
export interface ActivationView {
  /** The newest reminder. */
  readonly last?: Reminder;
  /** When the next one goes; absent where none will. */
  readonly dueOn?: CalendarDate;
  /** Why none can be sent now. */
  readonly refused?: string;
}

/** What there is to say of reminders. Takes the words for them. */
export function activationView({ account, settings, now }: WaitingAccount): ActivationView {
  const last = reminderOf(account);
  const dueOn = reminderDueOn(account, settings);
  const why = whyNotRemind(account, now);
  return {
    ...(last && { last }),
    ...(dueOn && { dueOn }),
    ...(why && { refused: words('reminders').refused[why.code] }),
  };
}
