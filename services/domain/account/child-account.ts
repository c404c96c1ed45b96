/** Accounts that were set up for a child, and what becomes of them at 16. */
import { addDays, dateOf } from '../calendar.ts';
import type { CalendarDate, PatientRecords } from '../records.ts';
import type { SharedSettings } from '../practice/shared-settings.ts';
import type { SixteenReason } from './reasons.ts';

/** Between noticing that somebody is 16 already and suspending their account: time to come to the practice. */
const DAYS_OF_NOTICE = 28;

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
  if (on !== undefined) {
    const isDue = (dayToSuspend(facts) ?? '') <= today;
    return isDue ? { code: 'set-up-for-child', on } : undefined;
  }
  if (records.account?.disabling?.reason !== 'turned-sixteen') return undefined;
  const birthday = sixteenthBirthday(patient.birthDate);
  const isChecked = records.identityChecks.some(
    ({ date, enteredInError }) => enteredInError === undefined && date >= birthday,
  );
  return isChecked ? undefined : { code: 'sixteen-identity-not-checked', on: birthday };
}

/**
 * The day on which the account is suspended, by which the website goes as well: the 16th birthday. Where that was over before
 * anybody was told of it, it is some weeks after it is noticed: nobody is shut out without a word.
 */
export function dayToSuspend(facts: AgeFacts): CalendarDate | undefined {
  const { records, settings, today } = facts;
  const birthday = settings.suspendAtSixteen ? birthdayOfChild(facts) : undefined;
  if (birthday === undefined || birthday > today) return birthday;
  const latest = addDays(today, DAYS_OF_NOTICE);
  const told = records.account?.suspendOn;
  return told !== undefined && told >= birthday && told <= latest ? told : latest;
}

/** Whether a rule has something to do: to suspend the account, or to tell the website another day. */
export function isAgeCareDue(facts: AgeFacts): boolean {
  const { account, registrations } = facts.records;
  if (account === undefined || facts.patient.birthDate === undefined) return false;
  if (account.suspendOn !== dayToSuspend(facts)) return true;
  const isOpen = account.enabled || registrations.some(({ state }) => state === 'pending');
  return isOpen && whyNotAtSixteen(facts)?.code === 'set-up-for-child';
}
