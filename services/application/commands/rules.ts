/** What rules of several commands have in common. */
import type { ResetBounds } from '../../domain/account/account-rules.ts';
import { whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { RuleReason } from '../../domain/reason.ts';
import type { PatientRecords } from '../../domain/records.ts';
import { whyNotRemind } from '../../domain/reminders/reminder-rules.ts';
import { FailureKind, type Failure } from '../../domain/result.ts';
import { statusNow } from '../account/status-now.ts';
import type { PatientFacts } from './staff-action.ts';
import type { Rule } from './staff-command.ts';

/** Looking at a letter, printing and saving it. */
export const LETTER_RULE: Rule = {
  permission: Permission.printLetters,
  whyNot: (facts) => ineligible(facts) ?? because(whyNotPrintLetter(facts.records, facts.today)),
  hidden: ({ records }) => records.account === undefined,
};

/** Why this patient can have no account, letter or codes. */
export function ineligible({ patient, practice }: PatientFacts): Failure<RuleReason> | undefined {
  const eligible = eligiblePatientId({ ...patient, nation: practice.nation });
  return eligible.ok ? undefined : eligible.failure;
}

/** A reason of the domain as the refusal it leads to. */
export function because(reason: RuleReason | undefined): Failure<RuleReason> | undefined {
  return reason === undefined ? undefined : { kind: FailureKind.notAllowed, reason };
}

/** What the practice asks for before an account is reset. */
export function resetBounds({ settings, today }: PatientFacts): ResetBounds {
  return { today, needsIdentityCheck: settings.resetNeedsIdentityCheck };
}

/** A lock that has run out is over. */
export function asOfNow({ records, now }: PatientFacts): PatientRecords {
  const { account } = records;
  return account === undefined
    ? records
    : { ...records, account: { ...account, status: statusNow(account, now) } };
}

/** Why no reminder can be sent to the patient now. */
export function whyNotSend({ records, sendsMessages, now }: PatientFacts): RuleReason | undefined {
  if (records.account === undefined) return { code: 'nobody-to-remind' };
  return sendsMessages === true
    ? whyNotRemind(records.account, now)
    : { code: 'messages-not-offered' };
}
