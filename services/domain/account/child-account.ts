/** Accounts that were set up for a child, and what becomes of them at 16. */
import { dateOf } from '../calendar.ts';
import type { CalendarDate, PatientRecords } from '../records.ts';
import type { SharedSettings } from '../practice/shared-settings.ts';
import type { SixteenReason } from './reasons.ts';

/** What decides about an account that was set up for a child. */
export interface AgeFacts {
  readonly records: PatientRecords;
  /** The host's; of nobody whose date of birth is not known in full is anything decided. */
  readonly patient: { readonly birthDate?: CalendarDate };
  readonly settings: Pick<SharedSettings, 'suspendAtSixteen'>;
  readonly today: CalendarDate;
}

/**
 * The day on whose beginning somebody is 16 (Family Law Reform Act 1969, section 9). Who was born on 29 February is so on 1 March
 * of a year that has no 29 February.
 */
export function sixteenthBirthday(birthDate: CalendarDate): CalendarDate {
  const year = Number(birthDate.slice(0, 4)) + 16;
  const day = birthDate.slice(4);
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return `${year}${day === '-02-29' && !isLeap ? '-03-01' : day}`;
}

/** The last day on which somebody was given the means to register: before it, whoever did so did it for what they were then. */
function setUpOn({ account, registrations }: PatientRecords): CalendarDate | undefined {
  if (account === undefined) return undefined;
  const issued = registrations.map(({ issuedAt }) => issuedAt);
  const latest = [account.createdAt, account.resetAt ?? '', ...issued].sort().at(-1);
  return dateOf(latest ?? account.createdAt);
}

/** The 16th birthday of whoever had their account set up before it; `undefined` = it is no child's account. */
export function birthdayOfChild({
  records,
  patient: { birthDate },
}: Pick<AgeFacts, 'records' | 'patient'>): CalendarDate | undefined {
  const since = setUpOn(records);
  if (since === undefined || birthDate === undefined) return undefined;
  const birthday = sixteenthBirthday(birthDate);
  return since < birthday ? birthday : undefined;
}

/** Why nobody gets in to this account till the young person has registered for themselves; `undefined` = they do. */
export function whyNotAtSixteen(facts: AgeFacts): SixteenReason | undefined {
  const { records, patient, settings, today } = facts;
  if (!settings.suspendAtSixteen || patient.birthDate === undefined) return undefined;
  const on = birthdayOfChild(facts);
  if (on !== undefined) return on <= today ? { code: 'set-up-for-child', on } : undefined;
  if (records.account?.disabling?.reason !== 'turned-sixteen') return undefined;
  const birthday = sixteenthBirthday(patient.birthDate);
  const isChecked = records.identityChecks.some(
    ({ date, enteredInError }) => enteredInError === undefined && date >= birthday,
  );
  return isChecked ? undefined : { code: 'sixteen-identity-not-checked', on: birthday };
}

/** The day that the website is to go by, where this says another than the account does. */
export function dayToSuspend(facts: AgeFacts): CalendarDate | undefined {
  return facts.settings.suspendAtSixteen ? birthdayOfChild(facts) : undefined;
}

/** Whether a rule has something to do: to suspend the account, or to tell the website another day. */
export function isAgeCareDue(facts: AgeFacts): boolean {
  const { account, registrations } = facts.records;
  if (account === undefined || facts.patient.birthDate === undefined) return false;
  if (account.suspendOn !== dayToSuspend(facts)) return true;
  const isOpen = account.enabled || registrations.some(({ state }) => state === 'pending');
  return isOpen && whyNotAtSixteen(facts)?.code === 'set-up-for-child';
}
