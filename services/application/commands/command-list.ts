/**
 * Everything staff can do: who may, when and why not, what the audit calls it, and where it is done. An entry here
 * gives the facade its method and the screens their *allowed*; what it does is a module, loaded when somebody starts to
 * work.
 */
import {
  whyNotCreate,
  whyNotReset,
  whyNotUnlock,
  whyNotWithdrawAccess,
} from '../../domain/account/account-rules.ts';
import { whyNotIssueNewCodes } from '../../domain/codes/codes-rules.ts';
import { whyNotReject, whyNotUpgrade } from '../../domain/osu/basic-account-rules.ts';
import { whyNoPatientOfOurs } from '../../domain/patient/eligibility.ts';
import { Permission } from '../../domain/practice/permission.ts';
import { AccountStatus } from '../../domain/records.ts';
import { whyNobodyIsLetIn } from '../patient/who-is-let-in.ts';
import {
  asOfNow,
  because,
  comingBackNote,
  detailsNote,
  earlierAccountNote,
  identityNote,
  ineligible,
  LETTER_RULE,
  resetBounds,
  whyNotForAge,
  whyNoMessages,
  whyNotForChild,
} from './rules.ts';
import { patientCommand, practiceCommand } from './staff-command.ts';

/** By names of methods: a verb and its object. */
export const COMMANDS = {
  saveContact: patientCommand({
    permission: Permission.editContacts,
    audit: 'save-contact',
    load: async () => (await import('../contacts/save-contact.ts')).loadSaveContact(),
  }),
  sendVerificationCode: patientCommand({
    permission: Permission.editContacts,
    audit: 'send-verification-code',
    whyNot: whyNoMessages,
    load: async () => (await import('../contacts/verify-contact.ts')).sendVerificationCode,
  }),
  verifyContact: patientCommand({
    permission: Permission.editContacts,
    audit: 'verify-contact',
    load: async () => (await import('../contacts/verify-contact.ts')).verifyContact,
  }),
  takeOverContact: patientCommand({
    permission: Permission.editContacts,
    audit: 'take-over-contact',
    whyNot: ({ patient }) => because(whyNoPatientOfOurs(patient)),
    load: async () => (await import('../contacts/take-over-contact.ts')).loadTakeOverContact(),
  }),
  leaveOfferedContact: patientCommand({
    permission: Permission.editContacts,
    audit: 'leave-offered-contact',
    load: async () => (await import('../contacts/leave-offered-contact.ts')).leaveOfferedContact,
  }),
  recordIdentityCheck: patientCommand({
    permission: Permission.recordIdentity,
    audit: 'record-identity-check',
    note: identityNote,
    load: async () => (await import('../identity/record-identity-check.ts')).recordIdentityCheck,
  }),
  markIdentityCheckEnteredInError: patientCommand({
    permission: Permission.recordIdentity,
    audit: 'mark-identity-check-entered-in-error',
    load: async () =>
      (await import('../identity/mark-identity-check-entered-in-error.ts'))
        .markIdentityCheckEnteredInError,
  }),
  createAccount: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'create-account',
    whyNot: (facts) =>
      ineligible(facts) ??
      because(whyNotForAge(facts) ?? whyNotCreate(facts.records, facts.settings)),
    note: earlierAccountNote,
    hidden: ({ records }) => records.account !== undefined,
    load: async () => (await import('../account/create-account.ts')).createAccount,
  }),
  changeServices: patientCommand({
    permission: Permission.changeServices,
    audit: 'change-services',
    note: comingBackNote,
    // Before there is an account the ticks are those it will be created with.
    whyNot: (facts) => (facts.records.account === undefined ? ineligible(facts) : undefined),
    load: async () => (await import('../services/change-services.ts')).changeServices,
  }),
  reviewRecordAccess: patientCommand({
    permission: Permission.changeServices,
    audit: 'review-record-access',
    load: async () => (await import('../services/record-access.ts')).reviewRecordAccess,
  }),
  unlockAccount: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'unlock-account',
    whyNot: (facts) => because(whyNobodyIsLetIn(facts) ?? whyNotUnlock(asOfNow(facts))),
    hidden: (facts) => asOfNow(facts).account?.status !== AccountStatus.locked,
    load: async () => (await import('../account/unlock-account.ts')).unlockAccount,
  }),
  withdrawAccess: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'withdraw-access',
    whyNot: ({ records }) => because(whyNotWithdrawAccess(records)),
    hidden: ({ records }) => whyNotWithdrawAccess(records) !== undefined,
    load: async () => (await import('../account/withdraw-access.ts')).withdrawAccess,
  }),
  resetAccount: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'reset-account',
    whyNot: (facts) => ineligible(facts) ?? because(whyNotReset(facts.records, resetBounds(facts))),
    hidden: ({ records }) => records.account === undefined,
    load: async () => (await import('../account/reset-account.ts')).resetAccount,
  }),
  issueNewCodes: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'issue-new-codes',
    note: detailsNote,
    whyNot: (facts) => ineligible(facts) ?? because(whyNotIssueNewCodes(facts.records, facts.now)),
    hidden: ({ records }) => records.account === undefined,
    load: async () => (await import('../codes/issue-new-codes.ts')).issueNewCodes,
  }),
  previewLetter: patientCommand({
    ...LETTER_RULE,
    audit: 'preview-letter',
    load: async () => (await import('../letter/preview-letter.ts')).previewLetter,
  }),
  printLetter: patientCommand({
    ...LETTER_RULE,
    audit: 'print-letter',
    load: async () => (await import('../letter/print-letter.ts')).printLetter,
  }),
  saveLetter: patientCommand({
    ...LETTER_RULE,
    audit: 'save-letter',
    load: async () => (await import('../letter/save-letter.ts')).saveLetter,
  }),
  sendReminder: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'send-reminder',
    whyNot: (facts) => because(whyNobodyIsLetIn(facts)) ?? whyNoMessages(facts),
    load: async () => (await import('../reminders/send-reminder.ts')).sendReminder,
  }),
  openHistory: patientCommand({
    permission: Permission.viewHistory,
    audit: 'open-history',
    load: async () => (await import('../history/open-history.ts')).openHistory,
  }),
  exportHistory: patientCommand({
    permission: Permission.exportHistory,
    audit: 'export-history',
    load: async () => (await import('../history/export-history.ts')).exportHistory,
  }),
  upgradeAccount: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'upgrade-account',
    whyNot: (facts) =>
      ineligible(facts) ??
      because(whyNotForChild(facts) ?? whyNotUpgrade(facts.records, facts.settings)),
    hidden: ({ records }) => records.account?.kind !== 'osu',
    load: async () => (await import('../osu/upgrade-account.ts')).upgradeAccount,
  }),
  rejectBasicAccount: patientCommand({
    permission: Permission.manageAccounts,
    audit: 'reject-basic-account',
    whyNot: ({ records }) => because(whyNotReject(records)),
    hidden: ({ records }) => records.account?.kind !== 'osu',
    load: async () => (await import('../osu/reject-basic-account.ts')).rejectBasicAccount,
  }),
  openApplications: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-applications',
    load: async () => (await import('../osu/open-applications.ts')).openApplications,
  }),
  matchApplication: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'match-application',
    load: async () => (await import('../osu/match-application.ts')).matchApplication,
  }),
  rejectApplication: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'reject-application',
    load: async () => (await import('../osu/reject-application.ts')).rejectApplication,
  }),
  openAccounts: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-accounts',
    load: async () => (await import('../practice/open-accounts.ts')).openAccounts,
  }),
  openWorklist: practiceCommand({
    permission: Permission.manageAccounts,
    audit: 'open-worklist',
    load: async () => (await import('../practice/open-accounts.ts')).openWorklist,
  }),
  // Sums name nobody.
  openUptake: practiceCommand({
    permission: Permission.view,
    audit: 'open-uptake',
    load: async () => (await import('../practice/open-uptake.ts')).openUptake,
  }),
  exportUptake: practiceCommand({
    permission: Permission.view,
    audit: 'export-uptake',
    load: async () => (await import('../practice/open-uptake.ts')).exportUptake,
  }),
  // Deciding about unsent work takes what the work took, and only the work knows that: storage sees to it.
  retryWork: practiceCommand({
    permission: Permission.view,
    audit: 'resolve-conflict',
    load: async () => (await import('../unsent-work/retry-work.ts')).retryWork,
  }),
  discardWork: practiceCommand({
    permission: Permission.view,
    audit: 'resolve-conflict',
    load: async () => (await import('../unsent-work/discard-work.ts')).discardWork,
  }),
  resolveConflict: practiceCommand({
    permission: Permission.view,
    audit: 'resolve-conflict',
    load: async () => (await import('../unsent-work/resolve-conflict.ts')).resolveConflict,
  }),
  acknowledgeNotice: practiceCommand({
    permission: Permission.view,
    audit: 'acknowledge-notice',
    load: async () => (await import('../unsent-work/acknowledge-notice.ts')).acknowledgeNotice,
  }),
  saveSettings: practiceCommand({
    permission: Permission.administer,
    audit: 'change-settings',
    load: async () => (await import('../practice/save-settings.ts')).saveSettings,
  }),
  acknowledgeServerFindings: practiceCommand({
    permission: Permission.administer,
    audit: 'acknowledge-server-findings',
    load: async () =>
      (await import('../practice/acknowledge-server-findings.ts')).acknowledgeServerFindings,
  }),
} as const;
