/** Whom a job leaves out: whatever takes a person's look at one patient is not done to many at once. */
import { whyNoAccount } from '../account/account-state.ts';
import { addDays, dateOf } from '../calendar.ts';
import { pendingRegistration } from '../codes/pending-codes.ts';
import { lettersOf } from '../letter/letters-of.ts';
import { whyNoPatientOfOurs } from '../patient/eligibility.ts';
import type { PatientEnding } from '../patient/patient-ending.ts';
import { ageGroupOf } from '../patient/patient-questions.ts';
import type { RuleReason } from '../reason.ts';
import type { CalendarDate, PatientRecords } from '../records.ts';
import { reminderOf } from '../reminders/reminder-rules.ts';
import type { BulkWork } from './job.ts';
import type { LetterWork } from './letter-batches.ts';
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
  work: BulkWork,
  { patient, records, settings, today }: LeftOutFacts,
): LeftOutReason | RuleReason | undefined {
  const gone = whyNoPatientOfOurs(patient);
  if (gone !== undefined) return gone;
  if (patient.restricted) return { code: 'restricted-left-out' };
  if (ageGroupOf(patient, today) !== 'adult') return { code: 'child-left-out' };
  if (work.kind === 'create') return undefined;
  const none = whyNoAccount(records);
  if (none !== undefined) return none;
  switch (work.kind) {
    case 'disable':
      return whyNotDisabled(records);
    case 'remind':
      return whyNotRemindedAgain(records, settings.reminderEveryDays, today);
    case 'print':
    case 'reprint':
      return whyOtherLetter(work, records);
  }
}

/** A first letter and a copy are two things, and nobody gets one for the other. */
function whyOtherLetter(
  { kind, again }: LetterWork,
  records: PatientRecords,
): LeftOutReason | undefined {
  const codes = pendingRegistration(records);
  if (codes === undefined || again !== undefined) return undefined;
  const isMade = lettersOf(records, codes).length > 0;
  if (kind === 'print') return isMade ? { code: 'letter-made-already' } : undefined;
  return isMade ? undefined : { code: 'letter-never-made' };
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
