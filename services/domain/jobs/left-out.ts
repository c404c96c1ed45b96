/** Whom a job leaves out: whatever takes a person's look at one patient is not done to many at once. */
import { whyNoAccount } from '../account/account-state.ts';
import { addDays, dateOf } from '../calendar.ts';
import { whyNoPatientOfOurs } from '../patient/eligibility.ts';
import type { PatientEnding } from '../patient/patient-ending.ts';
import { ageGroupOf } from '../patient/patient-questions.ts';
import type { RuleReason } from '../reason.ts';
import type { CalendarDate, PatientRecords } from '../records.ts';
import { reminderOf } from '../reminders/reminder-rules.ts';
import type { BulkWork } from './job.ts';
import type { LeftOutReason } from './reasons.ts';

export interface LeftOutFacts {
  readonly patient: {
    readonly ending?: PatientEnding;
    readonly restricted: boolean;
    readonly birthDate?: CalendarDate;
  };
  readonly records: PatientRecords;
  readonly settings: { readonly reminderEveryDays: number };
  readonly today: CalendarDate;
}

/** `undefined`: nothing about the patient speaks against it; the command may still have a reason of its own. */
export function whyLeftOut(
  { kind }: BulkWork,
  { patient, records, settings, today }: LeftOutFacts,
): LeftOutReason | RuleReason | undefined {
  const gone = whyNoPatientOfOurs(patient);
  if (gone !== undefined) return gone;
  if (patient.restricted) return { code: 'restricted-left-out' };
  if (ageGroupOf(patient, today) !== 'adult') return { code: 'child-left-out' };
  const none = whyNoAccount(records);
  if (none !== undefined) return none;
  return kind === 'disable'
    ? whyNotDisabled(records)
    : whyNotRemindedAgain(records, settings.reminderEveryDays, today);
}

function whyNotDisabled({ account }: PatientRecords): LeftOutReason | undefined {
  return account?.enabled === false ? { code: 'disabled-already' } : undefined;
}

/** Never twice in the time that the practice leaves between two reminders, whoever sent the one before. */
function whyNotRemindedAgain(
  { account }: PatientRecords,
  days: number,
  today: CalendarDate,
): LeftOutReason | undefined {
  const last = account && reminderOf(account);
  if (last === undefined || last.state === 'failed') return undefined;
  return addDays(dateOf(last.at), days) > today ? { code: 'reminded-lately', days } : undefined;
}
