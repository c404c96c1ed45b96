import type { Instant } from '../../services/domain/records.ts';

/** Days to activate where the registration says none. Source: docs/fhir-mapping.md. */
const DEFAULT_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What an account says about the time to activate it. */
export interface ActivationDates {
  readonly registeredAt?: Instant;
  readonly activateBy?: Instant;
}

/** Until when an account that is registered at this moment can be activated; 14 days where `days` is not given. */
export function activateByOf(registeredAt: Date, days = DEFAULT_DAYS): Instant {
  return new Date(registeredAt.getTime() + days * DAY_MS).toISOString();
}

/**
 * Until when the account can be activated: its own date, or 14 days from registering for one that was registered before
 * accounts had such a date. `undefined` when it has neither.
 */
export function activationDeadline({
  activateBy,
  registeredAt,
}: ActivationDates): Instant | undefined {
  if (activateBy !== undefined) return activateBy;
  return registeredAt === undefined ? undefined : activateByOf(new Date(registeredAt));
}

/** Whether the time to activate is over; without any date it is. */
export function isActivationOver(account: ActivationDates, now: Date): boolean {
  return !(new Date(activationDeadline(account) ?? '').getTime() > now.getTime());
}

/** What the patient is told then. */
export function activationOverMessage(account: ActivationDates): string {
  const deadline = activationDeadline(account);
  const end = deadline === undefined ? 'is over' : `ended at ${deadlineText(deadline)}`;
  return `The time to activate this account ${end}. Phone your practice and ask to be registered again.`;
}

const TIME = { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' } as const;
const UK_TIME = new Intl.DateTimeFormat('en-GB', TIME);
const UK_DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });

/** For reading, in UK time: "13:00 on 8 June 2026". */
export function deadlineText(deadline: Instant): string {
  const moment = new Date(deadline);
  return `${UK_TIME.format(moment)} on ${UK_DATE.format(moment)}`;
}
