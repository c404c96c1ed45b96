import {
  isWaitingForActivation,
  reminderDueOn,
  reminderOf,
} from '../../domain/reminders/reminder-rules.ts';
import type { PatientFacts } from '../commands/staff-action.ts';
import type { ReadyTabView } from '../views.ts';

/** What there is to say of an account that waits to be activated. */
export function activationView({
  records: { account },
  settings,
  now,
}: PatientFacts): Pick<ReadyTabView, 'activation'> {
  if (account === undefined || !isWaitingForActivation(account, now)) return {};
  const last = reminderOf(account);
  const dueOn = reminderDueOn(account, settings);
  return { activation: { ...(last && { last }), ...(dueOn && { dueOn }) } };
}
