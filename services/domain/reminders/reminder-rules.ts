/** Who is reminded to activate an account, and when (Vision, Registration tab of the settings: Reminders). */
import { isWaitingForActivation } from '../account/account-state.ts';
import { addDays, dateOf } from '../calendar.ts';
import type { SharedSettings } from '../practice/shared-settings.ts';
import {
  ReminderState,
  type AccountRecord,
  type CalendarDate,
  type Instant,
  type Reminder,
} from '../records.ts';
import type { ReminderRefusal } from './reasons.ts';

/** The practice's choice. */
export type ReminderSettings = Pick<SharedSettings, 'remindersEnabled' | 'reminderEveryDays'>;

/** Until a reminder that was taken up and not accepted may be taken up again: whoever did may have been cut off. */
const TAKEN_UP_MS = 15 * 60_000;

/** The newest reminder of this registration. One of an earlier registration counts no more. */
export function reminderOf({ reminder, registeredAt }: AccountRecord): Reminder | undefined {
  const isOfThis = reminder !== undefined && registeredAt !== undefined;
  return isOfThis && reminder.at >= registeredAt ? reminder : undefined;
}

/**
 * The day on which the next reminder goes, in UK time: so many days after the registration, or after the one before.
 * `undefined`: none, as the practice sends none or the account runs out before.
 */
export function reminderDueOn(
  account: AccountRecord,
  { remindersEnabled, reminderEveryDays }: ReminderSettings,
): CalendarDate | undefined {
  const { registeredAt, activateBy, enabled } = account;
  if (!remindersEnabled || !enabled || registeredAt === undefined) return undefined;
  const last = reminderOf(account);
  if (last?.state === ReminderState.due) return last.day;
  const due = addDays(last?.day ?? dateOf(registeredAt), reminderEveryDays);
  return activateBy !== undefined && due > dateOf(activateBy) ? undefined : due;
}

/** Whether a rule sends a reminder now. However many days were missed, it is one. */
export function isReminderDue(
  account: AccountRecord,
  settings: ReminderSettings,
  now: Instant,
): boolean {
  const due = reminderDueOn(account, settings);
  const isTime = due !== undefined && due <= dateOf(now);
  return isTime && isWaitingForActivation(account, now) && !isUnderWay(reminderOf(account), now);
}

/** Why nobody sends one now; `undefined` = it may be sent. Staff may send one before it is due, and one a day. */
export function whyNotRemind(account: AccountRecord, now: Instant): ReminderRefusal | undefined {
  if (!isWaitingForActivation(account, now)) return { code: 'nobody-to-remind' };
  if (!account.enabled) return { code: 'reminder-account-disabled' };
  const last = reminderOf(account);
  if (last === undefined || last.state === ReminderState.failed) return undefined;
  const isOver = last.state === ReminderState.due ? !isUnderWay(last, now) : last.day < dateOf(now);
  return isOver ? undefined : { code: 'reminded-today' };
}

/** The account with a reminder taken up: a new one, or the one that somebody took up and did not bring to its end. */
export function withReminderTakenUp(
  account: AccountRecord,
  id: string,
  now: Instant,
): AccountRecord {
  const last = reminderOf(account);
  const again = last?.state === ReminderState.due ? last : undefined;
  const reminder =
    again === undefined ? { id, day: dateOf(now) } : { id: again.id, day: again.day };
  return { ...account, reminder: { ...reminder, state: ReminderState.due, at: now } };
}

/** What became of a reminder. */
export type ReminderNews = Pick<Reminder, 'id' | 'state' | 'at' | 'messageId'>;

/** The account with what became of its reminder; the same account where that is known, or it is about another one. */
export function withReminderNews(account: AccountRecord, news: ReminderNews): AccountRecord {
  const { reminder } = account;
  if (reminder?.id !== news.id || rank(news.state) <= rank(reminder.state)) return account;
  return { ...account, reminder: { ...reminder, ...news } };
}

function isUnderWay(reminder: Reminder | undefined, now: Instant): boolean {
  if (reminder?.state !== ReminderState.due) return false;
  return Date.parse(now) - Date.parse(reminder.at) < TAKEN_UP_MS;
}

/** News comes in this order; what was sent or failed is over. */
function rank(state: ReminderState): number {
  return state === ReminderState.due ? 0 : state === ReminderState.accepted ? 1 : 2;
}
