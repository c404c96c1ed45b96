import { AccountStatus } from '../../services/domain/records.ts';
import type { AccountFacts } from './account-person.ts';
import type { WebsiteLogin } from './website-login.ts';

/** Wrong passwords in a row that lock an account. Source: the rule of the website this one stands in for. */
export const FAILURES_TO_LOCK = 5;
/** How long a lock lasts unless the practice ends it. */
export const LOCK_MS = 4 * 60 * 60 * 1000;

/** Whether the account itself can be locked: it is in use, or an earlier lock has run out. */
export function isLockable({ enabled, status }: AccountFacts): boolean {
  return enabled && (status === AccountStatus.active || status === AccountStatus.locked);
}

/** When the lock ends that holds now: the account's own, or the site's where the account cannot be locked. */
export function lockedUntil(
  account: AccountFacts,
  login: WebsiteLogin,
  now: Date,
): string | undefined {
  return isLockable(account)
    ? accountLockedUntil(account, now)
    : untilIfToCome(login.refusedUntil, now);
}

/** When the account's own lock ends, while it holds. */
export function accountLockedUntil(
  { status, lockedUntil: until }: AccountFacts,
  now: Date,
): string | undefined {
  return status === AccountStatus.locked ? untilIfToCome(until, now) : undefined;
}

function untilIfToCome(until: string | undefined, now: Date): string | undefined {
  return until !== undefined && new Date(until).getTime() > now.getTime() ? until : undefined;
}

/**
 * Wrong passwords that still count. Five of them meant a lock: when none holds any more, it ran out or a member of
 * staff ended it, and counting starts again.
 */
export function failuresSoFar({ failures }: WebsiteLogin): number {
  return failures >= FAILURES_TO_LOCK ? 0 : failures;
}

const UK_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the patient is told while the account is locked. */
export function lockedMessage(until: string): string {
  return `Your account is locked because a wrong password was typed five times. It unlocks by itself at ${ukTime(until)}. Your practice can unlock it sooner.`;
}

/** The same for an account that is not active: nothing here that the practice could unlock. */
export function refusedMessage(until: string): string {
  return `There were too many wrong passwords. Try again after ${ukTime(until)}.`;
}

function ukTime(instant: string): string {
  const parts = UK_TIME.formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} on ${part('weekday')}`;
}
