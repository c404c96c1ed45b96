/** What rules of several commands have in common. */
import { whyNotOfAge, type ResetBounds } from '../../domain/account/account-rules.ts';
import { statusNow } from '../../domain/account/account-state.ts';
import { whyNotLetInAgain } from '../../domain/account/coming-back.ts';
import { groupAccountId } from '../../domain/codes/code-groups.ts';
import { hasExpired, pendingRegistration } from '../../domain/codes/pending-codes.ts';
import { whyIdentityUnknown } from '../../domain/identity/identity-check.ts';
import { whyIncomplete } from '../../domain/identity/identity-minimum.ts';
import { whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import { eligiblePatientId, whyNoPatientOfOurs } from '../../domain/patient/eligibility.ts';
import { ageGroupOf } from '../../domain/patient/patient-questions.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { RuleReason } from '../../domain/reason.ts';
import type { PatientRecords } from '../../domain/records.ts';
import { FailureKind, type Failure } from '../../domain/result.ts';
import { changedDetails } from '../letter/details-now.ts';
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
  return { today, needsIdentityCheck: settings.resetNeedsIdentityCheck, minimum: settings };
}

/** What is missing of the identification, where that says more than that there is none. */
export function identityNote({ records, settings }: PatientFacts): RuleReason | undefined {
  const hasNone = whyIdentityUnknown(records.identityChecks) !== undefined;
  return hasNone && settings.identityDocuments === 'any'
    ? undefined
    : whyIncomplete(records.identityChecks, settings);
}

/** What it takes to enable the account of somebody who has come back. */
export function comingBackNote({
  patient,
  records,
  settings,
}: PatientFacts): RuleReason | undefined {
  return whyNoPatientOfOurs(patient) === undefined
    ? whyNotLetInAgain(records, settings)
    : undefined;
}

/** That an earlier record of the patient has an account: it is told, and never merged. */
export function earlierAccountNote({ earlierAccount }: PatientFacts): RuleReason | undefined {
  if (earlierAccount === undefined) return undefined;
  const { accountId, enabled } = earlierAccount;
  return { code: 'earlier-record-has-account', accountId: groupAccountId(accountId), enabled };
}

/** That the letter which the patient has says what the record no longer says. */
export function detailsNote(facts: PatientFacts): RuleReason | undefined {
  const details = changedDetails(facts);
  const isOver = hasExpired(pendingRegistration(facts.records), facts.today);
  return details.length === 0 || isOver ? undefined : { code: 'letter-details-changed', details };
}

/** A lock that has run out is over. */
export function asOfNow({ records, now }: PatientFacts): PatientRecords {
  const { account } = records;
  return account === undefined
    ? records
    : { ...records, account: { ...account, status: statusNow(account, now) } };
}

/** Why the practice makes no account for somebody of this age. */
export function whyNotForAge({ patient, settings, today }: PatientFacts): RuleReason | undefined {
  return whyNotOfAge(ageGroupOf(patient, today), settings);
}

/** A basic account of somebody under 16 is made no full one: who asks for that is asked where an account is created. */
export function whyNotForChild({ patient, today }: PatientFacts): RuleReason | undefined {
  return ageGroupOf(patient, today) === 'adult' ? undefined : { code: 'basic-account-of-child' };
}

/** Why nothing can be sent to the patient. */
export function whyNoMessages({ sendsMessages }: PatientFacts): Failure<RuleReason> | undefined {
  return because(sendsMessages === true ? undefined : { code: 'messages-not-offered' });
}
