/**
 * Who may be offered what of a patient, and when: the reason beside a button, and asked again before every run. This is
 * all that screens need of commands before somebody starts to work.
 */
import { whyNotCreate } from '../../domain/account/create-account.ts';
import { whyNotUnlock } from '../../domain/account/unlock-account.ts';
import { whyNotIssueNewCodes } from '../../domain/codes/issue-new-codes.ts';
import { whyNotPrintLetter } from '../../domain/letter/letter-rules.ts';
import { eligiblePatientId } from '../../domain/patient/eligibility.ts';
import { Permission } from '../../domain/practice/permission.ts';
import type { RuleReason } from '../../domain/reason.ts';
import { AccountStatus, type PatientRecords } from '../../domain/records.ts';
import { FailureKind, type Failure } from '../../domain/result.ts';
import { statusNow } from '../account/status-now.ts';
import type { PatientFacts } from './staff-action.ts';

export interface Rule {
  readonly permission: Permission;
  /** Why it may not be done now. */
  readonly whyNot?: (facts: PatientFacts) => Failure<RuleReason> | undefined;
  /** It makes no sense here, so the screen shows nothing rather than a refusal. */
  readonly hidden?: (facts: PatientFacts) => boolean;
}

/** The same for looking, printing and saving. */
const letter: Rule = {
  permission: Permission.printLetters,
  whyNot: (facts) => ineligible(facts) ?? because(whyNotPrintLetter(facts.records, facts.today)),
  hidden: ({ records }) => records.account === undefined,
};

/** By names of commands. */
export const RULES = {
  saveContact: { permission: Permission.editContacts },
  recordIdentityCheck: { permission: Permission.recordIdentity },
  markIdentityCheckEnteredInError: { permission: Permission.recordIdentity },
  createAccount: {
    permission: Permission.manageAccounts,
    whyNot: (facts) => ineligible(facts) ?? because(whyNotCreate(facts.records)),
    hidden: ({ records }) => records.account !== undefined,
  },
  changeServices: {
    permission: Permission.changeServices,
    // Before there is an account the ticks are those it will be created with.
    whyNot: (facts) => (facts.records.account === undefined ? ineligible(facts) : undefined),
  },
  unlockAccount: {
    permission: Permission.manageAccounts,
    whyNot: (facts) => because(whyNotUnlock(asOfNow(facts))),
    hidden: (facts) => asOfNow(facts).account?.status !== AccountStatus.locked,
  },
  issueNewCodes: {
    permission: Permission.manageAccounts,
    whyNot: (facts) => ineligible(facts) ?? because(whyNotIssueNewCodes(facts.records, facts.now)),
    hidden: ({ records, now }) => whyNotIssueNewCodes(records, now) !== undefined,
  },
  previewLetter: letter,
  printLetter: letter,
  saveLetter: letter,
} as const satisfies Readonly<Record<string, Rule>>;

/** Why this patient can have no account, letter or codes. */
function ineligible({ patient, practice }: PatientFacts): Failure<RuleReason> | undefined {
  const eligible = eligiblePatientId({ ...patient, nation: practice.nation });
  return eligible.ok ? undefined : eligible.failure;
}

/** A reason of the domain as the refusal it leads to. */
function because(reason: RuleReason | undefined): Failure<RuleReason> | undefined {
  return reason === undefined ? undefined : { kind: FailureKind.notAllowed, reason };
}

/** A lock that has run out is over. */
function asOfNow({ records, now }: PatientFacts): PatientRecords {
  const { account } = records;
  return account === undefined
    ? records
    : { ...records, account: { ...account, status: statusNow(account, now) } };
}
